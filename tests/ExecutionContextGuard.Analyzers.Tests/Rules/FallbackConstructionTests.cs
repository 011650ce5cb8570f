namespace ExecutionContextGuard.Rules;

/// <summary>ECG2002, where a whole context stands in for one that is not there.</summary>
public sealed class FallbackConstructionTests : IdentityRows
{
    [Theory]
    [InlineData("if (string.IsNullOrEmpty(given))\n{\n    return new UserExecutionContext({|ECG2002:\"anonymous\"|}, threadId, runId, requestId);\n}\n\nreturn new UserExecutionContext(given, threadId, runId, requestId);")]
    [InlineData("if (given is { } id)\n{\n    return new UserExecutionContext(id, threadId, runId, requestId);\n}\n\nreturn new UserExecutionContext({|ECG2002:\"anonymous\"|}, threadId, runId, requestId);")]
    [InlineData("try\n{\n    return new UserExecutionContext(headers[\"user\"], threadId, runId, requestId);\n}\ncatch (KeyNotFoundException)\n{\n    return new UserExecutionContext({|ECG2002:\"anonymous\"|}, threadId, runId, requestId);\n}")]
    [InlineData("UserExecutionContext made;\nif (given is null)\n{\n    made = new UserExecutionContext({|ECG2002:\"anonymous\"|}, threadId, runId, requestId);\n}\nelse\n{\n    made = new UserExecutionContext(given, threadId, runId, requestId);\n}\n\nreturn made;")]
    [InlineData("return given is null ? new UserExecutionContext({|ECG2002:\"anonymous\"|}, threadId, runId, requestId) : new UserExecutionContext(given, threadId, runId, requestId);")]
    [InlineData("return given switch { null => new UserExecutionContext({|ECG2002:\"anonymous\"|}, threadId, runId, requestId), var id => new UserExecutionContext(id, threadId, runId, requestId) };")]
    [InlineData("return Current() ?? new UserExecutionContext({|ECG2002:\"anonymous\"|}, threadId, runId, requestId);\n\nUserExecutionContext? Current() => null;")]
    public Task A_whole_context_stands_in(string statements) => InService(statements).Says(Falls("'anonymous'")).OffersNoFix();

    [Theory]
    [InlineData("return isSystem ? new UserExecutionContext(\"scheduler\", threadId, runId, requestId) : new UserExecutionContext(given!, threadId, runId, requestId);")] // chooses a user that is meant
    [InlineData("if (isSystem)\n{\n    return new UserExecutionContext(\"scheduler\", threadId, runId, requestId);\n}\n\nreturn new UserExecutionContext(given!, threadId, runId, requestId);")]
    [InlineData("return threadId switch { \"timer\" => new UserExecutionContext(\"scheduler\", threadId, runId, requestId), _ => new UserExecutionContext(given!, threadId, runId, requestId) };")]
    [InlineData("if (headers.Any())\n{\n    return new UserExecutionContext(\"importer\", threadId, runId, requestId);\n}\n\nthrow new InvalidOperationException();")] // nobody's ID is missing: there is no other context
    [InlineData("return Current() ?? new UserExecutionContext(given!, \"main\", runId, requestId);\n\nUserExecutionContext? Current() => null;")] // the thread of a user that is there
    [InlineData("UserExecutionContext? scheduler = null;\nscheduler ??= new UserExecutionContext(\"scheduler\", threadId, runId, requestId);\nreturn scheduler;")] // kept, and always the same
    [InlineData("try\n{\n    return new UserExecutionContext(given!, threadId, runId, requestId);\n}\ncatch (Exception)\n{\n    Notify(new UserExecutionContext(\"notifier\", threadId, runId, requestId));\n    throw;\n}\n\nvoid Notify(UserExecutionContext context) { }")] // a job of the system, beside the run
    public Task A_context_of_a_constant_that_is_meant(string statements) => InService(statements);
}
