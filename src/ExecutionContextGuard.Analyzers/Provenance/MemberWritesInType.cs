using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Provenance;

/// <summary>The writes of one class to one member, by the phase of a test's life in which they happen.</summary>
internal sealed class MemberWritesInType
{
    private readonly List<(ExpressionSyntax Value, SyntaxNode Writer, Phase Phase)> _writes = [];

    private enum Phase
    {
        Initializer,
        Constructor,
        SetUp,
        Helper,
        Test,
        TearDown,
    }

    /// <summary>Whether the member is written in a way that shows no value: out, ref, a compound assignment, a computed getter.</summary>
    public bool IsOpaque { get; private set; }

    public static MemberWritesInType Read(INamedTypeSymbol type, ISymbol member, CancellationToken cancellationToken)
    {
        var writes = new MemberWritesInType();
        if (SymbolEqualityComparer.Default.Equals(member.ContainingType, type))
        {
            writes.ReadDeclaration(member, cancellationToken);
        }

        if (member is not IFieldSymbol { IsConst: true })
        {
            foreach (var declaration in type.DeclaringSyntaxReferences)
            {
                writes.ReadBody(declaration.GetSyntax(cancellationToken), member.Name);
            }
        }

        return writes;
    }

    /// <summary>Adds the writes that can stand at the use; false when this class says nothing about the member.</summary>
    public bool AddStanding(SyntaxNode use, List<ExpressionSyntax> values)
    {
        var certain = AddEarlier(use, values);
        return certain
            || AddPhase(Phase.SetUp, use, values)
            || AddPhase(Phase.Constructor, use, values)
            || AddPhase(Phase.Initializer, use, values)
            || AddPhase(Phase.Helper, use, values)
            || values.Count != 0;
    }

    /// <summary>Adds what earlier statements of the same member wrote. True when one of them certainly ran, so that nothing older is left.</summary>
    private bool AddEarlier(SyntaxNode use, List<ExpressionSyntax> values)
    {
        var reader = use.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        for (var i = _writes.Count - 1; i >= 0; i--)
        {
            var write = _writes[i];
            if (write.Writer != reader || write.Phase == Phase.Initializer || write.Value.Span.End > use.SpanStart)
            {
                continue;
            }

            if (!IsNull(write.Value))
            {
                values.Add(write.Value);
            }

            if (write.Value.FirstAncestorOrSelf<StatementSyntax>()?.Parent is BlockSyntax block && block.Span.Contains(use.Span) && !IsInLambdaWithin(write.Value, block))
            {
                return true;
            }
        }

        return false;
    }

    private bool AddPhase(Phase phase, SyntaxNode use, List<ExpressionSyntax> values)
    {
        var reader = use.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        var found = false;
        for (var i = 0; i < _writes.Count; i++)
        {
            var write = _writes[i];
            if (write.Phase == phase && !IsNull(write.Value) && (write.Writer != reader || phase == Phase.Initializer) && !IsOverruled(i))
            {
                values.Add(write.Value);
                found = true;
            }
        }

        return found;
    }

    /// <summary>Whether a later statement of the same set-up or constructor writes the member again, whatever happens between.</summary>
    private bool IsOverruled(int index)
    {
        var write = _writes[index];
        for (var i = index + 1; i < _writes.Count; i++)
        {
            if (_writes[i].Writer == write.Writer
                && _writes[i].Phase != Phase.Initializer
                && _writes[i].Value.SpanStart > write.Value.SpanStart
                && _writes[i].Value.FirstAncestorOrSelf<StatementSyntax>()?.Parent is BlockSyntax block
                && block.Parent == write.Writer)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInLambdaWithin(SyntaxNode node, SyntaxNode outer)
    {
        for (var current = node.Parent; current is not null && current != outer; current = current.Parent)
        {
            if (current is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
            {
                return true;
            }
        }

        return false;
    }

    private void ReadDeclaration(ISymbol member, CancellationToken cancellationToken)
    {
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            switch (reference.GetSyntax(cancellationToken))
            {
                case VariableDeclaratorSyntax { Initializer.Value: { } value } declarator:
                    _writes.Add((value, declarator, Phase.Initializer));
                    break;
                case PropertyDeclarationSyntax { Initializer.Value: { } value } property:
                    _writes.Add((value, property, Phase.Initializer));
                    break;
            }
        }
    }

    private void ReadBody(SyntaxNode declaration, string name)
    {
        foreach (var node in declaration.DescendantNodes())
        {
            // The name is enough here: another thing of the same name (a parameter, a member of another object) only makes the answer more careful.
            if (node is not IdentifierNameSyntax identifier || identifier.Identifier.ValueText != name)
            {
                continue;
            }

            ExpressionSyntax target = identifier;
            if (identifier.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax } access && access.Name == identifier)
            {
                target = access;
            }

            switch (target.Parent)
            {
                case AssignmentExpressionSyntax assignment when assignment.Left == target:
                    if (!assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && !assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression))
                    {
                        IsOpaque = true;
                    }
                    else if (!IsInitializerOfAnotherObject(assignment) && assignment.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } writer)
                    {
                        _writes.Add((assignment.Right, writer, PhaseOf(writer)));
                    }

                    break;
                case ArgumentSyntax { RefKindKeyword.RawKind: not 0 }:
                case ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax } }:
                case RefExpressionSyntax:
                    IsOpaque = true;
                    break;
            }
        }
    }

    /// <summary>`new Hub { Context = x }` inside a class that has a Context of its own writes to the hub.</summary>
    private static bool IsInitializerOfAnotherObject(AssignmentExpressionSyntax assignment) =>
        assignment.Parent is InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ObjectInitializerExpression or (int)SyntaxKind.WithInitializerExpression };

    private static Phase PhaseOf(MemberDeclarationSyntax writer)
    {
        switch (writer)
        {
            case ConstructorDeclarationSyntax:
                return Phase.Constructor;
            case MethodDeclarationSyntax method:
                foreach (var list in method.AttributeLists)
                {
                    foreach (var attribute in list.Attributes)
                    {
                        switch (SimpleName(attribute.Name))
                        {
                            case "SetUp" or "OneTimeSetUp" or "TestInitialize" or "ClassInitialize" or "Before" or "BeforeEach":
                                return Phase.SetUp;
                            case "TearDown" or "OneTimeTearDown" or "TestCleanup" or "ClassCleanup" or "After":
                                return Phase.TearDown;
                            case "Fact" or "Theory" or "Test" or "TestCase" or "TestCaseSource" or "TestMethod" or "DataTestMethod":
                                return Phase.Test;
                        }
                    }
                }

                return method.Identifier.ValueText switch
                {
                    "InitializeAsync" => Phase.SetUp,
                    "Dispose" or "DisposeAsync" => Phase.TearDown,
                    _ => Phase.Helper,
                };
            default:
                return Phase.Helper;
        }
    }

    private static string SimpleName(NameSyntax name)
    {
        var text = name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
        return text.EndsWith("Attribute", System.StringComparison.Ordinal) ? text.Substring(0, text.Length - "Attribute".Length) : text;
    }

    /// <summary>`= null!` beside a real assignment is how a field that a set-up fills is declared; it is no origin.</summary>
    private static bool IsNull(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case PostfixUnaryExpressionSyntax suppressed:
                    expression = suppressed.Operand;
                    continue;
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    continue;
                case CastExpressionSyntax cast:
                    expression = cast.Expression;
                    continue;
                default:
                    return expression.Kind() is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression or SyntaxKind.DefaultExpression;
            }
        }
    }
}
