using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Configuration;

/// <summary>Catalogue files: the lines that an SDK or a team writes once for all projects.</summary>
public sealed class CatalogueFileTests : ConfigurationRows
{
    private const string Platform = """
        using System;
        namespace Acme.Platform
        {
            public interface ITenant { string Id { get; } }
            public interface ISnapshot : ITenant { }
            public class Bus
            {
                public Bus() { }
                public Bus(object state) { }
                public object? State { get; set; }
                public string? Name { get; set; }
                public object? Context { get; set; }
                public object? Field;
                public virtual void Publish(object state) { }
                public void Publish(object state, int times) { }
                public void Peek(object state) { }
                public void Send<T>(T state) { }
                public void Log(string text, object state, Action done) { }
                public class Inner { public void Run(object context) { } }
            }
            public class SubBus : Bus { public override void Publish(object state) { } }
            public interface IHandler { void Handle(object state); }
            public class Handler : IHandler { public void Handle(object state) { } }
            public delegate void Callback(object state);
        }
        namespace Acme
        {
            public interface IUserExecutionContext { string UserId { get; } }
            public sealed class UserExecutionContext : IUserExecutionContext { public UserExecutionContext(string userId) => UserId = userId; public string UserId { get; } }
        }
        """;

    [Theory]
    [InlineData("T:Acme.Platform.ITenant")]
    [InlineData("  T:ITenant   # by simple name")]
    public Task A_type_is_guarded_beside_the_default_names(string line) => Tests("""
            void Run(ITenant tenant) { }
            void Run(IUserExecutionContext context) { }

            void Test()
            {
                Run({|ECG1001:Mock.Of<ITenant>()|});
                Run({|ECG1001:Mock.Of<IUserExecutionContext>()|});
            }
        """).AdditionalFile(Catalogue, line)
        .Says("'Tests.Run' gets a Moq double of 'ITenant' instead of a real 'ITenant'", GetsDouble("Moq", "Tests.Run"));

    [Theory]
    [InlineData("!T:IUserExecutionContext")]
    [InlineData("!T:Acme.IUserExecutionContext")]
    public Task A_negated_type_takes_a_default_name_out(string line) => Tests("""
            void Run(IUserExecutionContext context) { }

            void Test() => Run(Mock.Of<IUserExecutionContext>());
        """).AdditionalFile(Catalogue, line);

    [Fact]
    public Task A_negated_type_is_none_although_it_derives_from_one() => Tests("""
            void Run(ISnapshot snapshot) { }
            void Run(ITenant tenant) { }

            void Test()
            {
                Run(Mock.Of<ISnapshot>());
                Run({|ECG1001:Mock.Of<ITenant>()|});
            }
        """).AdditionalFile(Catalogue, "T:Acme.Platform.ITenant\n!T:Acme.Platform.ISnapshot").Says("'Tests.Run' gets a Moq double of 'ITenant' instead of a real 'ITenant'");

    [Fact]
    public Task A_nested_type_by_its_documentation_name() => Code("""
        public class Outer { public interface ITenant { } }

        class Tests
        {
            void Run(Outer.ITenant tenant) { }

            void Test() => Run({|ECG1001:Mock.Of<Outer.ITenant>()|});
        }
        """).AdditionalFile(Catalogue, "T:Outer.ITenant").Says("'Tests.Run' gets a Moq double of 'ITenant' instead of a real 'ITenant'");

    [Fact]
    public Task A_generic_type_by_its_arity() => Code("""
        public interface ITenant<T> { }
        public interface ITenant { }

        class Tests
        {
            void Run(ITenant<int> tenant) { }
            void Run(ITenant tenant) { }

            void Test()
            {
                Run({|ECG1001:Mock.Of<ITenant<int>>()|});
                Run(Mock.Of<ITenant>());
            }
        }
        """).AdditionalFile(Catalogue, "T:ITenant`1").Says("'Tests.Run' gets a Moq double of 'ITenant<int>' instead of a real 'ITenant<int>'");

    [Theory]
    [InlineData("M:Acme.Platform.Bus.Publish(System.Object)", "bus.Publish({0})", true)]
    [InlineData("M:Acme.Platform.Bus.Publish(System.Object)", "bus.Publish({0}, 1)", false)]
    [InlineData("M:Acme.Platform.Bus.Publish", "bus.Publish({0}, 1)", true)]
    [InlineData("M:Acme.Platform.Bus.Publish", "bus.Peek({0})", false)]
    [InlineData("M:Acme.Platform.Bus.P*", "bus.Peek({0})", true)]
    [InlineData("M:Acme.Platform.*", "bus.Peek({0})", true)]
    [InlineData("M:Acme.Platform.Bus.#ctor(System.Object)", "_ = new Bus({0})", true)]
    [InlineData("M:Acme.Platform.Bus.#ctor", "_ = new Bus({0})", true)]
    [InlineData("M:Acme.Platform.Bus.Send", "bus.Send<object>({0})", true)]
    [InlineData("M:Acme.Platform.Bus.Send``1(``0)", "bus.Send<object>({0})", true)]
    [InlineData("M:Acme.Platform.Bus.Publish", "new SubBus().Publish({0})", true)]
    [InlineData("M:Acme.Platform.SubBus.Publish", "bus.Publish({0})", false)]
    [InlineData("M:Acme.Platform.IHandler.Handle", "new Handler().Handle({0})", true)]
    [InlineData("M:Acme.Platform.Callback.Invoke", "callback({0})", true)]
    [InlineData("M:Acme.Platform.Bus.Inner.Run", "new Bus.Inner().Run({0})", true)]
    [InlineData("P:Acme.Platform.Bus.State", "bus.State = {0}", true)]
    [InlineData("P:Acme.Platform.Bus.State", "bus.Context = {0}", false)]
    [InlineData("F:Acme.Platform.Bus.Field", "bus.Field = {0}", true)]
    [InlineData("path T:Acme.Platform.Bus", "bus.Log(\"\", {0}, null!)", true)]
    [InlineData("path T:Acme.Platform.Bus", "bus.Context = {0}", true)]
    [InlineData("path M:Acme.Platform.Bus.Peek", "bus.Peek({0})", true)]
    [InlineData("path T:Acme.Platform.Bus\n!M:Acme.Platform.Bus.Peek", "bus.Peek({0})", false)]
    [InlineData("path T:Acme.Platform.Bus\n!M:Acme.Platform.Bus.Peek", "bus.Publish({0})", true)]
    [InlineData("!path T:Acme.Platform.Bus\nM:Acme.Platform.Bus.Peek", "bus.Peek({0})", true)]
    [InlineData("M:Acme.Platform.Bus.Peek\n!M:Acme.Platform.Bus.Peek", "bus.Peek({0})", false)]
    [InlineData("M:Acme.Platform.Bus.Publish\n!M:Acme.Platform.Bus.Publish(System.Object)", "bus.Publish({0})", false)]
    public Task A_path_by_its_documentation_id(string lines, string call, bool isPath)
    {
        const string Double = "Mock.Of<IUserExecutionContext>()";
        var statement = string.Format(System.Globalization.CultureInfo.InvariantCulture, call, isPath ? "{|ECG1001:" + Double + "|}" : "{|ECG1010:" + Double + "|}");
        var path = (call.Split('(', '=')[0].Trim(), call) switch
        {
            (_, "_ = new Bus({0})") => "new Bus",
            ("callback", _) => "Callback",
            ("new SubBus", _) => "SubBus.Publish",
            ("new Handler", _) => "Handler.Handle",
            ("new Bus.Inner", _) => "Inner.Run",
            var (member, _) => "Bus." + member.Split('.')[^1].Split('<')[0],
        };
        return Tests($"    void Test(Bus bus, Callback callback) {{ {statement}; }}")
            .AdditionalFile(Catalogue, lines)
            .Says(isPath ? GetsDouble("Moq", path) : IsMocked("Moq"));
    }

    [Fact]
    public Task A_mark_on_a_whole_type_leaves_strings_alone() => Tests("""
            void Test(Bus bus)
            {
                bus.Name = null;
                bus.Log(null!, {|ECG1003:null!|}, null!);
            }
        """).AdditionalFile(Catalogue, "path T:Acme.Platform.Bus").Says(GetsNothing("null", "Bus.Log"));

    [Fact]
    public Task An_entry_that_matches_nothing_here_is_silent() => Tests("    void Test(Bus bus) => bus.Publish(new object());")
        .AdditionalFile(Catalogue, "T:Other.Thing\nM:Other.Thing.Run\nmock M:Other.Thing.Make\nreal T:Other.IThing => T:Other.Thing\napproved T:Other.Thing");

    [Fact]
    public Task A_real_type_by_catalogue() => Code("""
        public sealed class OtherContext : IUserExecutionContext
        {
            public string UserId => "u"; public string ThreadId => "t"; public string RunId => "r"; public string RequestId => "q";
        }

        class Tests
        {
            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:Mock.Of<IUserExecutionContext>()|});
        }
        """).AdditionalFile(Catalogue, "real T:Acme.IUserExecutionContext => T:OtherContext")
        .Says("'AgentExecutionCore.ExecuteAgentAsync' gets a Moq double of 'IUserExecutionContext' instead of a real 'OtherContext'");

    [Theory]
    [InlineData("", "ITenant")]
    [InlineData("approved T:Lab.Harness", "Company")]
    [InlineData("approved T:Harness", "Company")]
    [InlineData("approved T:Lab.Harness\n!approved T:Lab.Harness", "ITenant")]
    public Task An_approved_type_is_not_what_is_constructed(string lines, string real) => Code("""
        class Tests
        {
            void Run(ITenant tenant) { }

            void Test() => Run({|ECG1001:Mock.Of<ITenant>()|});
        }
        """).WithContext("""
        public interface ITenant { }
        public sealed class Company : ITenant { }
        namespace Lab { public sealed class Harness : ITenant { } }
        namespace Acme { }
        """).References("Platform", ("Empty.cs", "class Empty { }"))
        .AdditionalFile(Catalogue, "T:ITenant\n" + lines).Says($"'Tests.Run' gets a Moq double of 'ITenant' instead of a real '{real}'");

    [Fact]
    public Task Several_catalogues_add_up() => Tests("""
            void Run(ITenant tenant) { }

            void Test(Bus bus)
            {
                Run({|ECG1001:Mock.Of<ITenant>()|});
                bus.Peek({|ECG1001:Mock.Of<ITenant>()|});
            }
        """).AdditionalFile("ExecutionContextGuard.Sdk.txt", "T:ITenant").AdditionalFile("sub/executioncontextguard.TXT", "M:Acme.Platform.Bus.Peek")
        .Says("'Tests.Run' gets a Moq double of 'ITenant' instead of a real 'ITenant'", "'Bus.Peek' gets a Moq double of 'ITenant' instead of a real 'ITenant'");

    private static Row Tests(string members) => Code("class Tests\n{\n" + members + "\n}").WithContext(Platform).And("PlatformUsings.cs", "global using Acme.Platform;");
}
