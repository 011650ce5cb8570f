using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Shapes;

/// <summary>How a double is made, set up and used, read whole. What is not understood whole carries the reason to decline.</summary>
internal abstract class Shape(Creation creation)
{
    public Creation Creation { get; } = creation;

    /// <summary>Why it is left as it is; the first reason in the order of <see cref="DeclineReason"/> wins.</summary>
    public Decline? Decline { get; private set; }

    /// <summary>The set-ups whose values the construction may carry, in the order of the source.</summary>
    public List<SetUp> SetUps { get; } = [];

    /// <summary>The members of the context that the test itself reads.</summary>
    public List<ISymbol> Reads { get; } = [];

    /// <summary>The arguments in which the double is handed on.</summary>
    public List<IArgumentOperation> HandedOn { get; } = [];

    /// <summary>Whether the expressions around must go on seeing the type that they see now.</summary>
    public bool StaticTypeMatters { get; set; }

    /// <summary>The node at which the construction will stand: what is in scope there is in scope for it.</summary>
    public abstract SyntaxNode Point { get; }

    /// <summary>The statements between the set-up and the construction that stay: a value that they could change must not move past them.</summary>
    public virtual bool IsOvertaken(SetUp setUp) => false;

    /// <summary>The changes to the document of the creation.</summary>
    public abstract IEnumerable<TextChange> Write(ConstructionWriter writer);

    public void Refuse(DeclineReason reason, string? detail = null)
    {
        if (Decline is null || reason < Decline.Reason)
        {
            Decline = new Decline(reason, detail);
        }
    }
}
