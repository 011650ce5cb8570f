using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <summary>What the functions of one body hand on of their own parameters, to paths and to each other. A body is read once, for all of its functions.</summary>
internal sealed class HelperBody
{
    private readonly Dictionary<FunctionParameter, List<Forward>> _forwards = [];

    private HelperBody()
    {
    }

    /// <summary>The steps that the reading took.</summary>
    public int Steps { get; private set; }

    /// <summary>Where the parameter is handed on, in the order of the source.</summary>
    public List<Forward>? Of(FunctionParameter parameter) => _forwards.TryGetValue(parameter, out var forwards) ? forwards : null;

    public static HelperBody Read(IOperation root, HandingOn handing, CancellationToken cancellationToken)
    {
        var body = new HelperBody();
        new Reader(body, root, handing, cancellationToken).Read();
        return body;
    }

    /// <summary>One pass over the body, along the same operations that the rules look at.</summary>
    private sealed class Reader(HelperBody body, IOperation root, HandingOn handing, CancellationToken cancellationToken)
    {
        private readonly NullPassage _nulls = new(root, cancellationToken);
        private readonly List<Pending> _found = [];

        public void Read()
        {
            foreach (var operation in root.DescendantsAndSelf())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (body.Steps >= Limits.StepsPerHelper)
                {
                    break;
                }

                // By kind: to ask each operation of a body for five interfaces would take several times as long.
                if (operation.Kind is OperationKind.Invocation or OperationKind.ObjectCreation or OperationKind.PropertyReference or OperationKind.SimpleAssignment or OperationKind.DynamicInvocation)
                {
                    Read(operation);
                }
            }

            foreach (var forwards in body._forwards)
            {
                _nulls.Settle(forwards.Key, forwards.Value);
            }
        }

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
            else if (paths.IsOpen(ordinal))
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

        private void Add(IOperation call, IOperation value, PathEntry? path, FunctionParameter? helper = null, bool ofElements = false, bool intoElements = false)
        {
            _found.Clear();
            body.Steps += handing.Origins.FindParameters(value, ofElements, _found, cancellationToken);
            foreach (var found in _found)
            {
                // `pair.Item2`, `values["context"]`: which part of what the caller gives that is, nobody follows.
                if (found.Operation is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter }
                    && (found.Part is null || (found.Part is { IsElement: true, Rest: null } && ExecutionPaths.ElementType(parameter.Type) is not null))
                    && FunctionParameter.Of(method, parameter.Ordinal, cancellationToken) is { } key
                    && !IsSpared(call, method))
                {
                    if (!body._forwards.TryGetValue(key, out var forwards))
                    {
                        body._forwards.Add(key, forwards = []);
                    }

                    forwards.Add(new Forward(value.Syntax, found.Part is not null, found.Part is null && _nulls.IsPlain(call, value, key))
                    {
                        Path = path,
                        Helper = helper,
                        IntoElements = intoElements,
                        OnlyContexts = found.IsContext,
                    });
                }
            }
        }

        /// <summary>What is only described to a mocking library, meant to fail, or allowed on purpose hands nothing on for real.</summary>
        private bool IsSpared(IOperation call, IMethodSymbol method) =>
            SetUpScopes.Contain(call, handing.Doubles) || ExpectedFailures.Contain(call, method) || (handing.SeesAllowances && SiteAllowances.Cover(call, method));
    }
}
