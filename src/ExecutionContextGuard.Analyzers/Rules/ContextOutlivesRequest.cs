using System.Collections.Immutable;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Reporting;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG3004: a static member or a singleton registration holds a context for every request that follows.</summary>
internal static class ContextOutlivesRequest
{
    public static void AnalyzeMember(SymbolAnalysisContext context, GuardedCompilation compilation)
    {
        var member = context.Symbol;
        // `static Ctx Current => s_current.Value` and `static Ctx New => new(..)` keep nothing; what they read is judged where it is declared.
        if (!member.IsStatic || member.IsImplicitlyDeclared || (member is IPropertySymbol property && !AutoProperties.Contains(property)) || IsNobody(member, compilation.Guarded))
        {
            return;
        }

        var type = member switch
        {
            IFieldSymbol { IsConst: false } field => field.Type,
            IPropertySymbol auto => auto.Type,
            _ => null,
        };
        if (type is not null && HeldContexts.In(type, compilation.Guarded) is { } held && !IsEmptyForGood(member, type, compilation) && !SiteAllowances.Cover(member))
        {
            compilation.Reports.Report(
                context, Descriptors.ContextOutlivesRequest, member.Locations[0], member, held,
                PathNames.Of(member), PathNames.Of(held.WithNullableAnnotation(NullableAnnotation.None)));
        }
    }

    /// <summary>`class NoContext : IUserExecutionContext { public static IUserExecutionContext Instance { get; } = new NoContext(); .. }`: where its type has no state, nobody's identity is kept.</summary>
    private static bool IsNobody(ISymbol member, GuardedTypes guarded)
    {
        if (member is not (IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null }) || member.ContainingType is not { } container || !guarded.IsGuarded(container))
        {
            return false;
        }

        for (var type = container; type is not null && type.SpecialType == SpecialType.None; type = type.BaseType)
        {
            foreach (var state in type.GetMembers())
            {
                if (state is IFieldSymbol { IsStatic: false })
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>`static readonly IReadOnlyDictionary&lt;Guid, Ctx&gt; s_none = new Dictionary&lt;Guid, Ctx&gt;();` holds nobody's, ever.</summary>
    private static bool IsEmptyForGood(ISymbol member, ITypeSymbol type, GuardedCompilation compilation) =>
        member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null }
        && EmptyCollections.IsClosed(type)
        && compilation.Identities.Tracer.Initial(member) is { } initial
        && EmptyCollections.Makes(initial);

    /// <summary>A call that can register something for the life of the process.</summary>
    public static void Analyze(OperationAnalysisContext context, GuardedCompilation compilation)
    {
        switch (context.Operation)
        {
            case IInvocationOperation invocation when SingletonRegistrations.Registered(invocation, compilation.Guarded) is { } held:
                Report(context, compilation, invocation.TargetMethod, held, NameOf(invocation.Syntax));
                break;
            case IObjectCreationOperation { Constructor: { } constructor } creation when SingletonRegistrations.Registered(creation, compilation.Guarded) is { } held:
                Report(context, compilation, constructor, held, creation.Syntax is ObjectCreationExpressionSyntax { Type: var type } ? type : creation.Syntax);
                break;
        }
    }

    private static void Report(OperationAnalysisContext context, GuardedCompilation compilation, IMethodSymbol method, ITypeSymbol held, SyntaxNode place)
    {
        if (!OwnContainers.Take(context.Operation) && !SiteAllowances.Cover(context.Operation, context.ContainingSymbol))
        {
            var bag = FindingSites.AddTo(ImmutableDictionary<string, string?>.Empty, context.Operation, held);
            compilation.Reports.Report(context, Diagnostic.Create(
                Descriptors.ContextOutlivesRequest, place.GetLocation(), bag, PathNames.Of(method), PathNames.Of(held.WithNullableAnnotation(NullableAnnotation.None))));
        }
    }

    /// <summary>The name of the method with its type arguments: the argument has a place of its own, where it is judged as a path.</summary>
    private static SyntaxNode NameOf(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } => name,
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name: var name } } => name,
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } => name,
        _ => call,
    };
}
