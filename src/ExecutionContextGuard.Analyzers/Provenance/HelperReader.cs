using System.Collections.Immutable;
using System.Threading;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <summary>One pass over a body, along the same operations that the rules look at: each value that enters a path or another helper.</summary>
internal abstract class HelperReader(IOperation root, HandingOn handing, CancellationToken cancellationToken)
{
    protected HandingOn Handing => handing;

    protected CancellationToken CancellationToken => cancellationToken;

    /// <summary>Whether enough was read.</summary>
    protected abstract bool IsDone { get; }

    protected void ReadAll()
    {
        foreach (var operation in root.DescendantsAndSelf())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsDone)
            {
                break;
            }

            // By kind: to ask each operation of a body for five interfaces would take several times as long.
            if (operation.Kind is OperationKind.Invocation or OperationKind.ObjectCreation or OperationKind.PropertyReference or OperationKind.SimpleAssignment or OperationKind.DynamicInvocation)
            {
                Read(operation);
            }
        }
    }

    /// <summary>Called for each value that enters a path, or the parameter of a helper.</summary>
    protected abstract void Add(IOperation call, IOperation value, PathEntry? path, FunctionParameter? helper = null, bool ofElements = false, bool intoElements = false);

    private void Read(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation invocation:
                ReadArguments(invocation, invocation.TargetMethod, invocation.Arguments);
                break;
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                ReadArguments(creation, constructor, creation.Arguments);
                break;
            case IPropertyReferenceOperation { Arguments.IsEmpty: false } indexer
                when handing.Paths.MayHave(indexer.Property) && (indexer.Property.GetMethod ?? indexer.Property.SetMethod) is { } accessor:
                ReadArguments(indexer, accessor, indexer.Arguments);
                break;
            case ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment
                when handing.Paths.Of(target) is { IsEmpty: false } paths:
                Add(assignment, assignment.Value, new PathEntry(target.Member, PathEntry.TypeOf(target), paths, ordinal: 0));
                break;
            case IDynamicInvocationOperation invocation when DynamicTargets.Of(invocation) is { } method:
                ReadDynamicArguments(invocation, method);
                break;
        }
    }

    private void ReadArguments(IOperation call, IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments)
    {
        if (arguments.IsEmpty)
        {
            return;
        }

        var paths = handing.Paths.Of(method);
        if (paths.IsEmpty && !paths.AnyOpen)
        {
            return;
        }

        foreach (var argument in arguments)
        {
            if (argument is { Parameter: { } parameter, ArgumentKind: not ArgumentKind.DefaultValue })
            {
                ReadArgument(call, argument.Value, method, parameter, paths, argument.ArgumentKind == ArgumentKind.ParamArray);
            }
        }
    }

    private void ReadDynamicArguments(IDynamicInvocationOperation invocation, IMethodSymbol method)
    {
        var paths = handing.Paths.Of(method);
        for (var i = 0; i < invocation.Arguments.Length; i++)
        {
            var ordinal = DynamicTargets.Ordinal(method, invocation.GetArgumentName(i), i);
            ReadArgument(invocation, invocation.Arguments[i], method, method.Parameters[ordinal], paths, isParamArray: false);
        }
    }

    private void ReadArgument(IOperation call, IOperation value, IMethodSymbol method, IParameterSymbol parameter, in ParameterPaths paths, bool isParamArray)
    {
        var ordinal = parameter.Ordinal;
        PathEntry? path = null;
        FunctionParameter? helper = null;
        var takesMany = paths.TakesMany(ordinal);
        if (takesMany)
        {
            path = new PathEntry(PathEntry.NameOf(method), ExecutionPaths.ElementType(parameter.Type)!, paths, ordinal);
        }
        else if (paths.IsTyped(ordinal) || paths.IsMarked(ordinal))
        {
            path = new PathEntry(PathEntry.ReceiverOf(call, method), PathEntry.ContextTypeOf(parameter.Type), paths, ordinal);
        }
        else if (paths.IsOpen(ordinal) && handing.MayBeHandedOn(value))
        {
            helper = handing.Helper(call, method, parameter, cancellationToken);
        }

        if (path is null && helper is null)
        {
            return;
        }

        // `RunAll(first, second)`: each is handed on by itself.
        if ((takesMany || isParamArray) && value is IArrayCreationOperation { Initializer: { } written })
        {
            foreach (var element in written.ElementValues)
            {
                Add(call, element, path, helper, intoElements: !takesMany);
            }
        }
        else
        {
            Add(call, value, path, helper, ofElements: takesMany);
        }
    }
}
