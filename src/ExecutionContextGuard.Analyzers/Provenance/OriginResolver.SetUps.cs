using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ExecutionContextGuard.Doubles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <content>What a member of an object was made to give, by a set-up of a mocking library or a write from outside.</content>
internal sealed partial class OriginResolver
{
    private readonly MemberSetUps _setUps = new(doubles);
    private readonly ConditionalWeakTable<SyntaxNode, SetUpIndex> _indexes = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, TypeSetUps> _typeSetUps = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// Goes on to what the part is set up to give, where the variable holds the object. False when nothing is set up: then the
    /// object itself is looked for.
    /// </summary>
    /// <param name="variable">A local, parameter, field or property.</param>
    /// <param name="reference">Where the walk meets it.</param>
    /// <param name="walk">The walk; its part is a member.</param>
    /// <param name="goesOn">Whether there is a way to go.</param>
    private bool FollowSetUps(ISymbol variable, IOperation reference, ref Walk walk, out bool goesOn)
    {
        goesOn = false;
        if (walk.Current.Part is not { Member: not null } part)
        {
            return false;
        }

        var found = new FoundSetUps();
        if (UnitOf(reference.Syntax) is { } unit)
        {
            AddFromUnit(variable, reference, unit, part.Read.Operation.Syntax, part, walk.Current, found, helpersToo: true, ref walk);
            if (!found.IsSettled && variable is IFieldSymbol or IPropertySymbol)
            {
                AddFromType(variable, reference, unit, part, found, ref walk);
            }
        }

        if (found.GivesDoubles)
        {
            walk.GoTo(walk.Current.PartOf(part.WithDoubles()));
        }

        goesOn = found.Any && walk.GoToAll(found.Ways);
        return found.Any;
    }

    /// <summary>A method, constructor, property or field; of top-level statements the whole file.</summary>
    private static SyntaxNode? UnitOf(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is GlobalStatementSyntax statement ? statement.Parent : node.FirstAncestorOrSelf<MemberDeclarationSyntax>();

    /// <summary>What runs before a test runs: its set-up methods, then the constructor, of the most derived class first; and helpers that the test calls.</summary>
    private void AddFromType(ISymbol variable, IOperation reference, SyntaxNode unit, Part part, FoundSetUps found, ref Walk walk)
    {
        var user = reference is IMemberReferenceOperation { Instance: not (null or IInstanceReferenceOperation) and { Type: INamedTypeSymbol held } }
            ? held
            : SelfAt(reference, walk);
        var calls = SetUpIndex.Of(unit, _indexes);
        for (var type = user?.OriginalDefinition; type is { DeclaringSyntaxReferences.IsEmpty: false }; type = type.BaseType?.OriginalDefinition)
        {
            if (!_typeSetUps.TryGetValue(type, out var inType))
            {
                inType = _typeSetUps.GetOrAdd(type, new TypeSetUps(type, _indexes, walk.CancellationToken));
            }

            AddFromPhase(WritePhase.Helper, inType, ref walk);
            AddFromPhase(WritePhase.SetUp, inType, ref walk);
            AddFromPhase(WritePhase.Constructor, inType, ref walk);
            if (found.IsSettled)
            {
                return;
            }
        }

        void AddFromPhase(WritePhase phase, TypeSetUps inType, ref Walk walk)
        {
            if (found.IsSettled || inType.About(variable.Name, phase) is not { } units)
            {
                return;
            }

            foreach (var other in units)
            {
                // A helper that this test does not call has not run.
                if (other != unit && (phase != WritePhase.Helper || (other is MethodDeclarationSyntax { Identifier.ValueText: var name } && calls.Calls(name))))
                {
                    AddFromUnit(variable, reference, other, null, part, walk.Current.In(null, user), found, helpersToo: false, ref walk);
                }
            }
        }
    }

    /// <summary>Reads what one member says about the variable, from the last expression to the first, until one certainly stands.</summary>
    private void AddFromUnit(ISymbol variable, IOperation reference, SyntaxNode unit, SyntaxNode? read, Part part, Pending from, FoundSetUps found, bool helpersToo, ref Walk walk)
    {
        if (SetUpIndex.Of(unit, _indexes).About(variable.Name) is not { } expressions)
        {
            return;
        }

        if (read is not null && (!ReferenceEquals(read.SyntaxTree, unit.SyntaxTree) || !unit.Span.Contains(read.Span)))
        {
            // Read elsewhere, when all of this has run: `_accessor = mock.Object; mock.Setup(..)` in a constructor.
            read = null;
        }

        for (var i = expressions.Count - 1; i >= 0 && !found.IsSettled; i--)
        {
            var expression = expressions[i];
            if (read is not null && !SetUpOrder.CanRunBefore(expression, read))
            {
                continue;
            }

            if (found.Left-- == 0)
            {
                found.Any = found.IsSettled = true;
                return;
            }

            if (_models.Of(expression.SyntaxTree, reference.SemanticModel)?.GetOperation(expression, walk.CancellationToken) is not { } operation)
            {
                continue;
            }

            if (_setUps.TryRead(operation, out var setUp))
            {
                if (setUp.TryAnswer(variable, HolderOf(reference), part, doubles, out var rest, out var isCertain))
                {
                    found.Any = true;
                    found.IsSettled = isCertain && SetUpOrder.CertainlyRan(expression, read, unit);
                    foreach (var value in setUp.Values)
                    {
                        found.Ways.Add(from.At(value).PartOf(rest).NotMissing().Via(TrailStep.Stored, expression));
                    }
                }
                else
                {
                    found.GivesDoubles |= setUp.AsksForDoubles(variable) || setUp.GoesThrough(variable, part);
                }
            }
            else if (helpersToo && operation is IInvocationOperation call)
            {
                AddFromHelper(variable, call, part, from, found, ref walk);
            }
        }
    }

    /// <summary>`GivesReal(accessor);` or `accessor.GivesReal();`: what the helper does to its parameter.</summary>
    private void AddFromHelper(ISymbol variable, IInvocationOperation call, Part part, Pending from, FoundSetUps found, ref Walk walk)
    {
        var method = call.TargetMethod.OriginalDefinition;
        if (!Frame.MayGoDeeper(from.Frame))
        {
            return;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && IsVariable(argument.Value, variable))
            {
                if (method is { IsStatic: true, ContainingType: { } container }
                    && !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly)
                    && !Symbols.NeutralLibraries.Contains(container)
                    && !Symbols.PlatformAssemblies.Contains(method.ContainingAssembly))
                {
                    // `accessor.GivesReal();` of a library of test helpers: whatever it does, it may be a set-up.
                    found.Any = found.IsSettled = true;
                    return;
                }

                foreach (var declaration in method.DeclaringSyntaxReferences)
                {
                    AddFromUnit(
                        method.Parameters[parameter.Ordinal],
                        call,
                        declaration.GetSyntax(walk.CancellationToken),
                        null,
                        part,
                        from.In(new Frame(call.TargetMethod, call.Arguments, from.Frame) { CallerSelf = from.Self }, null),
                        found,
                        helpersToo: true,
                        ref walk);
                }
            }
        }
    }

    /// <summary>The object itself or its wrapper: `accessor`, `mock.Object`.</summary>
    private bool IsVariable(IOperation value, ISymbol variable)
    {
        value = SetUpChains.Unwrap(value);
        if (value is IPropertyReferenceOperation { Instance: { } wrapper } property && doubles.IsUnwrapping(property, out _, out _))
        {
            value = SetUpChains.Unwrap(wrapper);
        }

        return SymbolEqualityComparer.Default.Equals(VariableOf(value), variable);
    }

    /// <summary>The variable through which a member is reached: `fixture` of `fixture.Accessor`.</summary>
    private static ISymbol? HolderOf(IOperation reference) =>
        reference is IMemberReferenceOperation { Instance: { } instance } ? VariableOf(SetUpChains.Unwrap(instance)) : null;

    private static ISymbol? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation member => member.Member,
        _ => null,
    };
}
