namespace ExecutionContextGuard.Provenance;

/// <summary>Objects that a test keeps its context in: what goes into the constructor comes out of the property.</summary>
public sealed class HolderTests : ShapeRows
{
    private const string Real = "new UserExecutionContext(\"u\", \"t\", \"r\", \"q\")";

    /// <summary>The holder, how it is made of CONTEXT, how it is read, and the path that its making is.</summary>
    public static TheoryData<string, string, string, string> Holders => new()
    {
        { "record Scenario(string Name, IUserExecutionContext Context);", "new Scenario(\"a\", CONTEXT)", "holder.Context", "new Scenario" },
        { "record Scenario(string Name, IUserExecutionContext Context);", "new Scenario(Context: CONTEXT, Name: \"a\")", "holder.Context", "new Scenario" },
        { "record Scenario(string Name, IUserExecutionContext Context);", "new Scenario(\"a\", CONTEXT) with { Name = \"b\" }", "holder.Context", "new Scenario" },
        { "record Scenario(string Name, IUserExecutionContext Context);", $"new Scenario(\"a\", {Real}) with {{ Context = CONTEXT }}", "holder.Context", "Scenario.Context" },
        { "record struct Scenario(IUserExecutionContext Context);", "new Scenario(CONTEXT)", "holder.Context", "new Scenario" },
        { "record Base(IUserExecutionContext Context);\nrecord Scenario(IUserExecutionContext Given) : Base(Given);", "new Scenario(CONTEXT)", "holder.Context", "new Scenario" },
        { "class Scenario { public Scenario(IUserExecutionContext context) { Context = context; } public IUserExecutionContext Context { get; } }", "new Scenario(CONTEXT)", "holder.Context", "new Scenario" },
        { "class Scenario { private readonly IUserExecutionContext _kept; public Scenario(IUserExecutionContext context) => _kept = context; public IUserExecutionContext Context => _kept; }", "new Scenario(CONTEXT)", "holder.Context", "new Scenario" },
        { "class Scenario { private readonly IUserExecutionContext _kept; public Scenario(IUserExecutionContext context) => _kept = context; public IUserExecutionContext GetContext() => _kept; }", "new Scenario(CONTEXT)", "holder.GetContext()", "new Scenario" },
        { "class Scenario { private readonly IUserExecutionContext _kept; public Scenario(IUserExecutionContext context) => _kept = context; public IUserExecutionContext GetContext() => Inner(); private IUserExecutionContext Inner() => this._kept; }", "new Scenario(CONTEXT)", "holder.GetContext()", "new Scenario" },
        { "class Scenario(IUserExecutionContext context) { public IUserExecutionContext Context => context; }", "new Scenario(CONTEXT)", "holder.Context", "new Scenario" },
        { "class Scenario(IUserExecutionContext context) { public IUserExecutionContext Context { get; } = context; }", "new Scenario(CONTEXT)", "holder.Context", "new Scenario" },
        { "class Scenario(IUserExecutionContext context) { public readonly IUserExecutionContext Context = context; }", "new Scenario(CONTEXT)", "holder.Context", "new Scenario" },
        { "class Base { protected Base(IUserExecutionContext context) { Context = context; } public IUserExecutionContext Context { get; } }\nclass Scenario : Base { public Scenario(IUserExecutionContext context) : base(context) { } }", "new Scenario(CONTEXT)", "holder.Context", "new Scenario" },
        { "class Base(IUserExecutionContext kept) { public IUserExecutionContext Context => kept; }\nclass Scenario(IUserExecutionContext context) : Base(context);", "new Scenario(CONTEXT)", "holder.Context", "new Scenario" },
        { "class Scenario { public Scenario(IUserExecutionContext context) : this(context, 1) { } public Scenario(IUserExecutionContext first, int second) { Context = first; } public IUserExecutionContext Context { get; } }", "new Scenario(CONTEXT)", "holder.Context", "new Scenario" },
        { "class Scenario { public required IUserExecutionContext Context { get; init; } }", "new Scenario { Context = CONTEXT }", "holder.Context", "Scenario.Context" },
        { $"class Scenario {{ public IUserExecutionContext Context {{ get; set; }} = {Real}; }}", "new Scenario { Context = CONTEXT }", "holder.Context", "Scenario.Context" },
        { "class Scenario { public IUserExecutionContext Context { get; set; } = null!; }", "new Scenario();\nholder.Context = CONTEXT", "holder.Context", "Scenario.Context" },
        { "class Inner(IUserExecutionContext context) { public IUserExecutionContext Context => context; }\nclass Scenario(Inner inner) { public Inner Inner => inner; }", "new Scenario(new Inner(CONTEXT))", "holder.Inner.Context", "new Inner" },
        { "static class Scenarios { public static Scenario Make(IUserExecutionContext given) => new Scenario(given); }\nrecord Scenario(IUserExecutionContext Context);", "Scenarios.Make(CONTEXT)", "holder.Context", "Scenarios.Make" },
        { "record Scenario(IUserExecutionContext Context);", "new[] { new Scenario(CONTEXT) }", "holder[0].Context", "new Scenario" },
        { "record Scenario(IUserExecutionContext Context);", "new Lazy<Scenario>(() => new Scenario(CONTEXT))", "holder.Value.Context", "new Scenario" },
    };

    [Theory]
    [MemberData(nameof(Holders))]
    public Task A_holder_of_a_double(string declarations, string creation, string read, string path) => Body($$"""
        IUserExecutionContext context = {|ECG1010:Mock.Of<IUserExecutionContext>()|};
        var holder = {{creation.Replace("CONTEXT", "{|ECG1001:context|}")}};
        await core.ExecuteAgentAsync(request, {|ECG1001:{{read}}|});
        """).And("Scenario.cs", declarations).Says(IsMocked("Moq"), GetsDouble("Moq", path), GetsDouble("Moq"));

    [Theory]
    [MemberData(nameof(Holders))]
    public Task A_holder_of_a_real_context(string declarations, string creation, string read, string path) => Body($$"""
        // {{path}}
        IUserExecutionContext context = {{Real}};
        var holder = {{creation.Replace("CONTEXT", "context")}};
        await core.ExecuteAgentAsync(request, {{read}});
        """).And("Scenario.cs", declarations);

    [Fact]
    public Task An_anonymous_object() => Body($$"""
        var holder = new { Context = {|ECG1010:Mock.Of<IUserExecutionContext>()|}, Real = {{Real}} };
        await core.ExecuteAgentAsync(request, {|ECG1001:holder.Context|});
        await core.ExecuteAgentAsync(request, holder.Real);
        """).Says(IsMocked("Moq"), GetsDouble("Moq"));

    [Fact]
    public Task Two_holders_are_told_apart() => Body($$"""
        IUserExecutionContext context = {|ECG1010:Mock.Of<IUserExecutionContext>()|};
        var first = new Scenario({|ECG1001:context|});
        var second = new Scenario({{Real}});
        await core.ExecuteAgentAsync(request, {|ECG1001:first.Context|});
        await core.ExecuteAgentAsync(request, second.Context);
        """).And("Scenario.cs", "record Scenario(IUserExecutionContext Context);")
        .Says(IsMocked("Moq"), GetsDouble("Moq", "new Scenario"), GetsDouble("Moq"));

    [Fact]
    public Task What_is_put_in_afterwards_overrules_the_class() => Body($$"""
        var holder = new Scenario();
        await core.ExecuteAgentAsync(request, {|ECG1001:holder.Context|});
        holder.Context = {{Real}};
        await core.ExecuteAgentAsync(request, holder.Context);
        await core.ExecuteAgentAsync(request, new Scenario { Context = {{Real}} }.Context);
        """).And("Scenario.cs", "class Scenario\n{\n    public IUserExecutionContext Context { get; set; } = {|ECG1010:Mock.Of<IUserExecutionContext>()|};\n}")
        .Says(IsMocked("Moq"), GetsDouble("Moq", created: ", created in 'Context' (line 3),"));

    [Fact]
    public Task A_constructor_that_is_not_called_says_nothing() => Body($$"""
        await core.ExecuteAgentAsync(request, new Scenario(1).Context);
        await core.ExecuteAgentAsync(request, {|ECG1001:new Scenario().Context|});
        """).And("Scenario.cs", $$"""
        class Scenario
        {
            public Scenario() => Context = {|ECG1010:Mock.Of<IUserExecutionContext>()|};

            public Scenario(int number) => Context = {{Real}};

            public IUserExecutionContext Context { get; }
        }
        """).Says(IsMocked("Moq"), GetsDouble("Moq", created: ", created in 'new Scenario' (line 3),"));

    [Fact]
    public Task A_copy_of_a_stub_is_a_stub() => Body("""
        var stub = new StubContext("u");
        await core.ExecuteAgentAsync(request, {|ECG1004:stub with { UserId = "v" }|});
        """).And("Stub.cs", """
        record StubContext(string UserId) : IUserExecutionContext
        {
            public string ThreadId => "t";
            public string RunId => "r";
            public string RequestId => "q";
        }
        """).Says("'AgentExecutionCore.ExecuteAgentAsync' gets the hand-written double 'StubContext' instead of a real 'UserExecutionContext'");

    [Fact]
    public Task A_ring_of_holders_ends() => Body("""
        var ring = new Ring();
        await core.ExecuteAgentAsync(request, ring.Next.Next.Next.Next.Next.Next.Context);
        """).And("Ring.cs", "class Ring\n{\n    public Ring Next => new Ring().Next;\n    public IUserExecutionContext Context => Next.Context;\n}");
}
