using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Shapes;

/// <summary>How a double is made, set up and used, read whole. What is not understood whole carries the reason to decline.</summary>
internal abstract class Shape
{
    protected Shape(Creation creation, INamedTypeSymbol? real)
    {
        Creation = creation;
        Flow = new Flow(this, creation, real);
    }

    public Creation Creation { get; }

    /// <summary>Where it goes.</summary>
    public Flow Flow { get; }

    /// <summary>Why it is left as it is; the first reason in the order of <see cref="DeclineReason"/> wins.</summary>
    public Decline? Decline { get; private set; }

    /// <summary>What the construction may carry, in the order of the source.</summary>
    public List<Given> Given { get; } = [];

    /// <summary>The members of the context that the test itself reads.</summary>
    public List<ISymbol> Reads { get; } = [];

    /// <summary>The arguments in which the double is handed on.</summary>
    public List<(IArgumentOperation Argument, DocumentFacts Document)> HandedOn { get; } = [];

    /// <summary>Whether the expressions around must go on seeing the type that they see now.</summary>
    public bool StaticTypeMatters { get; set; }

    /// <summary>The node at which the construction will stand: what is in scope there is in scope for it.</summary>
    public abstract SyntaxNode Point { get; }

    /// <summary>Reads what uses it in other documents than its own.</summary>
    public virtual Task SpreadAsync(Workshop workshop, CancellationToken cancellationToken) => Flow.SpreadAsync(workshop, cancellationToken);

    /// <summary>Whether statements stand between the value and the construction that stay: what they could change must not move past them.</summary>
    public virtual bool IsOvertaken(Given given) => false;

    /// <summary>The changes, in whatever documents.</summary>
    public abstract IEnumerable<PlacedChange> Write(ConstructionWriter writer);

    public void Refuse(DeclineReason reason, string? detail = null)
    {
        if (Decline is null || reason < Decline.Reason)
        {
            Decline = new Decline(reason, detail);
        }
    }

    /// <summary>What the creation itself says: its initialiser, predicate or arguments.</summary>
    protected void ReadCreation()
    {
        if (!Creation.Uses.TryReadCreation(Creation, Given, out var why))
        {
            Refuse(why);
        }

        foreach (var given in Given)
        {
            if (given.Refusal is { } reason)
            {
                Refuse(reason);
            }
        }

        if (Creation.Node.ContainsDirectives && Creation.Node.DescendantTrivia(Creation.Node.Span).Any(trivia => trivia.IsDirective && Creation.Node.Span.Contains(trivia.Span)))
        {
            // One build makes it of other values than another.
            Refuse(DeclineReason.Unsupported);
        }
    }

    /// <summary>The declarations that take the real type, and the <c>.Object</c>s that go.</summary>
    protected IEnumerable<PlacedChange> WriteHolders(ConstructionWriter writer)
    {
        foreach (var holder in Flow.Holders)
        {
            if (holder is { Changes: true, Declared: { } declared } && !IsWrittenAnew(declared))
            {
                var text = TypeText(writer, declared, holder.Document);
                if (text != declared.ToString())
                {
                    yield return new PlacedChange(holder.Document, new TextChange(declared.Span, text));
                }
            }
        }

        foreach (var (span, document) in Flow.Unwrappings)
        {
            yield return new PlacedChange(document, new TextChange(span, ""));
        }
    }

    /// <summary>Whether the declaration is part of the text that the construction stands in.</summary>
    protected virtual bool IsWrittenAnew(TypeSyntax declared) => false;

    /// <summary>What a declaration says in the place of the old type.</summary>
    protected string TypeText(ConstructionWriter writer, TypeSyntax declared, DocumentFacts document)
    {
        if (declared.IsVar && !StaticTypeMatters)
        {
            return declared.ToString();
        }

        var holder = Flow.Holders.FirstOrDefault(holder => holder.Declared == declared);
        return holder is { Changes: false }
            ? declared.ToString()
            : writer.TypeName(document, StaticTypeMatters ? Creation.Type : writer.Real, declared.SpanStart) + (declared is NullableTypeSyntax ? "?" : "");
    }
}

/// <summary>A change and where it goes.</summary>
internal readonly record struct PlacedChange(DocumentFacts Document, TextChange Change);
