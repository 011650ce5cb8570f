using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Shapes;

/// <summary>
/// Hand-written doubles. What a stub's members give is in its own source: what its creation says, else the default that it declares. One whose
/// members do more than hold a value behaves, and stays.
/// </summary>
internal sealed class StubUses : IUseReader
{
    public static readonly StubUses Instance = new();

    public bool TryRead(IOperation reference, [NotNullWhen(true)] out Given? given)
    {
        if (SetUpChains.MemberAccessOn(reference) is IInvocationOperation { TargetMethod: { } called } call && called.ContainingType.SpecialType != SpecialType.System_Object)
        {
            // `stub.SetUserId(id)`: what its own methods do, only its author knows.
            given = new Given(SetUpKind.Behaviour, call.Syntax, called.Name);
            return true;
        }

        return PlainUses.Instance.TryRead(reference, out given);
    }

    public bool TryReadCreation(Creation creation, List<Given> given, out DeclineReason why)
    {
        why = DeclineReason.Behaviour;
        if (creation.Operation is not IObjectCreationOperation { Constructor: { } constructor, Type: INamedTypeSymbol type } made
            || type.DeclaringSyntaxReferences.Length != 1)
        {
            return false;
        }

        foreach (var member in StubMembers.Of(type, creation.Document.Project.Guarded))
        {
            if (creation.Document.Project.Roles.Of(member.Name) == IdentityRole.None && StubMembers.IsLeftOut(member))
            {
                continue;
            }

            if (StubSources.Of(member, constructor, creation.Document.Project.Compilation) is not { } source)
            {
                return false;
            }

            if (ValueOf(source, made, creation, member) is { } value)
            {
                given.Add(value);
            }
        }

        foreach (var initializer in made.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            given.Add(initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { } property, Arguments.Length: 0 } } assignment
                ? new Given(SetUpKind.Value, assignment.Syntax, property.Name, assignment.Value)
                : new Given(SetUpKind.Behaviour, initializer.Syntax, null));
        }

        return true;
    }

    private static Given? ValueOf(StubSource source, IObjectCreationOperation made, Creation creation, ISymbol member)
    {
        if (source.Parameter is { } ordinal)
        {
            var argument = made.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal);
            return argument is null ? null
                : argument.ArgumentKind == ArgumentKind.Explicit ? new Given(SetUpKind.Value, argument.Syntax, member.Name, argument.Value)
                : Constant(argument.Value.ConstantValue.Value);
        }

        return Constant(source.Constant);

        // What a stub leaves blank says nothing.
        Given? Constant(object? value) => value is string { Length: > 0 } text && !string.IsNullOrWhiteSpace(text)
            ? new Given(SetUpKind.Value, creation.Node, member.Name, Literal: SymbolDisplay.FormatLiteral(text, quote: true))
            : null;
    }
}
