using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <content>Objects of classes in source that hold a value: what their constructors, initialisers, getters and methods make of what they are given.</content>
internal sealed partial class OriginResolver
{
    /// <summary>A holder is read (<c>new Scenario(mock.Object).Context</c>): its initialiser, or what its constructor does with the argument.</summary>
    private bool FollowHolder(IObjectCreationOperation creation, Part part, ref Walk walk)
    {
        // `IContextFactory factory = new FakeFactory();`: what the class makes of the interface's member.
        var member = part.Member is { ContainingType.TypeKind: TypeKind.Interface } declaredMember && creation.Type!.FindImplementationForInterfaceMember(declaredMember) is { } implementation
            ? implementation
            : part.Member!;
        if (FollowInitializer(creation.Initializer, member, part, ref walk))
        {
            return true;
        }

        if (creation is not { Constructor: { } constructor, Type: INamedTypeSymbol type } || !Frame.MayGoDeeper(walk.Current.Frame))
        {
            return false;
        }

        var frame = new Frame(constructor, creation.Arguments, walk.Current.Frame, creation) { CallerSelf = walk.Current.Self };
        var getter = member is IPropertySymbol { GetMethod: { } declaredGetter } ? Dispatched(declaredGetter, creation, type) : null;
        if (getter is { IsAbstract: false } && !_returns.Of(getter, walk.CancellationToken).IsEmpty)
        {
            // `public IContext Context => _context;` of this very object.
            walk.GoTo(walk.Current.PartOf(part.Rest));
            return FollowReturns(
                getter,
                new Frame(getter, ImmutableArray<IArgumentOperation>.Empty, walk.Current.Frame, creation) { CallerSelf = walk.Current.Self },
                type,
                part.Read.Operation,
                ref walk);
        }

        if (member is IMethodSymbol declaredMethod && Dispatched(declaredMethod, creation, type) is { IsAbstract: false } method && !_returns.Of(method, walk.CancellationToken).IsEmpty)
        {
            // `factory.Create("u")`: its arguments stand where it is called.
            walk.GoTo(walk.Current.PartOf(part.Rest));
            return FollowReturns(
                method,
                new Frame(method, part.Arguments, part.Read.Frame, creation) { CallerSelf = part.Read.Self },
                type,
                part.Read.Operation,
                ref walk);
        }

        var constructors = ConstructorsFrom(constructor, frame, type, creation, walk.CancellationToken);
        if (ParameterOf(member, walk.CancellationToken) is { } declared)
        {
            foreach (var called in constructors)
            {
                if (called.ArgumentFor(declared) is { } argument)
                {
                    return walk.GoTo(walk.Current.At(argument).BackFrom(called).PartOf(part.Rest).Via(TrailStep.Stored, argument.Syntax));
                }
            }

            return false;
        }

        var values = new List<ExpressionSyntax>();
        if (member is IParameterSymbol || !_memberWrites.TryFind(member, type, creation.Syntax, values, walk.CancellationToken))
        {
            return false;
        }

        var ways = new List<Pending>();
        foreach (var value in values)
        {
            if (!walk.HasRoomBeside(ways.Count))
            {
                break;
            }

            if (_models.Of(value.SyntaxTree, creation.SemanticModel) is { } model && model.GetOperation(value, walk.CancellationToken) is { } operation)
            {
                var writer = value.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is { } body ? model.GetDeclaredSymbol(body, walk.CancellationToken) as IMethodSymbol : null;
                if (FrameIn(constructors, writer) is { } within)
                {
                    ways.Add(walk.Current.At(operation).In(within, type).PartOf(part.Rest).NotMissing().Via(TrailStep.Stored, value.Parent ?? value));
                }
            }
        }

        return walk.GoToAll(ways);
    }

    /// <summary>The parameter that a positional record's property, or what a primary constructor captures, stands for.</summary>
    private static IParameterSymbol? ParameterOf(ISymbol member, CancellationToken cancellationToken)
    {
        if (member is IParameterSymbol captured)
        {
            return captured;
        }

        foreach (var declaration in member.DeclaringSyntaxReferences)
        {
            if (declaration.GetSyntax(cancellationToken) is ParameterSyntax)
            {
                foreach (var constructor in member.ContainingType.OriginalDefinition.InstanceConstructors)
                {
                    foreach (var parameter in constructor.Parameters)
                    {
                        if (parameter.Name == member.Name && parameter.DeclaringSyntaxReferences is { Length: 1 } at && at[0].Span == declaration.Span && at[0].SyntaxTree == declaration.SyntaxTree)
                        {
                            return parameter;
                        }
                    }
                }
            }
        }

        return null;
    }

    /// <summary>The property that a record declares by the parameter at that position; null for any other type.</summary>
    private static IPropertySymbol? PositionalMember(ITypeSymbol? type, int position)
    {
        if (type is not INamedTypeSymbol { IsRecord: true, DeclaringSyntaxReferences: { IsEmpty: false } declarations } record)
        {
            return null;
        }

        foreach (var declaration in declarations)
        {
            if (declaration.GetSyntax() is RecordDeclarationSyntax { ParameterList.Parameters: { } parameters } && position < parameters.Count)
            {
                foreach (var member in record.GetMembers(parameters[position].Identifier.ValueText))
                {
                    if (member is IPropertySymbol property)
                    {
                        return property;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>The frame of the constructor that writes; of an initialiser, that of the first. Null for a constructor that does not run.</summary>
    private static Frame? FrameIn(List<Frame> constructors, IMethodSymbol? writer)
    {
        foreach (var constructor in constructors)
        {
            if (writer is null || constructor.IsOf(writer))
            {
                return constructor;
            }
        }

        return null;
    }

    /// <summary>The constructors that run, with what each is called with: the created one, and those it calls with `: this(..)` and `: base(..)`.</summary>
    private List<Frame> ConstructorsFrom(IMethodSymbol constructor, Frame frame, INamedTypeSymbol self, IOperation use, CancellationToken cancellationToken)
    {
        var frames = new List<Frame> { frame };
        while (Frame.MayGoDeeper(frame) && CallOfNext(constructor, use, cancellationToken) is { TargetMethod: { } next } call)
        {
            frame = new Frame(next, call.Arguments, frame, call.Instance) { CallerSelf = self };
            frames.Add(frame);
            constructor = next;
        }

        return frames;
    }

    private IInvocationOperation? CallOfNext(IMethodSymbol constructor, IOperation use, CancellationToken cancellationToken)
    {
        foreach (var declaration in constructor.OriginalDefinition.DeclaringSyntaxReferences)
        {
            SyntaxNode? call = null;
            switch (declaration.GetSyntax(cancellationToken))
            {
                case ConstructorDeclarationSyntax { Initializer: { } initializer }:
                    call = initializer;
                    break;
                case TypeDeclarationSyntax { BaseList.Types: { Count: > 0 } types } when types[0] is PrimaryConstructorBaseTypeSyntax primary:
                    call = primary;
                    break;
            }

            if (call is not null && _models.Of(call.SyntaxTree, use.SemanticModel)?.GetOperation(call, cancellationToken) is { } operation)
            {
                return operation as IInvocationOperation ?? (operation as IExpressionStatementOperation)?.Operation as IInvocationOperation;
            }
        }

        return null;
    }
}
