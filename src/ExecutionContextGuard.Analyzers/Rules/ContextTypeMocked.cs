using System.Collections.Immutable;
using System.Threading;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Provenance;
using ExecutionContextGuard.Reporting;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG1010: a mocking library's double of a guarded type is created, whether or not it is seen to reach a path.</summary>
internal static class ContextTypeMocked
{
    public static void Analyze(OperationAnalysisContext context, GuardedCompilation compilation)
    {
        var operation = context.Operation;
        if (!compilation.Doubles.IsCreation(operation, out var creation)
            || creation.IsUnwrapping
            || GuardedAmong(creation, compilation.Guarded) is not { } type
            || IsHandedToPath(operation, compilation, context.Operation.Syntax.SyntaxTree, context.CancellationToken)
            || IsReportedFurtherOut(operation, compilation, context.CancellationToken)
            || (compilation.Guarded.SeesAllowances && SiteAllowances.Cover(operation, context.ContainingSymbol))
            || ExpectedFailures.Contain(operation, context.ContainingSymbol)
            || (creation.Library is ListedLibrary && AutoMockingContainers.HasHandedOutBefore(operation, context.ContainingSymbol)))
        {
            return;
        }

        var location = operation.Syntax.GetLocation();
        var bag = ContextFinding.Begin(FindingKind.Mock, creation.Library.Name, compilation.Texts.DeclarationIdOf(type), location, location, ImmutableArray<Location>.Empty, "");
        if ((compilation.Reals.Of(type) is null ? KnownRefusals.NoRealType : compilation.Refusals.Of(operation, creation.Library)) is { } declined)
        {
            bag.Add(ContextFinding.DeclinedKey, declined);
        }

        FindingSites.AddTo(bag, context.ContainingSymbol, operation, type, compilation.Texts);
        compilation.Reports.Report(context, Diagnostic.Create(
            Descriptors.ContextTypeMocked, location, bag.ToImmutable(), compilation.Texts.NameOf(type), creation.Library.Name, compilation.RealName(type)));
    }

    /// <summary>`Substitute.For&lt;IClock, IUserExecutionContext&gt;()` doubles several types at once.</summary>
    private static ITypeSymbol? GuardedAmong(in DoubleCreation creation, GuardedTypes guarded)
    {
        if (guarded.IsGuarded(creation.Type))
        {
            return creation.Type;
        }

        if (creation.Operation is IInvocationOperation invocation)
        {
            foreach (var type in invocation.TargetMethod.TypeArguments)
            {
                if (guarded.IsGuarded(type))
                {
                    return type;
                }
            }
        }

        return null;
    }

    /// <summary>A double that is made inside the argument of a path is reported there, and once.</summary>
    private static bool IsHandedToPath(IOperation creation, GuardedCompilation compilation, SyntaxTree tree, CancellationToken cancellationToken)
    {
        for (var current = creation; current.Parent is { } parent; current = parent)
        {
            switch (parent)
            {
                case IConversionOperation or IConditionalOperation or ICoalesceOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation or IAwaitOperation:
                case IArrayInitializerOperation or IArrayCreationOperation:
                case var collection when CollectionExpressions.IsOne(collection):
                case IPropertyReferenceOperation property when compilation.Doubles.IsUnwrapping(property, out _, out _):
                case IInvocationOperation unwrapping when compilation.Doubles.IsCreation(unwrapping, out var taken) && taken.IsUnwrapping:
                case IArgumentOperation { Parent: IInvocationOperation completed } when OriginResolver.IsCompletedTask(completed):
                case IInvocationOperation awaited when OriginResolver.IsCompletedTask(awaited):
                    continue;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation } kept when kept.Parent is IArgumentOperation or IConversionOperation:
                    // `core.Run(context = Mock.Of<T>())`: kept on the way into the argument.
                    continue;
                case IReturnOperation or IBlockOperation or IAnonymousFunctionOperation or IDelegateCreationOperation:
                    // `services.AddScoped(_ => Mock.Of<IUserExecutionContext>())`: made when the container asks.
                    continue;
                case IInvalidOperation:
                    // Half-typed: `core.Exec(Mock.Of<IUserExecutionContext>())` will be a path in a moment.
                    return true;
                case IArgumentOperation { Parameter: { } parameter, Parent: { } call } argument:
                    return PathArguments.IsPath(call, parameter, compilation, tree) || HandedOnArguments.ReachesPath(argument, compilation, cancellationToken);
                case IBinaryOperation or IUnaryOperation or ICompoundAssignmentOperation:
                    return PathOperands.IsPath(parent, current, compilation);
                case ICoalesceAssignmentOperation { Target: IMemberReferenceOperation target } assignment when ReferenceEquals(assignment.Value, current):
                    return PathArguments.IsPath(compilation.Paths.Of(target), ordinal: 0, compilation, tree);
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment when ReferenceEquals(assignment.Value, current):
                    return PathArguments.IsPath(compilation.Paths.Of(target), ordinal: 0, compilation, tree);
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>`core.Run(Checked(Mock.Of&lt;T&gt;()))`: where the argument around it is found to be this double, it is reported there, and once.</summary>
    private static bool IsReportedFurtherOut(IOperation creation, GuardedCompilation compilation, CancellationToken cancellationToken)
    {
        for (var current = creation; current.Parent is { } parent; current = parent)
        {
            IOperation? given = parent switch
            {
                IArgumentOperation { Parameter: { } parameter, Parent: { } call } argument
                    when PathArguments.IsPath(call, parameter, compilation, creation.Syntax.SyntaxTree) => argument.Value,
                IDeconstructionAssignmentOperation deconstruction when ReferenceEquals(deconstruction.Value, current) => deconstruction,
                _ => null,
            };
            if (given is IDeconstructionAssignmentOperation { Target: ITupleOperation { Elements: var targets } } assigned)
            {
                for (var i = 0; i < targets.Length; i++)
                {
                    if (targets[i] is IMemberReferenceOperation target
                        && PathArguments.IsPath(compilation.Paths.Of(target), ordinal: 0, compilation, creation.Syntax.SyntaxTree)
                        && IsIt(compilation.Origins.ResolveTupleElement(assigned.Value, i, cancellationToken)))
                    {
                        return true;
                    }
                }
            }
            else if (given is not null && IsIt(compilation.Origins.Resolve(given, cancellationToken)))
            {
                return true;
            }
        }

        return false;

        bool IsIt(in Origin origin) => origin is { Kind: OriginKind.Mock, Creation.Syntax: { } made } && ReferenceEquals(made, creation.Syntax);
    }
}
