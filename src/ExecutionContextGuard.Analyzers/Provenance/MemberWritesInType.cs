using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Provenance;

/// <summary>The writes of one class to one member, by the phase of a test's life in which they happen.</summary>
internal sealed class MemberWritesInType
{
    /// <summary>What each member of the class writes in its own body, in the order of the source.</summary>
    private readonly Dictionary<SyntaxNode, List<ExpressionSyntax>> _byWriter = [];

    /// <summary>What is left when a phase is over, by the member that wrote it.</summary>
    private readonly Dictionary<WritePhase, List<(SyntaxNode Writer, List<ExpressionSyntax> Values)>> _afterPhase = [];

    private MemberWritesInType(bool isOpaque)
    {
        IsOpaque = isOpaque;
    }

    /// <summary>Whether the member is written in a way that shows no value.</summary>
    public bool IsOpaque { get; }

    public static MemberWritesInType Read(INamedTypeSymbol type, ISymbol member, TypeWrites inType, CancellationToken cancellationToken)
    {
        var isConstant = member is IFieldSymbol { IsConst: true };
        var writes = new MemberWritesInType(!isConstant && inType.IsOpaque(member.Name));
        if (SymbolEqualityComparer.Default.Equals(member.ContainingType, type))
        {
            writes.ReadDeclaration(member, cancellationToken);
        }

        if (!isConstant && inType.To(member.Name) is { } assigned)
        {
            writes.ReadBodies(assigned);
        }

        return writes;
    }

    /// <summary>Adds the writes that can stand at the use; false when this class says nothing about the member.</summary>
    public bool AddStanding(SyntaxNode use, List<ExpressionSyntax> values)
    {
        var reader = use.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return (reader is not null && AddEarlier(use, reader, values))
            || AddPhase(WritePhase.SetUp, reader, values)
            || AddPhase(WritePhase.Constructor, reader, values)
            || AddPhase(WritePhase.Initializer, reader, values)
            || AddPhase(WritePhase.Helper, reader, values)
            || values.Count != 0;
    }

    /// <summary>Adds what earlier statements of the same member wrote. True when one of them certainly ran, so that nothing older is left.</summary>
    private bool AddEarlier(SyntaxNode use, SyntaxNode reader, List<ExpressionSyntax> values)
    {
        if (!_byWriter.TryGetValue(reader, out var written))
        {
            return false;
        }

        for (var i = CountBefore(use.SpanStart, written) - 1; i >= 0 && values.Count < Limits.StepsPerArgument; i--)
        {
            var value = written[i];
            if (value.Span.End > use.SpanStart)
            {
                continue;
            }

            if (!IsNull(value))
            {
                values.Add(value);
            }

            if (value.FirstAncestorOrSelf<StatementSyntax>()?.Parent is BlockSyntax block && block.Span.Contains(use.Span) && !IsInLambdaWithin(value, block))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many of the values begin before the position.</summary>
    private static int CountBefore(int position, List<ExpressionSyntax> written)
    {
        var low = 0;
        var high = written.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (written[middle].SpanStart < position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private bool AddPhase(WritePhase phase, SyntaxNode? reader, List<ExpressionSyntax> values)
    {
        if (!_afterPhase.TryGetValue(phase, out var writers))
        {
            return false;
        }

        var found = false;
        foreach (var (writer, left) in writers)
        {
            if (writer == reader && phase != WritePhase.Initializer)
            {
                continue;
            }

            foreach (var value in left)
            {
                if (values.Count >= Limits.StepsPerArgument)
                {
                    return found;
                }

                values.Add(value);
                found = true;
            }
        }

        return found;
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
                case VariableDeclaratorSyntax { Initializer.Value: { } value } declarator when !IsNull(value):
                    AddAfter(WritePhase.Initializer, declarator, [value]);
                    break;
                case PropertyDeclarationSyntax { Initializer.Value: { } value } property when !IsNull(value):
                    AddAfter(WritePhase.Initializer, property, [value]);
                    break;
            }
        }
    }

    private void ReadBodies(List<(ExpressionSyntax Value, MemberDeclarationSyntax Writer)> assigned)
    {
        var writers = new List<MemberDeclarationSyntax>();
        foreach (var (value, writer) in assigned)
        {
            if (!_byWriter.TryGetValue(writer, out var written))
            {
                _byWriter.Add(writer, written = []);
                writers.Add(writer);
            }

            written.Add(value);
        }

        foreach (var writer in writers)
        {
            AddAfter(WritePhases.Of(writer), writer, LeftAfter(writer, _byWriter[writer]));
        }
    }

    /// <summary>What a member leaves behind: a statement of its outermost block overrules all before it, whatever happens between.</summary>
    private static List<ExpressionSyntax> LeftAfter(MemberDeclarationSyntax writer, List<ExpressionSyntax> written)
    {
        var from = written.Count - 1;
        while (from > 0 && !(written[from].FirstAncestorOrSelf<StatementSyntax>()?.Parent is BlockSyntax block && block.Parent == writer))
        {
            from--;
        }

        var left = new List<ExpressionSyntax>();
        for (var i = from; i < written.Count; i++)
        {
            if (!IsNull(written[i]))
            {
                left.Add(written[i]);
            }
        }

        return left;
    }

    private void AddAfter(WritePhase phase, SyntaxNode writer, List<ExpressionSyntax> values)
    {
        if (!_afterPhase.TryGetValue(phase, out var writers))
        {
            _afterPhase.Add(phase, writers = []);
        }

        writers.Add((writer, values));
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
