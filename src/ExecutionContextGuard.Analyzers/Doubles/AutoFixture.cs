using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Doubles;

/// <summary>
/// AutoFixture: <c>fixture.Create&lt;T&gt;()</c> and <c>Freeze&lt;T&gt;()</c>. By itself it constructs real objects; it makes doubles of
/// interfaces and abstract classes where the fixture is customised to (<c>AutoMoqCustomization</c> and its like), and wrappers where a wrapper is asked for.
/// </summary>
internal sealed class AutoFixture : MockingLibrary
{
    // Of one compilation: the catalogue makes its own instance.
    private readonly ConcurrentDictionary<ISymbol, bool> _customized = new(SymbolEqualityComparer.Default);

    public override string Name => "AutoFixture";

    public override ImmutableArray<string> CreatorTypes { get; } = ImmutableArray.Create(
        "AutoFixture.SpecimenFactory", "AutoFixture.FixtureFreezer", "Ploeh.AutoFixture.SpecimenFactory", "Ploeh.AutoFixture.FixtureFreezer");

    public override ImmutableArray<string> MatcherTypes => ImmutableArray<string>.Empty;

    // A frozen or injected double is part of its fixture: a real context beside it would not reach what the fixture makes.
    public override ISetUpReader SetUps => UnreadableSetUps.Instance;

    public override bool IsCreator(string method) => method is "Create" or "Freeze" or "CreateAnonymous" or "CreateMany";

    public override ITypeSymbol? DoubledBy(IInvocationOperation invocation)
    {
        if (!IsCreator(invocation.TargetMethod.Name) || invocation.TargetMethod.TypeArguments is not { Length: 1 } arguments || arguments[0] is not INamedTypeSymbol type)
        {
            return null;
        }

        if (IsWrapper(type))
        {
            return type.TypeArguments[0];
        }

        // `fixture.Create<UserExecutionContext>()` of a class that can be constructed is a real one, customised or not.
        return type is { TypeKind: TypeKind.Interface } or { TypeKind: TypeKind.Class, IsAbstract: true } && IsCustomized(invocation) && !IsTaught(invocation, type) ? type : null;
    }

    public override bool GivesWrapper(IInvocationOperation invocation) =>
        invocation.Type is INamedTypeSymbol type && IsWrapper(type.TypeArguments is { Length: 1 } many && invocation.TargetMethod.Name == "CreateMany" ? many[0] as INamedTypeSymbol ?? type : type);

    private static bool IsWrapper(INamedTypeSymbol type) =>
        type is { MetadataName: "Mock`1" } && TypeNames.IsNamed(type.ContainingNamespace, "Moq")
        || type is { MetadataName: "Fake`1" } && TypeNames.IsNamed(type.ContainingNamespace, "FakeItEasy");

    /// <summary>Whether the fixture is seen to be told what to give for the type, or may be: `fixture.Inject&lt;IContext&gt;(real)`, a customisation of the team's own.</summary>
    private static bool IsTaught(IInvocationOperation invocation, INamedTypeSymbol type)
    {
        var fixture = Fixture(invocation);
        var (name, scope) = fixture switch
        {
            ILocalReferenceOperation { Local: var local } => (local.Name, local.ContainingSymbol),
            IMemberReferenceOperation { Member: { ContainingType: { } container } member } => (member.Name, (ISymbol)container),
            _ => (null, null),
        };
        if (scope is null)
        {
            return fixture is not null && FixtureLessons.Contain(fixture.Syntax, name: null, type, invocation.SemanticModel, int.MaxValue);
        }

        // What a local is told after the call comes too late for it.
        var end = fixture is ILocalReferenceOperation ? invocation.Syntax.SpanStart : int.MaxValue;
        foreach (var declaration in scope.DeclaringSyntaxReferences)
        {
            if (FixtureLessons.Contain(declaration.GetSyntax(), name, type, invocation.SemanticModel, end))
            {
                return true;
            }
        }

        return false;
    }

    private static IOperation? Fixture(IInvocationOperation invocation)
    {
        var fixture = invocation.Arguments.Length == 0 ? null : invocation.Arguments[0].Value;
        while (fixture is IConversionOperation conversion)
        {
            fixture = conversion.Operand;
        }

        return fixture;
    }

    /// <summary>Whether a customisation that makes doubles is seen to be given to the fixture that the call is made on.</summary>
    private bool IsCustomized(IInvocationOperation invocation)
    {
        var fixture = Fixture(invocation);
        switch (fixture)
        {
            case ILocalReferenceOperation { Local: { } local }:
                return IsCustomized(local, local.ContainingSymbol, invocation.SemanticModel);
            case IMemberReferenceOperation { Member: { ContainingType: { } container } member }:
                return IsCustomized(member, container, invocation.SemanticModel);
            default:
                // `new Fixture().Customize(new AutoMoqCustomization()).Create<T>()`
                return fixture is not null && Customizes(fixture.Syntax, name: null, invocation.SemanticModel);
        }
    }

    private bool IsCustomized(ISymbol fixture, ISymbol scope, SemanticModel? model)
    {
        if (_customized.TryGetValue(fixture, out var known))
        {
            return known;
        }

        var customized = false;
        var isWhole = true;
        foreach (var declaration in scope.DeclaringSyntaxReferences)
        {
            customized |= Customizes(declaration.GetSyntax(), fixture.Name, model);
            isWhole &= declaration.SyntaxTree == model?.SyntaxTree;
        }

        // What calls mean is known in one file only: of a partial class, each file is answered for itself, in whatever order they ask.
        if (isWhole)
        {
            _customized.TryAdd(fixture, customized);
        }

        return customized;
    }

    /// <summary>Whether such a customisation is made in the code, or by a helper it calls, in a statement or declaration that names the fixture.</summary>
    private static bool Customizes(SyntaxNode code, string? name, SemanticModel? model)
    {
        foreach (var node in code.DescendantNodesAndSelf())
        {
            switch (node)
            {
                case ObjectCreationExpressionSyntax { Type: { } type } when IsCustomization(type) && IsMeant():
                case InvocationExpressionSyntax call when model?.SyntaxTree == node.SyntaxTree && IsMeant() && IsCustomizedBy(call, model!):
                    return true;
            }

            bool IsMeant() => name is null || Names(node, name);
        }

        return false;
    }

    /// <summary>`new Fixture().WithAutoMoq()`, where that is a method of the team's own that gives the fixture the customisation.</summary>
    private static bool IsCustomizedBy(InvocationExpressionSyntax call, SemanticModel model)
    {
        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol { ReturnType.Name: "IFixture" or "Fixture" } method)
        {
            return false;
        }

        foreach (var declaration in (method.ReducedFrom ?? method).DeclaringSyntaxReferences)
        {
            if (Customizes(declaration.GetSyntax(), name: null, model: null))
            {
                return true;
            }
        }

        return false;
    }

    internal static bool IsCustomization(TypeSyntax type)
    {
        var name = type is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText : (type as SimpleNameSyntax)?.Identifier.ValueText;
        return name is not null
            && name.StartsWith("Auto", StringComparison.Ordinal)
            && name.EndsWith("Customization", StringComparison.Ordinal)
            && (name.IndexOf("Moq", StringComparison.Ordinal) >= 0
                || name.IndexOf("NSubstitute", StringComparison.Ordinal) >= 0
                || name.IndexOf("FakeItEasy", StringComparison.Ordinal) >= 0
                || name.IndexOf("RhinoMock", StringComparison.Ordinal) >= 0);
    }

    internal static bool Names(SyntaxNode customization, string name)
    {
        SyntaxNode? around = customization;
        while (around is not (null or StatementSyntax or MemberDeclarationSyntax))
        {
            around = around.Parent;
        }

        if (around is null)
        {
            return false;
        }

        foreach (var token in around.DescendantTokens())
        {
            if (token.ValueText == name)
            {
                return true;
            }
        }

        return false;
    }
}
