using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Rules;

/// <summary>Rows about IDs: an expression that becomes the user ID of a context in a service, and the sentences that findings are made of.</summary>
public abstract class IdentityRows : RowTests
{
    /// <summary>The types that the services of the rows work with.</summary>
    protected const string Inbound = """
        public sealed class Inbound
        {
            public string? UserId { get; init; }

            public string? ThreadId { get; init; }

            public string? RunId { get; init; }

            public Guid? UserGuid { get; init; }

            public bool HasUser => UserId is not null;

            public bool TryGetUserId(out string userId)
            {
                userId = UserId ?? throw new InvalidOperationException();
                return true;
            }
        }
        """;

    /// <summary>How the contexts of some rows are declared is another rule's business.</summary>
    protected const string AnyDeclaration = "dotnet_diagnostic.ECG3003.severity = none";

    /// <summary>The user ID of a context that a service makes; the marked code is production code.</summary>
    protected static Row UserIdIs(string value) => InService($"return new UserExecutionContext({value}, threadId, runId, requestId);");

    /// <summary>Statements of a method that makes a context.</summary>
    protected static Row InService(string statements) => Code($$"""
        class Service
        {
            UserExecutionContext Make(Inbound inbound, IReadOnlyDictionary<string, string> headers, string? given, bool isSystem, string threadId, string runId, string requestId)
            {
                {{statements.ReplaceLineEndings("\n        ")}}
            }
        }
        """).And("Inbound.cs", Inbound).InProduction();

    protected static string Falls(string constant, string role = "user", string path = "new UserExecutionContext", string of = "") =>
        $"'{path}' falls back to {constant} as its {role} ID{of}; throw where the {role} ID is missing";

    protected static string Gets(string constant, string role = "user", string path = "new UserExecutionContext") =>
        $"'{path}' gets {constant} as its {role} ID; pass the real {role} ID";

    protected static string Crosses(string name, string named, string role, string path = "new UserExecutionContext") =>
        $"'{path}' gets '{name}', named like a {named} ID, as its {role} ID; pass the {role} ID";

    protected static string Duplicates(string value, string first, string second, string path = "new UserExecutionContext") =>
        $"'{path}' gets '{value}' as its {first} ID and as its {second} ID; pass an ID of its own for each";

    protected static string Mixes(string role, string own, string users, string path = "new UserExecutionContext") =>
        $"'{path}' gets the {role} ID of '{own}' and the user ID of '{users}'; take all IDs from one context";
}
