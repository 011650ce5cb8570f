using System.Collections.Immutable;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Shapes;

/// <summary>A call that leaves an optional context out: <c>agent.RunAgentAsync(request)</c> gets a named argument.</summary>
internal sealed class LeftOutShape : Shape
{
    private readonly ArgumentListSyntax? _arguments;
    private readonly IParameterSymbol _parameter;

    private LeftOutShape(Creation creation, INamedTypeSymbol? real, IArgumentOperation leftOut, ArgumentListSyntax? arguments)
        : base(creation, real)
    {
        _arguments = arguments;
        _parameter = leftOut.Parameter!;
    }

    public override SyntaxNode Point => Creation.Node;

    /// <summary>Null when the creation is no such call.</summary>
    public static LeftOutShape? Read(Creation creation, INamedTypeSymbol? real)
    {
        if (LeftOut(creation.Operation, creation) is not { } leftOut)
        {
            return null;
        }

        var arguments = creation.Node switch
        {
            InvocationExpressionSyntax invocation => invocation.ArgumentList,
            ObjectCreationExpressionSyntax made => made.ArgumentList,
            _ => null,
        };
        var shape = new LeftOutShape(creation, real, leftOut, arguments);
        if (arguments is null || real is null || shape.Flow.MustChange(leftOut.Parameter!.Type) || shape.BindsDifferently(arguments, real))
        {
            shape.Refuse(DeclineReason.Unsupported);
        }

        return shape;
    }

    /// <summary>The one context that the call leaves out; null where it leaves out none, or several.</summary>
    public static IArgumentOperation? LeftOut(IOperation call, Creation creation)
    {
        var arguments = call switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation made => made.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        var leftOut = arguments.Where(argument => argument is { ArgumentKind: ArgumentKind.DefaultValue, Parameter: { } parameter }
            && (SymbolEqualityComparer.Default.Equals(parameter.Type, creation.Type) || parameter.Type.SpecialType == SpecialType.System_Object)).ToList();
        return leftOut.Count == 1 ? leftOut[0] : null;
    }

    public override IEnumerable<PlacedChange> Write(ConstructionWriter writer)
    {
        var place = new TextSpan(_arguments!.CloseParenToken.SpanStart, 0);
        var prefix = (_arguments.Arguments.Count == 0 ? "" : ", ") + _parameter.Name + ": ";
        yield return new PlacedChange(Creation.Document, new TextChange(place, writer.Inline(place, prefix)));
    }

    private bool BindsDifferently(ArgumentListSyntax arguments, INamedTypeSymbol real)
    {
        var named = SyntaxFactory.Argument(
            SyntaxFactory.NameColon(_parameter.Name),
            default,
            SyntaxFactory.ParseExpression("default(" + real.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + ")"));
        var bound = Creation.Model.GetSpeculativeSymbolInfo(
            Creation.Node.SpanStart,
            Creation.Node.ReplaceNode(arguments, arguments.AddArguments(named)),
            SpeculativeBindingOption.BindAsExpression);
        return !SymbolEqualityComparer.Default.Equals(bound.Symbol, Creation.Model.GetSymbolInfo(Creation.Node).Symbol);
    }
}
