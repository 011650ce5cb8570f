using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Planning;

/// <summary>One document as the planner reads it, with the one semantic model that all its questions go to.</summary>
internal sealed class DocumentFacts(ProjectFacts project, Document document, SyntaxNode root, SemanticModel model, SourceText text, AnalyzerConfigOptions options)
{
    private readonly Dictionary<string, DeclineReason?> _unknownSetUps = new(StringComparer.Ordinal);
    private ILookup<string, SimpleNameSyntax>? _names;
    private readonly Dictionary<SimpleNameSyntax, ISymbol?> _symbols = [];
    private List<SyntaxTrivia>? _leftOut;

    public ProjectFacts Project { get; } = project;

    public Document Document { get; } = document;

    public SyntaxNode Root { get; } = root;

    public SemanticModel Model { get; } = model;

    public SourceText Text { get; } = text;

    public TextStyle Style { get; } = new(text, options);

    /// <summary>What to write for an ID that nothing in the test says.</summary>
    public string MissingIds { get; } =
        options.TryGetValue(OptionKeys.MissingIds.Name, out var value) && OptionText.Complaint(OptionKeys.MissingIds, value) is null
            ? value.Trim()
            : OptionKeys.MissingIds.Default;

    /// <summary>The names in the code that read like this one, in the order of the source.</summary>
    public IEnumerable<SimpleNameSyntax> Named(string name) =>
        (_names ??= Root.DescendantNodes().OfType<SimpleNameSyntax>().ToLookup(static found => found.Identifier.ValueText, StringComparer.Ordinal))[name];

    /// <summary>What the name means; asked once, whoever looks for its namesakes.</summary>
    public ISymbol? SymbolOf(SimpleNameSyntax name)
    {
        if (!_symbols.TryGetValue(name, out var symbol))
        {
            _symbols.Add(name, symbol = Model.GetSymbolInfo(name).Symbol);
        }

        return symbol;
    }

    /// <summary>Whether code that this build leaves out mentions the name.</summary>
    public bool LeavesOut(string name, TextSpan within) =>
        (_leftOut ??= [.. Root.DescendantTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia))])
            .Any(trivia => within.Contains(trivia.Span) && trivia.ToString().Contains(name));

    /// <summary>What <see cref="Shapes.UnknownSetUps"/> has found, once a library.</summary>
    public DeclineReason? UnknownSetUps(string library, Func<DeclineReason?> find)
    {
        if (!_unknownSetUps.TryGetValue(library, out var reason))
        {
            _unknownSetUps.Add(library, reason = find());
        }

        return reason;
    }

    /// <summary>The declaration of the symbol, if it is the only one and stands in this document.</summary>
    public SyntaxNode? DeclarationOf(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Length == 1 && symbol.DeclaringSyntaxReferences[0].SyntaxTree == Root.SyntaxTree
            ? symbol.DeclaringSyntaxReferences[0].GetSyntax()
            : null;

    /// <summary>The helper, local function or property whose value the expression is; null in a lambda.</summary>
    public static SyntaxNode? GivenBy(ExpressionSyntax value)
    {
        foreach (var around in value.Ancestors())
        {
            switch (around)
            {
                case AnonymousFunctionExpressionSyntax:
                    return null;
                case MethodDeclarationSyntax or LocalFunctionStatementSyntax or PropertyDeclarationSyntax:
                    return around;
                case MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The indentation of what begins at the position.</summary>
    public string IndentAt(int position) => Style.IndentAt(LineBegins(position));

    /// <summary>
    /// A position on the line on which the code at the position was written. Where code before it on its line began further up, as a construction of several lines
    /// that an earlier fix wrote, that is the line where that begins: so the order of two fixes does not show.
    /// </summary>
    private int LineBegins(int position)
    {
        while (true)
        {
            var line = Text.Lines.GetLineFromPosition(position);
            var start = line.Start;
            while (start < position && char.IsWhiteSpace(Text[start]))
            {
                start++;
            }

            var before = start < position ? Root.FindToken(start).Parent : null;
            while (before?.Parent is { } around && around.Span.End <= position)
            {
                before = around;
            }

            // A call of its own line in a chain, `.Returns(..)`, is deeper on purpose; an argument, an element or a statement is not.
            if (before is null || before.Span.End > position || before.SpanStart >= line.Start
                || !(before is ArgumentSyntax or CollectionElementSyntax or StatementSyntax or MemberDeclarationSyntax || before.Parent is InitializerExpressionSyntax))
            {
                return position;
            }

            position = before.SpanStart;
        }
    }

    /// <summary>Whether another context is made, or is missing, on the line of this one: it is, or will be, a construction, too.</summary>
    public bool SharesLine(TextSpan context)
    {
        var line = Text.Lines.IndexOf(LineBegins(context.Start));
        var member = Root.FindToken(context.Start).Parent?.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? Root;
        foreach (var node in member.DescendantNodes().OfType<ExpressionSyntax>())
        {
            if (node is BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax or DefaultExpressionSyntax
                    or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression }
                && !node.Span.IntersectsWith(context)
                && Text.Lines.IndexOf(LineBegins(node.SpanStart)) == line
                && (Creation.Of(this, node) is not null
                    || (node is not InvocationExpressionSyntax && Project.Guarded.IsGuarded(Model.GetTypeInfo(node).ConvertedType))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the position is the first on its line.</summary>
    public bool IsFirstOnLine(int position) => Text.ToString(TextSpan.FromBounds(Text.Lines.GetLineFromPosition(position).Start, position)).Trim().Length == 0;

    /// <summary>Whether the text has more than code and white space.</summary>
    public bool HasCommentOrDirective(TextSpan span) =>
        Root.DescendantTrivia(span).Any(trivia => span.Contains(trivia.Span) && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));

    public static async Task<DocumentFacts?> ReadAsync(ProjectFacts project, Document document, CancellationToken cancellationToken, BoundProject? bound = null)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = root is null || bound is null
            ? await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false)
            : bound.ModelOf(root.SyntaxTree) ?? bound.Compilation.GetSemanticModel(root.SyntaxTree);
        if (root is null || model is null)
        {
            return null;
        }

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var options = project.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(root.SyntaxTree);
        return new DocumentFacts(project, document, root, model, text, options);
    }
}
