using System.Collections.Immutable;

namespace ExecutionContextGuard.Configuration;

/// <summary>Every setting there is: the catalogue that the parser, the check and the documentation are held to.</summary>
internal static class OptionKeys
{
    public const string TypedAndMarked = "typed_and_marked";
    public const string MarkedOnly = "marked";

    public static readonly OptionKey ContextTypes = new(
        "context_types", OptionScope.Project, OptionKind.TypeList, "UserExecutionContext | IUserExecutionContext",
        "The types that must be real. Replaces the two default names; a list of `!entries` alone only takes those out.");

    public static readonly OptionKey RealType = new(
        "real_type", OptionScope.Project, OptionKind.TypePairs, "",
        "Which class is the real one for an interface or base class that has several: `Ns.IFoo => Ns.Foo`.");

    public static readonly OptionKey ApprovedTypes = new(
        "approved_types", OptionScope.Project, OptionKind.TypeList, "",
        "Contexts made for tests that are good enough: no hand-written doubles, and not what the code fix constructs.");

    public static readonly OptionKey ExecutionPaths = new(
        "execution_paths", OptionScope.Project, OptionKind.MemberList, "",
        "Members whose context parameter must get a real context, by documentation ID.");

    public static readonly OptionKey ExcludedPaths = new(
        "excluded_paths", OptionScope.Project, OptionKind.MemberList, "",
        "Members that are no execution path although a type or the convention says so, by documentation ID.");

    public static readonly OptionKey Frameworks = new(
        "frameworks", OptionScope.Project, OptionKind.FrameworkList, "",
        "The agent frameworks whose contexts and property bags count, too: `microsoft_agents_ai`, `microsoft_agents_builder`, `microsoft_extensions_ai`, `semantic_kernel`.");

    public static readonly OptionKey PathScope = new(
        "path_scope", OptionScope.File, OptionKind.Choice, TypedAndMarked,
        "Whether every parameter of a guarded type is a path, or marked ones only.",
        TypedAndMarked, MarkedOnly);

    public static readonly OptionKey MockingLibraries = new(
        "mocking_libraries", OptionScope.Project, OptionKind.MockList, "",
        "What creates a double in a further mocking library: methods and constructors by documentation ID, or the wrapper type; `=> Name` says how the library is called.");

    public static readonly OptionKey MissingIds = new(
        "missing_ids", OptionScope.File, OptionKind.MissingIds, "literal",
        "What the code fix writes for an ID that nothing in the test says: `literal`, `guid`, or `factory:<method>`.");

    public static readonly OptionKey TestProject = new(
        "test_project", OptionScope.Project, OptionKind.Choice, "auto",
        "Whether this is a test project. `auto` asks MSBuild and looks for test frameworks and mocking libraries among the references; where files differ, `true` wins.",
        "auto", "true", "false");

    public static readonly OptionKey UserIdNames = Names("user", "user ID");
    public static readonly OptionKey ThreadIdNames = Names("thread", "thread (conversation) ID");
    public static readonly OptionKey RunIdNames = Names("run", "run ID");
    public static readonly OptionKey RequestIdNames = Names("request", "request ID");

    public static readonly OptionKey PlaceholderIdentities = new(
        "placeholder_identities", OptionScope.File, OptionKind.IdentityList, "",
        "Further texts that are no ID, in any letter case, compared whole; `!text` takes one of the built-in ones out.");

    public static readonly OptionKey AllowedIdentities = new(
        "allowed_identities", OptionScope.File, OptionKind.IdentityList, "",
        "Constants that may be an ID on purpose, such as that of a system job, and what a missing ID may fall back to.");

    public static readonly ImmutableArray<OptionKey> All = ImmutableArray.Create(
        ContextTypes, RealType, ApprovedTypes, ExecutionPaths, ExcludedPaths, Frameworks, PathScope, MockingLibraries, MissingIds, TestProject,
        UserIdNames, ThreadIdNames, RunIdNames, RequestIdNames,
        PlaceholderIdentities, AllowedIdentities);

    private static OptionKey Names(string role, string what) => new(
        role + "_id_names", OptionScope.Project, OptionKind.NameList, "",
        "Further names of parameters and members that hold the " + what + ".");
}
