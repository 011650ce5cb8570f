using System.Collections.Immutable;
using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Provenance;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Rules;

/// <summary>Finds the values that enter execution paths and has them judged by the rules, most serious offence first.</summary>
internal static class PathArguments
{
    private static readonly ImmutableArray<PathRule> s_rules = ImmutableArray.Create<PathRule>(
        new MockedContext(), new BypassedConstruction(), new HandWrittenDouble(), new MissingContext(), new LooselyTypedContext());

    public static void AnalyzeInvocation(OperationAnalysisContext context, GuardedCompilation compilation)
    {
        var invocation = (IInvocationOperation)context.Operation;
        Analyze(context, compilation, invocation.TargetMethod, invocation.Arguments);
    }

    public static void AnalyzeCreation(OperationAnalysisContext context, GuardedCompilation compilation)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (creation.Constructor is { } constructor)
        {
            Analyze(context, compilation, constructor, creation.Arguments);
        }
    }

    public static void AnalyzeAssignment(OperationAnalysisContext context, GuardedCompilation compilation)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is not IMemberReferenceOperation target
            || !compilation.Paths.IsPath(target)
            || compilation.Options.MarkedOnly(assignment.Syntax.SyntaxTree))
        {
            return;
        }

        var origin = compilation.Origins.Resolve(assignment.Value, context.CancellationToken);
        Judge(context, compilation, new PathArgument(
            assignment, assignment.Value, PathArgument.Written(assignment.Value.Syntax), target.Member, target.Type!, isTyped: true, isMarked: false, isLeftOut: false, origin));
    }

    /// <summary>Whether the parameter is a path in this file.</summary>
    public static bool IsPath(IOperation call, IParameterSymbol parameter, GuardedCompilation compilation, SyntaxTree tree)
    {
        var method = call switch
        {
            IInvocationOperation invocation => invocation.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            _ => null,
        };
        if (method is null)
        {
            return false;
        }

        var paths = compilation.Paths.Of(method);
        return paths.IsMarked(parameter.Ordinal) || (paths.IsTyped(parameter.Ordinal) && !compilation.Options.MarkedOnly(tree));
    }

    private static void Analyze(OperationAnalysisContext context, GuardedCompilation compilation, IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments)
    {
        if (arguments.IsEmpty)
        {
            return;
        }

        var paths = compilation.Paths.Of(method);
        if (paths.IsEmpty)
        {
            return;
        }

        var markedOnly = compilation.Options.MarkedOnly(context.Operation.Syntax.SyntaxTree);
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { } parameter)
            {
                continue;
            }

            var isMarked = paths.IsMarked(parameter.Ordinal);
            var isTyped = paths.IsTyped(parameter.Ordinal);
            if (!isMarked && (!isTyped || markedOnly))
            {
                continue;
            }

            var isLeftOut = argument.ArgumentKind == ArgumentKind.DefaultValue;
            var origin = compilation.Origins.Resolve(argument.Value, context.CancellationToken);
            var syntax = isLeftOut ? context.Operation.Syntax : PathArgument.Written(argument.Value.Syntax);
            Judge(context, compilation, new PathArgument(
                context.Operation, argument.Value, syntax, method, parameter.Type, isTyped, isMarked, isLeftOut, origin));
        }
    }

    private static void Judge(OperationAnalysisContext context, GuardedCompilation compilation, in PathArgument argument)
    {
        if (argument.Origin.Kind is OriginKind.Unknown or OriginKind.Real)
        {
            return;
        }

        foreach (var rule in s_rules)
        {
            if (rule.Judge(argument, compilation) is { } finding)
            {
                // The scopes that spare a finding are looked for last: most code has no finding to spare.
                if (!SetUpScopes.Contain(argument.Call)
                    && !ExpectedFailures.Contain(argument.Call)
                    && !SiteAllowances.Cover(argument.Call, context.ContainingSymbol))
                {
                    context.ReportDiagnostic(finding);
                }

                return;
            }
        }
    }
}
