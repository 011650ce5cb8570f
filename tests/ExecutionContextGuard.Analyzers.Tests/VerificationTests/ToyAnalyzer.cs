using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Verification;

/// <summary>
/// A rule that is easy to see: the text "bad" is reported. A local that holds it is the second step of a trail. The tests of the verifier spoil it in one
/// way after the other.
/// </summary>
internal class ToyAnalyzer : DiagnosticAnalyzer
{
    public const string Id = "TOY0001";

    public static readonly DiagnosticDescriptor Rule = new(Id, "Toy", "{0} is bad in '{1}'", "Toys", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    protected virtual GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.None;

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCode);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.StringLiteralExpression);
    }

    protected virtual void Analyze(SyntaxNodeAnalysisContext context)
    {
        if (context.Node is LiteralExpressionSyntax { Token.ValueText: "bad" } literal)
        {
            Report(context, literal);
        }
    }

    protected virtual void Report(SyntaxNodeAnalysisContext context, LiteralExpressionSyntax literal) =>
        context.ReportDiagnostic(Diagnostic.Create(Rule, literal.GetLocation(), Trail(literal), Properties(literal), literal.ToString(), context.ContainingSymbol?.Name));

    protected virtual IEnumerable<Location> Trail(LiteralExpressionSyntax literal) =>
        literal.Parent?.Parent is VariableDeclaratorSyntax local ? [local.Identifier.GetLocation()] : [];

    protected virtual ImmutableDictionary<string, string?> Properties(LiteralExpressionSyntax literal)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        properties = Trail(literal).Any() ? properties.Add("Trail", "stored") : properties;
        return IsConstant(literal) ? properties.Add("Declined", "Constant") : properties;
    }

    /// <summary>The toy fix leaves constants alone.</summary>
    public static bool IsConstant(LiteralExpressionSyntax literal) =>
        literal.FirstAncestorOrSelf<FieldDeclarationSyntax>() is { } field && field.Modifiers.Any(SyntaxKind.ConstKeyword);
}
