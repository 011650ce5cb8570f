using System.Collections.Generic;
using System.Runtime.CompilerServices;
using ExecutionContextGuard.Doubles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Provenance;

/// <summary>
/// Where one member of a class writes what looks like a set-up, a write to an object's member, or hands an object to a helper:
/// read once by the names that are mentioned, so that only what speaks of a variable in question is ever bound.
/// </summary>
internal sealed class SetUpIndex
{
    private readonly Dictionary<string, List<ExpressionSyntax>> _byName = [];
    private readonly HashSet<string> _called = [];

    private SetUpIndex(SyntaxNode unit)
    {
        foreach (var node in unit.DescendantNodes())
        {
            switch (node)
            {
                case AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: not (ThisExpressionSyntax or BaseExpressionSyntax) } left } assignment
                    when assignment.IsKind(SyntaxKind.SimpleAssignmentExpression):
                    AddMentioned(left.Expression, assignment);
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call when MemberSetUps.IsNameOfSetUp(access.Name.Identifier.ValueText):
                    AddMentioned(access.Expression, call);
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Setup" or "SetupGet" or "SetupSet" or "SetupSequence" or "CallsTo" or "Verify" or "VerifyGet" or "VerifyAll" or "Received" or "DidNotReceive" } }:
                    // What they begin is read at its end; what they check sets nothing up.
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax } access } call:
                    // `accessor.GivesReal()`: perhaps an extension method that sets it up.
                    _called.Add(access.Name.Identifier.ValueText);
                    AddVariable(access.Expression, call);
                    AddArguments(call.ArgumentList, call);
                    break;
                case InvocationExpressionSyntax call:
                    if (call.Expression is SimpleNameSyntax name)
                    {
                        _called.Add(name.Identifier.ValueText);
                    }

                    AddArguments(call.ArgumentList, call);
                    break;
            }
        }
    }

    /// <summary>Reads a member of a class, or a whole file of top-level statements.</summary>
    public static SetUpIndex Of(SyntaxNode unit, ConditionalWeakTable<SyntaxNode, SetUpIndex> known) => known.GetValue(unit, static key => new SetUpIndex(key));

    /// <summary>What is written about the name, in the order of the source.</summary>
    public List<ExpressionSyntax>? About(string name) => _byName.TryGetValue(name, out var expressions) ? expressions : null;

    /// <summary>Whether a method of the name is called.</summary>
    public bool Calls(string method) => _called.Contains(method);

    public Dictionary<string, List<ExpressionSyntax>>.KeyCollection Names => _byName.Keys;

    private void AddMentioned(ExpressionSyntax expression, ExpressionSyntax whole)
    {
        foreach (var node in expression.DescendantNodesAndSelf())
        {
            if (node is IdentifierNameSyntax identifier)
            {
                Add(identifier.Identifier.ValueText, whole);
            }
        }
    }

    private void AddArguments(ArgumentListSyntax arguments, ExpressionSyntax whole)
    {
        foreach (var argument in arguments.Arguments)
        {
            AddVariable(argument.Expression, whole);
        }
    }

    /// <summary>`accessor`, `this._accessor`, `mock.Object`: the variables that a helper could set up.</summary>
    private void AddVariable(ExpressionSyntax expression, ExpressionSyntax whole)
    {
        switch (expression)
        {
            case IdentifierNameSyntax identifier:
                Add(identifier.Identifier.ValueText, whole);
                break;
            case MemberAccessExpressionSyntax access:
                Add(access.Name.Identifier.ValueText, whole);
                if (access.Expression is IdentifierNameSyntax holder)
                {
                    Add(holder.Identifier.ValueText, whole);
                }

                break;
        }
    }

    private void Add(string name, ExpressionSyntax whole)
    {
        if (!_byName.TryGetValue(name, out var expressions))
        {
            _byName.Add(name, expressions = []);
        }

        if (expressions.Count == 0 || expressions[expressions.Count - 1] != whole)
        {
            expressions.Add(whole);
        }
    }
}
