using System.Collections.Generic;
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

    private sealed class Reader(HelperBody body, IOperation root, HandingOn handing, CancellationToken cancellationToken) : HelperReader(root, handing, cancellationToken)
    {
        private readonly NullPassage _nulls = new(root, cancellationToken);
        private readonly List<Pending> _found = [];

        protected override bool IsDone => body.Steps >= Limits.StepsPerHelper;

        public void Read()
        {
            ReadAll();
            foreach (var forwards in body._forwards)
            {
                _nulls.Settle(forwards.Key, forwards.Value);
            }
        }

        protected override void Add(IOperation call, IOperation value, PathEntry? path, FunctionParameter? helper = null, bool ofElements = false, bool intoElements = false)
        {
            if (helper is { } further && !Handing.MayReachPath(further.Function, call.SemanticModel, CancellationToken))
            {
                return;
            }

            _found.Clear();
            body.Steps += Handing.Origins.FindParameters(value, ofElements, _found, CancellationToken);
            foreach (var found in _found)
            {
                // `pair.Item2`, `values["context"]`: which part of what the caller gives that is, nobody follows.
                if (found.Operation is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter }
                    && (found.Part is null || (found.Part is { IsElement: true, Rest: null } && ExecutionPaths.ElementType(parameter.Type) is not null))
                    && FunctionParameter.Of(method, parameter.Ordinal, CancellationToken) is { } key
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
            SetUpScopes.Contain(call, Handing.Doubles) || ExpectedFailures.Contain(call, method) || (Handing.SeesAllowances && SiteAllowances.Cover(call, method));
    }
}
