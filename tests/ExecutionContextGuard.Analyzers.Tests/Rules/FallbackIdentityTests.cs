using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis.CSharp;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG2002.</summary>
public sealed class FallbackIdentityTests : IdentityRows
{
    [Theory]
    [InlineData("given ?? {|ECG2002:\"anonymous\"|}")]
    [InlineData("inbound.UserId ?? {|ECG2002:\"anonymous\"|}")]
    [InlineData("(inbound.UserId ?? {|ECG2002:\"anonymous\"|}).Trim()")]
    [InlineData("inbound?.UserId ?? {|ECG2002:\"anonymous\"|}")]
    [InlineData("inbound.UserId ?? given ?? {|ECG2002:\"anonymous\"|}")]
    [InlineData("given != null ? given : {|ECG2002:\"anonymous\"|}")]
    [InlineData("given is null ? {|ECG2002:\"anonymous\"|} : given")]
    [InlineData("given is { Length: > 0 } ? given : {|ECG2002:\"anonymous\"|}")]
    [InlineData("string.IsNullOrEmpty(given) ? {|ECG2002:\"anonymous\"|} : given")]
    [InlineData("string.IsNullOrWhiteSpace(given) ? {|ECG2002:\"anonymous\"|} : given!")]
    [InlineData("given?.Length > 0 ? given : {|ECG2002:\"anonymous\"|}")]
    [InlineData("given == \"\" ? {|ECG2002:\"anonymous\"|} : given!")]
    [InlineData("headers.TryGetValue(\"user\", out var id) ? id : {|ECG2002:\"anonymous\"|}")]
    [InlineData("headers.ContainsKey(\"user\") ? headers[\"user\"] : {|ECG2002:\"anonymous\"|}")]
    [InlineData("inbound.TryGetUserId(out var id) ? id : {|ECG2002:\"anonymous\"|}")]
    [InlineData("headers.GetValueOrDefault(\"user\", {|ECG2002:\"anonymous\"|})")]
    [InlineData("headers.GetValueOrDefault(key: \"user\", defaultValue: {|ECG2002:\"anonymous\"|})")]
    [InlineData("headers.Values.FirstOrDefault({|ECG2002:\"anonymous\"|})")]
    [InlineData("given switch { { Length: > 0 } => given, _ => {|ECG2002:\"anonymous\"|} }")]
    [InlineData("given switch { null => {|ECG2002:\"anonymous\"|}, var id => id }")]
    [InlineData("given switch { null or \"\" => {|ECG2002:\"anonymous\"|}, _ => given }")]
    [InlineData("given switch { \"\" or \" \" or null => {|ECG2002:\"anonymous\"|}, { } id => id }")]
    [InlineData("\"\" + (given ?? {|ECG2002:\"anonymous\"|})")]
    [InlineData("\"user-\" + (given ?? {|ECG2002:\"anonymous\"|}) + \"-0\"")]
    [InlineData("Environment.GetEnvironmentVariable(\"USER_ID\") ?? {|ECG2002:\"anonymous\"|}")]
    [InlineData("string.Concat(\"user-\", given ?? {|ECG2002:\"anonymous\"|})")]
    [InlineData("string.Concat(\"a\", \"b\", given ?? {|ECG2002:\"anonymous\"|}, \"c\", \"d\")")]
    [InlineData("string.Format(\"{0}\", given ?? {|ECG2002:\"anonymous\"|})")]
    [InlineData("string.Format(\"{0}-{1}\", \"user\", given ?? {|ECG2002:\"anonymous\"|})")]
    [InlineData("string.Join(\"-\", \"user\", given ?? {|ECG2002:\"anonymous\"|})")]
    [InlineData("headers.Values.DefaultIfEmpty({|ECG2002:\"anonymous\"|}).First()")]
    [InlineData("headers.Values.Where(value => value.Length != 0).DefaultIfEmpty({|ECG2002:\"anonymous\"|}).Single()")]
    [InlineData("$\"{given ?? {|ECG2002:\"anonymous\"|}}\"")]
    [InlineData("given ?? (isSystem ? threadId : null) ?? {|ECG2002:\"anonymous\"|}")]
    [InlineData("(given ?? {|ECG2002:\"anonymous\"|})!")]
    [InlineData("(string)(given ?? {|ECG2002:\"anonymous\"|})")]
    public Task A_constant_takes_the_place_of_an_ID(string value) => UserIdIs(value).Says(Falls("'anonymous'"));

    [Theory]
    [InlineData("\"\"", "blank text")]
    [InlineData("string.Empty", "blank text")]
    [InlineData("\"  \"", "blank text")]
    [InlineData("\"unknown\"", "'unknown'")]
    [InlineData("\"default_user\"", "'default_user'")]
    [InlineData("Service.Nobody", "'nobody'")]
    [InlineData("nameof(Inbound)", "'Inbound'")]
    [InlineData("\"user\" + \"-0\"", "'user-0'")]
    [InlineData("$\"{Service.Nobody}-0\"", "'nobody-0'")]
    [InlineData("\"00000000-0000-0000-0000-000000000000\"", "the all-zero GUID")]
    public Task Every_constant_counts(string constant, string said) => Code($$"""
        class Service
        {
            public const string Nobody = "nobody";

            UserExecutionContext Make(string? given, string threadId, string runId, string requestId) =>
                new UserExecutionContext(given ?? {|ECG2002:{{constant}}|}, threadId, runId, requestId);
        }
        """).And("Inbound.cs", Inbound).InProduction().Says(Falls(said));

    [Theory]
    [InlineData("var userId = given ?? {|stored:\"anonymous\"|};\nreturn new UserExecutionContext({|ECG2002:userId|}, threadId, runId, requestId);")]
    [InlineData("string userId = {|stored:\"anonymous\"|};\nif (given != null)\n{\n    userId = given;\n}\n\nreturn new UserExecutionContext({|ECG2002:userId|}, threadId, runId, requestId);")]
    [InlineData("var userId = given;\nuserId ??= {|stored:\"anonymous\"|};\nreturn new UserExecutionContext({|ECG2002:userId|}, threadId, runId, requestId);")]
    [InlineData("given ??= {|stored:\"anonymous\"|};\nreturn new UserExecutionContext({|ECG2002:given|}, threadId, runId, requestId);")]
    [InlineData("if (given == null)\n{\n    given = {|stored:\"anonymous\"|};\n}\n\nreturn new UserExecutionContext({|ECG2002:given|}, threadId, runId, requestId);")]
    [InlineData("if (string.IsNullOrEmpty(given)) given = {|stored:\"anonymous\"|};\nreturn new UserExecutionContext({|ECG2002:given!|}, threadId, runId, requestId);")]
    [InlineData("given = given ?? {|stored:\"anonymous\"|};\nreturn new UserExecutionContext({|ECG2002:given|}, threadId, runId, requestId);")]
    [InlineData("if (!headers.TryGetValue(\"user\", out var userId))\n{\n    userId = {|stored:\"anonymous\"|};\n}\n\nreturn new UserExecutionContext({|ECG2002:userId|}, threadId, runId, requestId);")]
    [InlineData("string userId;\nif (headers.TryGetValue(\"user\", out var found))\n{\n    userId = found;\n}\nelse\n{\n    userId = {|stored:\"anonymous\"|};\n}\n\nreturn new UserExecutionContext({|ECG2002:userId|}, threadId, runId, requestId);")]
    [InlineData("string userId;\ntry\n{\n    userId = headers[\"user\"];\n}\ncatch (KeyNotFoundException)\n{\n    userId = {|stored:\"anonymous\"|};\n}\n\nreturn new UserExecutionContext({|ECG2002:userId|}, threadId, runId, requestId);")]
    [InlineData("string userId;\nswitch (given)\n{\n    case { Length: > 3 }:\n        userId = given;\n        break;\n    default:\n        userId = {|stored:\"anonymous\"|};\n        break;\n}\n\nreturn new UserExecutionContext({|ECG2002:userId|}, threadId, runId, requestId);")]
    [InlineData("string userId;\nswitch (given)\n{\n    case null:\n        userId = {|stored:\"anonymous\"|};\n        break;\n    default:\n        userId = given;\n        break;\n}\n\nreturn new UserExecutionContext({|ECG2002:userId|}, threadId, runId, requestId);")]
    [InlineData("string userId;\nswitch (given)\n{\n    case null or \"\":\n        userId = {|stored:\"anonymous\"|};\n        break;\n    default:\n        userId = given;\n        break;\n}\n\nreturn new UserExecutionContext({|ECG2002:userId|}, threadId, runId, requestId);")]
    [InlineData("var id = given ?? {|stored:\"anonymous\"|};\nvar userId = id;\nreturn new UserExecutionContext({|ECG2002:userId.ToString()|}, threadId, runId, requestId);")]
    [InlineData("Func<UserExecutionContext> make = () => new UserExecutionContext(given ?? {|ECG2002:\"anonymous\"|}, threadId, runId, requestId);\nreturn make();")]
    public Task By_way_of_variables(string statements) => InService(statements).Says(Falls("'anonymous'", of: Line(statements)));

    [Theory]
    [InlineData("threadId: inbound.ThreadId ?? {|ECG2002:\"main\"|}, runId: runId", "'main'", "thread")]
    [InlineData("threadId: threadId, runId: inbound.RunId ?? {|ECG2002:\"run\"|}", "'run'", "run")]
    public Task Every_ID_counts(string ids, string constant, string role) =>
        InService($"return new UserExecutionContext(userId: given!, {ids}, requestId: requestId);").Says(Falls(constant, role));

    [Fact]
    public Task The_fix_throws_wherever_a_throw_may_stand() => Code("""
        class Service
        {
            UserExecutionContext Expression(string? given, string threadId, string runId, string requestId) =>
                new UserExecutionContext(given ?? {|ECG2002:"anonymous"|}, threadId, runId, requestId);

            UserExecutionContext Statement(string? given, string? thread, bool isSystem, string runId, string requestId)
            {
                var userId = given ?? /* nobody */ {|stored#2:"anonymous"|}; // who
                var threadId = string.IsNullOrEmpty(thread) ? {|stored#3:"main"|} : thread;
                return new UserExecutionContext(userId: {|ECG2002:userId|}, threadId: {|ECG2002:threadId|}, runId: runId, requestId: requestId);
            }

            UserExecutionContext Assignment(string? given, string threadId, string runId, string requestId)
            {
                given ??= {|stored#4:"anonymous"|};
                return new UserExecutionContext({|ECG2002:given|}, threadId, runId, requestId);
            }

            UserExecutionContext Arm(string? given, string threadId, string runId, string requestId) =>
                new UserExecutionContext(given switch { { Length: > 0 } => given, _ => {|ECG2002:"anonymous"|} }, threadId, runId, requestId);

            UserExecutionContext Choice(string? given, string threadId, string runId, string requestId) =>
                new UserExecutionContext(given is { } id ? id : ({|ECG2002:"anonymous"|}), threadId, runId, requestId);

            UserExecutionContext LookUp(IReadOnlyDictionary<string, string> headers, string threadId, string runId, string requestId) =>
                new UserExecutionContext(headers.GetValueOrDefault("user", {|ECG2002:"anonymous"|}), threadId, runId, requestId);
        }
        """).InProduction().Titled("Throw where the ID is missing")
        .Says(
            Falls("'anonymous'"), Falls("'anonymous'", of: " (line 8)"), Falls("'main'", "thread", of: " (line 9)"), Falls("'anonymous'", of: " (line 15)"),
            Falls("'anonymous'"), Falls("'anonymous'"), Falls("'anonymous'"))
        .FixedTo("""
        class Service
        {
            UserExecutionContext Expression(string? given, string threadId, string runId, string requestId) =>
                new UserExecutionContext(given ?? throw new InvalidOperationException("The user ID is missing."), threadId, runId, requestId);

            UserExecutionContext Statement(string? given, string? thread, bool isSystem, string runId, string requestId)
            {
                var userId = given ?? /* nobody */ throw new InvalidOperationException("The user ID is missing."); // who
                var threadId = string.IsNullOrEmpty(thread) ? throw new InvalidOperationException("The thread ID is missing.") : thread;
                return new UserExecutionContext(userId: userId, threadId: threadId, runId: runId, requestId: requestId);
            }

            UserExecutionContext Assignment(string? given, string threadId, string runId, string requestId)
            {
                given = given ?? throw new InvalidOperationException("The user ID is missing.");
                return new UserExecutionContext(given, threadId, runId, requestId);
            }

            UserExecutionContext Arm(string? given, string threadId, string runId, string requestId) =>
                new UserExecutionContext(given switch { { Length: > 0 } => given, _ => throw new InvalidOperationException("The user ID is missing.") }, threadId, runId, requestId);

            UserExecutionContext Choice(string? given, string threadId, string runId, string requestId) =>
                new UserExecutionContext(given is { } id ? id : throw new InvalidOperationException("The user ID is missing."), threadId, runId, requestId);

            UserExecutionContext LookUp(IReadOnlyDictionary<string, string> headers, string threadId, string runId, string requestId) =>
                new UserExecutionContext(headers.GetValueOrDefault("user") ?? throw new InvalidOperationException("The user ID is missing."), threadId, runId, requestId);
        }
        """);

    [Fact]
    public Task The_fix_brings_its_using_directive() => Code("""
        namespace Shop
        {
            class Service
            {
                Acme.UserExecutionContext Make(string given, string threadId, string runId, string requestId)
                {
                    return new Acme.UserExecutionContext(given ?? {|ECG2002:"anonymous"|}, threadId, runId, requestId);
                }
            }
        }
        """).InProduction().WithoutImplicitUsings().Language(LanguageVersion.CSharp7_3).Titled("Throw where the ID is missing").Says(Falls("'anonymous'"))
        .FixedTo("""
        using System;

        namespace Shop
        {
            class Service
            {
                Acme.UserExecutionContext Make(string given, string threadId, string runId, string requestId)
                {
                    return new Acme.UserExecutionContext(given ?? throw new InvalidOperationException("The user ID is missing."), threadId, runId, requestId);
                }
            }
        }
        """);

    [Theory]
    [InlineData("given ?? {|ECG2002:Guid.Empty|}", "given ?? throw new InvalidOperationException(\"The user ID is missing.\")")]
    [InlineData("given.HasValue ? given.Value : {|ECG2002:Guid.Empty|}", "given.HasValue ? given.Value : throw new InvalidOperationException(\"The user ID is missing.\")")]
    [InlineData("{|ECG2002:given.GetValueOrDefault()|}", "given ?? throw new InvalidOperationException(\"The user ID is missing.\")")]
    [InlineData("given.GetValueOrDefault({|ECG2002:Guid.Empty|})", "given ?? throw new InvalidOperationException(\"The user ID is missing.\")")]
    public Task The_fix_throws_for_a_missing_GUID(string before, string after)
    {
        const string Source = """
            public sealed record UserExecutionContext(Guid UserId);

            class Service
            {
                UserExecutionContext Make(Guid? given) => new UserExecutionContext(VALUE);
            }
            """;
        return Code(Source.Replace("VALUE", before, StringComparison.Ordinal)).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration)
            .Titled("Throw where the ID is missing").Says(Falls("the all-zero GUID"))
            .FixedTo(Source.Replace("VALUE", after, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("string userId = {|stored:\"anonymous\"|};\nif (given != null)\n{\n    userId = given;\n}\n\nreturn new UserExecutionContext({|ECG2002:userId|}, threadId, runId, requestId);")]
    [InlineData("string userId;\ntry\n{\n    userId = headers[\"user\"];\n}\ncatch (KeyNotFoundException)\n{\n    userId = {|stored:\"anonymous\"|};\n}\n\nreturn new UserExecutionContext({|ECG2002:userId|}, threadId, runId, requestId);")]
    [InlineData("return new UserExecutionContext(headers.Values.FirstOrDefault({|ECG2002:\"anonymous\"|}), threadId, runId, requestId);")]
    [InlineData("System.Linq.Expressions.Expression<Func<UserExecutionContext>> make = () => new UserExecutionContext(given ?? {|ECG2002:\"anonymous\"|}, threadId, runId, requestId);\nreturn make.Compile()();")]
    public Task What_takes_a_person_to_mend(string statements) => InService(statements).Says(Falls("'anonymous'", of: Line(statements))).OffersNoFix();

    /// <summary>How a message names the line of a fallback that stands before the call.</summary>
    private static string Line(string statements) =>
        statements.IndexOf("{|stored", StringComparison.Ordinal) is >= 0 and var stored ? $" (line {5 + statements[..stored].Count(static character => character == '\n')})" : "";

    [Fact]
    public Task One_fallback_that_two_contexts_share_is_mended_once() => InService("""
        var userId = given ?? {|stored:"anonymous"|};
        var first = new UserExecutionContext({|ECG2002:userId|}, threadId, runId, requestId);
        return isSystem ? first : new UserExecutionContext({|ECG2002:userId|}, threadId, runId, requestId);
        """).Titled("Throw where the ID is missing").Says(Falls("'anonymous'", of: " (line 5)"))
        .FixedTo("""
        class Service
        {
            UserExecutionContext Make(Inbound inbound, IReadOnlyDictionary<string, string> headers, string? given, bool isSystem, string threadId, string runId, string requestId)
            {
                var userId = given ?? throw new InvalidOperationException("The user ID is missing.");
                var first = new UserExecutionContext(userId, threadId, runId, requestId);
                return isSystem ? first : new UserExecutionContext(userId, threadId, runId, requestId);
            }
        }
        """);

    [Fact]
    public Task Two_fallbacks_are_two_findings() => InService("""
        return new UserExecutionContext(given ?? {|ECG2002:"anonymous"|}, inbound.ThreadId ?? {|ECG2002:"main"|}, runId, requestId);
        """).Says(Falls("'anonymous'"), Falls("'main'", "thread"));

    [Fact]
    public Task The_default_of_an_optional_parameter_is_said_at_its_declaration() => Code("""
        class Service
        {
            UserExecutionContext Make(string threadId, string runId, string requestId, string userId = {|ECG2002:"anonymous"|}) =>
                new UserExecutionContext(userId, threadId, runId, requestId);

            UserExecutionContext Local(string threadId, string runId, string requestId)
            {
                return Inner();

                UserExecutionContext Inner(string user = {|stored:"nobody"|})
                {
                    var id = user;
                    return new UserExecutionContext({|ECG2002:id|}, threadId, runId, requestId);
                }
            }
        }
        """).InProduction().Says(Falls("'anonymous'"), Falls("'nobody'", of: " (line 10)"));

    [Fact]
    public Task The_default_of_a_factory_without_a_body() => Code("""
        interface IContexts
        {
            UserExecutionContext Create(string threadId, string runId, string requestId, string userId = {|ECG2002:"anonymous"|});
        }
        """).InProduction().Says(Falls("'anonymous'", path: "IContexts.Create"));

    [Theory]
    [InlineData("record UserExecutionContext(string ThreadId, string UserId = {|ECG2002:\"anonymous\"|});", "new UserExecutionContext")]
    [InlineData("class UserExecutionContext { public UserExecutionContext(string userId = {|ECG2002:\"anonymous\"|}) { UserId = userId; } public string UserId { get; } }", "new UserExecutionContext")]
    [InlineData("class UserExecutionContext { public string UserId { get; init; } = {|ECG2002:\"anonymous\"|}; }", "UserExecutionContext.UserId")]
    [InlineData("class UserExecutionContext { public string UserId { get; set; } = {|ECG2002:\"anonymous\"|}; }", "UserExecutionContext.UserId")]
    [InlineData("class UserExecutionContext { public string UserId = {|ECG2002:\"anonymous\"|}; }", "UserExecutionContext.UserId")]
    [InlineData("class UserExecutionContext { public UserExecutionContext(string? userId) { UserId = userId ?? {|ECG2002:\"anonymous\"|}; } public string UserId { get; } }", "UserExecutionContext.UserId")]
    [InlineData("class UserExecutionContext { public UserExecutionContext(string? userId) => UserId = userId ?? {|ECG2002:\"anonymous\"|}; public string UserId { get; } }", "UserExecutionContext.UserId")]
    [InlineData("record UserExecutionContext(string UserId) { public static UserExecutionContext From(string? userId) => new(userId ?? {|ECG2002:\"anonymous\"|}); }", "new UserExecutionContext")]
    public Task The_context_itself_falls_back(string type, string path) =>
        Code(type).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration).Says(Falls("'anonymous'", path: path));

    [Fact]
    public Task A_property_that_others_set_and_its_default_is_said_at_the_use() => Code("""
        class Options
        {
            public string UserId { get; set; } = {|stored:"anonymous"|};
        }

        class Service
        {
            UserExecutionContext Make(Options options, string threadId, string runId, string requestId) =>
                new UserExecutionContext({|ECG2002:options.UserId|}, threadId, runId, requestId);
        }
        """).InProduction().Says(Falls("'anonymous'", of: ", the default of 'Options.UserId'"));

    [Theory]
    [InlineData("string CurrentUser => _accessor() ?? {|stored:\"anonymous\"|};", "CurrentUser")]
    [InlineData("string CurrentUser { get { return _accessor() ?? {|stored:\"anonymous\"|}; } }", "CurrentUser")]
    [InlineData("string CurrentUser() => _accessor() ?? {|stored:\"anonymous\"|};", "CurrentUser()")]
    [InlineData("string CurrentUser() { if (_accessor() is { } id) { return id; } return {|stored:\"anonymous\"|}; }", "CurrentUser()")]
    [InlineData("string CurrentUser() { try { return _accessor()!; } catch (Exception) { return {|stored:\"anonymous\"|}; } }", "CurrentUser()")]
    [InlineData("string CurrentUser() { var id = _accessor(); if (id == null) { return {|stored:\"anonymous\"|}; } return id; }", "CurrentUser()")]
    [InlineData("static string CurrentUser(string? user) => user ?? {|stored:\"anonymous\"|};", "CurrentUser(_accessor())")]
    public Task A_helper_falls_back(string helper, string use) => Code($$"""
        class Service
        {
            private readonly Func<string?> _accessor = () => null;

            private {{helper}}

            UserExecutionContext Make(string threadId, string runId, string requestId) =>
                new UserExecutionContext({|ECG2002:{{use}}|}, threadId, runId, requestId);
        }
        """).InProduction().Says(Falls("'anonymous'", of: ", the default of 'Service.CurrentUser'"));

    [Theory]
    [InlineData("given ?? {|ECG2002:Guid.Empty|}")]
    [InlineData("given ?? {|ECG2002:default(Guid)|}")]
    [InlineData("given ?? {|ECG2002:new Guid()|}")]
    [InlineData("given.HasValue ? given.Value : {|ECG2002:Guid.Empty|}")]
    [InlineData("{|ECG2002:given.GetValueOrDefault()|}")]
    [InlineData("given.GetValueOrDefault({|ECG2002:Guid.Empty|})")]
    [InlineData("Guid.TryParse(text, out var parsed) ? parsed : {|ECG2002:Guid.Empty|}")]
    public Task A_GUID_falls_back(string value) => Code($$"""
        public sealed class UserExecutionContext
        {
            public UserExecutionContext(Guid userId, Guid threadId)
            {
                UserId = userId;
                ThreadId = threadId;
            }

            public Guid UserId { get; }

            public Guid ThreadId { get; }
        }

        class Service
        {
            UserExecutionContext Make(Guid? given, string text, Guid threadId) => new UserExecutionContext({{value}}, threadId);
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration).Says(Falls("the all-zero GUID"));

    [Theory]
    [InlineData("new UserId(given ?? {|ECG2002:\"anonymous\"|})")]
    [InlineData("UserId.From(given ?? {|ECG2002:\"anonymous\"|})")]
    [InlineData("(UserId)(given ?? {|ECG2002:\"anonymous\"|})")]
    [InlineData("UserId.Parse(given ?? {|ECG2002:\"anonymous\"|})")]
    [InlineData("given is null ? new UserId({|ECG2002:\"anonymous\"|}) : new UserId(given)")]
    public Task An_ID_type_falls_back(string value) => Code($$"""
        public readonly record struct UserId(string Value)
        {
            public static UserId From(string value) => new(value);

            public static UserId Parse(string value) => new(value);

            public static explicit operator UserId(string value) => new(value);
        }

        public sealed record UserExecutionContext(UserId UserId);

        class Service
        {
            UserExecutionContext Make(string? given) => new({{value}});
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration).Says(Falls("'anonymous'"));

    [Theory]
    [InlineData("new UserExecutionContext { UserId = given ?? {|ECG2002:\"anonymous\"|} }", "new UserExecutionContext")]
    [InlineData("old with { UserId = given ?? {|ECG2002:\"anonymous\"|} }", "UserExecutionContext")]
    [InlineData("UserExecutionContext.Create(given ?? {|ECG2002:\"anonymous\"|})", "UserExecutionContext.Create")]
    [InlineData("old.WithUser(given ?? {|ECG2002:\"anonymous\"|})", "UserExecutionContext.WithUser")]
    [InlineData("Contexts.For(userId: given ?? {|ECG2002:\"anonymous\"|})", "Contexts.For")]
    [InlineData("Contexts.ForAsync(given ?? {|ECG2002:\"anonymous\"|}).Result", "Contexts.ForAsync")]
    [InlineData("new ContextBuilder().WithUserId(given ?? {|ECG2002:\"anonymous\"|}).Build()", "ContextBuilder.WithUserId")]
    [InlineData("given!.ToContext(userId: given ?? {|ECG2002:\"anonymous\"|})", "Contexts.ToContext")]
    public Task Through_every_way_to_make_a_context(string expression, string path) => Code($$"""
        public sealed record UserExecutionContext
        {
            public required string UserId { get; init; }

            public static UserExecutionContext Create(string userId) => new() { UserId = userId };

            public UserExecutionContext WithUser(string id) => this with { UserId = id };
        }

        static class Contexts
        {
            public static UserExecutionContext For(string userId) => UserExecutionContext.Create(userId);

            public static Task<UserExecutionContext> ForAsync(string userId) => Task.FromResult(For(userId));

            public static UserExecutionContext ToContext(this string text, string userId) => For(userId);
        }

        class ContextBuilder
        {
            private string _userId = "";

            public ContextBuilder WithUserId(string userId)
            {
                _userId = userId;
                return this;
            }

            public UserExecutionContext Build() => UserExecutionContext.Create(_userId);
        }

        class Service
        {
            UserExecutionContext Make(string? given, UserExecutionContext old) => {{expression}};
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration).Says(Falls("'anonymous'", path: path));

    [Fact]
    public Task A_look_up_in_the_configuration_with_a_default() => Code("""
        public interface IConfiguration
        {
            string? this[string key] { get; }
        }

        public static class ConfigurationBinder
        {
            public static T GetValue<T>(this IConfiguration configuration, string key, T defaultValue) => defaultValue;
        }

        class Service
        {
            UserExecutionContext Make(IConfiguration configuration, string threadId, string runId, string requestId) =>
                new(configuration.GetValue("UserId", {|ECG2002:"anonymous"|}), configuration["Thread"] ?? {|ECG2002:"main"|}, runId, requestId);
        }
        """).InProduction().Says(Falls("'anonymous'"), Falls("'main'", "thread"));

    [Fact]
    public Task C_Sharp_7_3_has_the_same() => Code("""
        using Acme;

        class Service
        {
            UserExecutionContext Make(string given, string threadId, string runId, string requestId)
            {
                var userId = string.IsNullOrEmpty(given) ? {|stored:"anonymous"|} : given;
                return new UserExecutionContext({|ECG2002:userId|}, threadId, runId, requestId);
            }
        }
        """).InProduction().Language(LanguageVersion.CSharp7_3).WithoutImplicitUsings().Says(Falls("'anonymous'", of: " (line 7)"));

    [Fact]
    public Task The_steps_of_one_ID_are_limited()
    {
        // The fallback stands behind more alternatives than are followed; that is silent, and it ends.
        var chain = string.Concat(Enumerable.Repeat("given ?? ", Provenance.Limits.StepsPerIdentity));
        return UserIdIs(chain + "\"anonymous\"");
    }

    [Theory]
    [InlineData("given ?? throw new InvalidOperationException()")]
    [InlineData("given!")]
    [InlineData("given ?? Guid.NewGuid().ToString()")]
    [InlineData("given ?? inbound.UserId!")]
    [InlineData("isSystem ? \"system-scheduler\" : given!")]
    [InlineData("isSystem ? \"system-scheduler\" : \"system-importer\"")]
    [InlineData("given switch { \"root\" => \"superuser\", _ => given! }")]
    [InlineData("$\"{given ?? \"run\"}-{Guid.NewGuid()}\"")]
    [InlineData("\"system-scheduler\"")]
    [InlineData("headers[given ?? \"user\"]")]
    [InlineData("headers.GetValueOrDefault(\"user\") ?? throw new InvalidOperationException()")]
    [InlineData("headers.GetValueOrDefault(\"user\", threadId)")]
    [InlineData("string.Format(\"{0}-{1}\", given ?? \"run\", Guid.NewGuid())")]
    [InlineData("string.Join(\"-\", given ?? \"run\", threadId)")]
    [InlineData("(given ?? \"run\") + Guid.NewGuid()")]
    [InlineData("given switch { \"root\" or \"admin\" => \"superuser\", _ => given! }")]
    public Task What_is_no_fallback(string value) => UserIdIs(value);

    [Theory]
    [InlineData("var userId = given ?? \"\";\nif (userId == \"\")\n{\n    throw new InvalidOperationException();\n}\n\nreturn new UserExecutionContext(userId, threadId, runId, requestId);")]
    [InlineData("var userId = given ?? \"\";\nif (string.IsNullOrEmpty(userId)) throw new InvalidOperationException();\nreturn new UserExecutionContext(userId, threadId, runId, requestId);")]
    [InlineData("var userId = given ?? \"\";\nif (userId.Length == 0) throw new InvalidOperationException();\nreturn new UserExecutionContext(userId, threadId, runId, requestId);")]
    [InlineData("var userId = given ?? \"\";\nif (userId is \"\") throw new InvalidOperationException();\nreturn new UserExecutionContext(userId, threadId, runId, requestId);")]
    [InlineData("var userId = \"\";\nif (given is not null)\n{\n    userId = given;\n}\n\nArgumentException.ThrowIfNullOrEmpty(userId);\nreturn new UserExecutionContext(userId, threadId, runId, requestId);")]
    [InlineData("string userId;\nuserId = \"\";\nuserId = given!;\nreturn new UserExecutionContext(userId, threadId, runId, requestId);")]
    [InlineData("string? userId = null;\nif (isSystem)\n{\n    userId = given;\n}\n\nreturn new UserExecutionContext(userId!, threadId, runId, requestId);")]
    [InlineData("var userId = given!;\nif (isSystem)\n{\n    userId = \"system-scheduler\";\n}\n\nreturn new UserExecutionContext(userId, threadId, runId, requestId);")]
    [InlineData("given ??= \"anonymous\";\ngiven = headers[\"user\"];\nreturn new UserExecutionContext(inbound.UserId!, threadId, runId, requestId);")]
    [InlineData("var label = given ?? \"anonymous\";\nConsole.WriteLine(label);\nreturn new UserExecutionContext(given!, threadId, runId, requestId);")]
    [InlineData("var userName = inbound.UserId ?? \"(no name)\";\nvar tags = new Dictionary<string, string> { [\"user_id\"] = given ?? \"unknown\", [\"name\"] = userName };\nreturn new UserExecutionContext(given!, threadId, runId, requestId);")]
    [InlineData("using var activity = new System.Diagnostics.Activity(\"run\");\nactivity.SetTag(\"user.id\", given ?? \"anonymous\");\nreturn new UserExecutionContext(given!, threadId, runId, requestId);")]
    public Task What_does_not_let_the_fallback_through(string statements) => InService(statements);

    /// <summary>Nobody is found by it, and nobody comes no further.</summary>
    [Theory]
    [InlineData("var user = Find(userId);\nif (user is null)\n{\n    return null!;\n}")]
    [InlineData("var user = await FindAsync(userId.ToString()).ConfigureAwait(false);\nif (user == null) throw new InvalidOperationException();")]
    [InlineData("object? user;\nuser = Find(userId);\nif (user is not { } found) throw new InvalidOperationException();")]
    [InlineData("var user = Find(userId) ?? throw new InvalidOperationException();")]
    [InlineData("if (Find(userId) is null) throw new InvalidOperationException();")]
    [InlineData("if (await FindAsync(userId) == null) throw new InvalidOperationException();")]
    [InlineData("if (userId.ToString() == \"\") throw new InvalidOperationException();")]
    public Task What_is_looked_up_and_asked_after(string statements) => WithLookUp(statements, "userId", "\"\"");

    [Theory]
    [InlineData("var user = Find(userId);\nConsole.WriteLine(user);")]
    [InlineData("Find(userId);")]
    [InlineData("object? user = null;\nif (user == null)\n{\n    user = Find(userId);\n}")]
    public Task What_is_looked_up_and_not_asked_after(string statements) => WithLookUp(statements, "{|ECG2002:userId|}", "{|stored:\"\"|}").Says(Falls("blank text", of: " (line 8)"));

    [Fact]
    public Task What_a_helper_gives_is_looked_up_and_asked_after() => Code("""
        public sealed record UserExecutionContext(Guid UserId);

        class Claims { public Guid UserId(string? claim) => string.IsNullOrEmpty(claim) ? default : Guid.Parse(claim); }

        class Users { public object? Find(Guid id) => id == Guid.Empty ? null : id; }

        class Service
        {
            async Task<UserExecutionContext?> Make(Claims claims, Users users, string? claim, Guid? userId)
            {
                userId = Own(claims, claim, userId);
                var user = users.Find(userId.Value);
                if (user is null)
                {
                    return null;
                }

                return await SessionAsync(claim, userId);
            }

            static Guid Own(Claims claims, string? claim, Guid? userId)
            {
                var own = claims.UserId(claim);
                return userId is null ? own : userId.Value;
            }

            static Task<UserExecutionContext> SessionAsync(string? claim, Guid? userId = null) => Task.FromResult(new UserExecutionContext(userId!.Value));
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration);

    private static Row WithLookUp(string statements, string use, string constant) => Code($$"""
        class Service
        {
            object? Find(string id) => id.Length == 0 ? null : id;
            Task<object?> FindAsync(string id) => Task.FromResult(Find(id));
            async Task<UserExecutionContext> Make(string? given, string threadId, string runId, string requestId)
            {
                await Task.Yield();
                var userId = given ?? {{constant}};
                {{statements.ReplaceLineEndings("\n        ")}}
                return new UserExecutionContext({{use}}, threadId, runId, requestId);
            }
        }
        """).InProduction();

    [Fact]
    public Task Test_projects_may_fall_back() => Code("""
        class Tests
        {
            UserExecutionContext Make(string? userId = "user-123") => new(userId ?? "user-456", "t-1", "r-1", "q-1");
        }
        """);

    [Fact]
    public Task Only_contexts_are_made_of_IDs() => Code("""
        class AuditEntry
        {
            public AuditEntry(string userId, string threadId) { }

            public string UserId { get; set; } = "unknown";
        }

        record LogScope(string UserId = "anonymous");

        class Mapper
        {
            AuditEntry Map(string? userId, string threadId) => new(userId ?? "unknown", threadId) { UserId = userId ?? "unknown" };

            LogScope Scope(UserExecutionContext? context) => new(context?.UserId ?? "anonymous");

            string Label(UserExecutionContext? context) => context?.UserId ?? "anonymous";

            void Greet(string userId = "friend") => Console.WriteLine(userId);
        }
        """).InProduction();

    [Fact]
    public Task A_blank_property_only_says_that_nothing_is_there_yet() => Code("""
        class Request
        {
            public string UserId { get; set; } = "";

            public string ThreadId { get; set; } = string.Empty;

            public string RunId { get; set; } = default!;

            public Guid RequestId { get; set; } = Guid.Empty;
        }

        class Builder
        {
            private string _userId = "nobody-yet";

            public Builder WithUser(string userId)
            {
                _userId = userId;
                return this;
            }

            public UserExecutionContext Build(Request request, string requestId) => new(_userId, request.ThreadId, request.RunId, requestId);

            public UserExecutionContext Read(Request request) => new(request.UserId, request.ThreadId, request.RunId, request.RequestId.ToString());
        }
        """).InProduction();

    [Fact]
    public Task A_context_that_begins_with_the_GUID_of_nobody_only_says_that_nothing_is_there_yet() =>
        Code("public sealed class UserExecutionContext { public Guid UserId { get; set; } = Guid.Empty; public string ThreadId { get; set; } = \"\"; }")
            .WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration);

    [Fact]
    public Task A_parameter_that_is_checked_before_it_is_used() => Code("""
        class Service
        {
            UserExecutionContext Make(string threadId, string runId, string requestId, string userId = "")
            {
                if (string.IsNullOrEmpty(userId))
                {
                    throw new ArgumentException("No user.", nameof(userId));
                }

                return new UserExecutionContext(userId, threadId, runId, requestId);
            }
        }
        """).InProduction();

    [Fact]
    public Task A_constant_that_the_team_allows() => UserIdIs("given ?? \"System-Scheduler\"")
        .EditorConfig("execution_context_guard.allowed_identities = other | system-scheduler");

    [Fact]
    public Task A_site_that_is_allowed() => Code("""
        class AllowContextDoubleAttribute : Attribute { public AllowContextDoubleAttribute(string reason) { } }

        class Service
        {
            [AllowContextDouble("Anonymous visitors share one read-only demo user.")]
            UserExecutionContext Make(string? given, string threadId, string runId, string requestId) =>
                new(given ?? "anonymous", threadId, runId, requestId);
        }
        """).InProduction();

    [Fact]
    public Task A_team_s_own_context_and_names() => Code("""
        [GuardedContext]
        public sealed class CallerScope
        {
            public CallerScope(string principal, string dialogueId)
            {
                Principal = principal;
                DialogueId = dialogueId;
            }

            public string Principal { get; }

            public string DialogueId { get; }
        }

        class GuardedContextAttribute : Attribute { }

        class Service
        {
            CallerScope Make(string? given, string? dialogue) => new(given ?? {|ECG2002:"anonymous"|}, dialogue ?? {|ECG2002:"main"|});
        }
        """).InProduction()
        .EditorConfig("execution_context_guard.user_id_names = principal\nexecution_context_guard.thread_id_names = dialogueId")
        .Says(Falls("'anonymous'", path: "new CallerScope"), Falls("'main'", "thread", "new CallerScope"));

    [Fact]
    public Task Snake_case_names_have_roles() => Code("""
        public sealed record UserExecutionContext(string user_id, string thread_id);

        class Service
        {
            UserExecutionContext Make(string? given, string thread_id) => new(given ?? {|ECG2002:"anonymous"|}, thread_id);
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration).Says(Falls("'anonymous'"));
}
