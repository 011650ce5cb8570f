namespace ExecutionContextGuard.Configuration;

/// <summary>Where a key holds.</summary>
internal enum OptionScope
{
    /// <summary>The key says what exists (types, paths, names): the union over all files and global configs of a project.</summary>
    Project,

    /// <summary>The key says what to report or write: it holds for the file of the finding.</summary>
    File,
}

/// <summary>What a value of the key looks like.</summary>
internal enum OptionKind
{
    /// <summary>Types: a full metadata or documentation name, or a simple name without a dot.</summary>
    TypeList,

    /// <summary>Members by documentation ID, with an optional trailing <c>*</c>.</summary>
    MemberList,

    /// <summary>Pairs <c>Ns.IFoo => Ns.Foo</c>.</summary>
    TypePairs,

    /// <summary>Methods, constructors and wrapper types by documentation ID, with an optional <c>=> Name of the library</c>.</summary>
    MockList,

    /// <summary>Member and parameter names.</summary>
    NameList,

    /// <summary>Types and properties by documentation ID: what carries anything under string keys.</summary>
    CarrierList,

    /// <summary>Texts of IDs: no white space or comma inside.</summary>
    IdentityList,

    /// <summary>One of a fixed set of words.</summary>
    Choice,

    /// <summary>Any of the agent frameworks whose catalogues ship with the product.</summary>
    FrameworkList,

    /// <summary><c>literal</c>, <c>guid</c> or <c>factory:&lt;method&gt;</c>.</summary>
    MissingIds,
}

/// <summary>One setting: its name after the prefix, what it takes, its default, and what it is for.</summary>
internal sealed class OptionKey(string name, OptionScope scope, OptionKind kind, string defaultValue, string description, params string[] choices)
{
    /// <summary>What every key of ours begins with.</summary>
    public const string Prefix = "execution_context_guard.";

    public string Name { get; } = Prefix + name;

    public OptionScope Scope { get; } = scope;

    public OptionKind Kind { get; } = kind;

    public string Default { get; } = defaultValue;

    public string Description { get; } = description;

    /// <summary>The legal words of a <see cref="OptionKind.Choice"/>.</summary>
    public string[] Choices { get; } = choices;
}
