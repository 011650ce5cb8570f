using System.Collections.Generic;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <summary>What is written to each local and parameter of one body, read in one pass over it when one of them first reaches a path.</summary>
internal sealed class LocalWrites
{
    private readonly Dictionary<ISymbol, List<LocalWrite>> _writes = new(SymbolEqualityComparer.Default);

    // Few bodies have any of these.
    private Dictionary<ISymbol, List<IOperation>>? _additions;
    private Dictionary<ISymbol, int>? _tested;
    private HashSet<ISymbol>? _scattered;
    private Dictionary<ISymbol, List<IOperation>>? _typeTests;

    // The lambda or local function that the operation being read stands in.
    private IOperation? _function;

    private LocalWrites()
    {
    }

    /// <summary>Whether the body has labels, which code may jump to from anywhere.</summary>
    public bool HasLabels { get; private set; }

    /// <summary>The writes to a variable, in the order of the source; none for a local that gets its value elsewhere (a catch clause), or a parameter that keeps what it is given.</summary>
    public List<LocalWrite>? To(ISymbol local) => _writes.TryGetValue(local, out var writes) ? writes : null;

    /// <summary>Whether the code above the place asks whether the variable is null.</summary>
    public bool IsTestedBefore(ISymbol variable, SyntaxNode place) => _tested is not null && _tested.TryGetValue(variable, out var position) && position < place.SpanStart;

    /// <summary>Where the code asks for the variable's type.</summary>
    public List<IOperation>? TypeTestsOf(ISymbol variable) => _typeTests is not null && _typeTests.TryGetValue(variable, out var tests) ? tests : null;

    /// <summary>Whether a lambda or local function writes the variable as well as the code around it: then the order of writes shows nothing.</summary>
    public bool IsWrittenInSeveralFunctions(ISymbol local) => _scattered?.Contains(local) == true;

    /// <summary>Reads a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="pending">An empty stack to work with.</param>
    public static LocalWrites Read(IOperation body, Stack<(IOperation Operation, OperationKind Kind, IOperation? Function)> pending)
    {
        var writes = new LocalWrites();
        writes.ReadBody(body, pending);
        return writes;
    }

    private void ReadBody(IOperation body, Stack<(IOperation Operation, OperationKind Kind, IOperation? Function)> pending)
    {
        // In the order of the source, with the function around each operation at hand: looking it up from each write would cost the depth of the body.
        pending.Push((body, body.Kind, null));
        while (pending.Count != 0)
        {
            var (operation, kind, function) = pending.Pop();
            _function = function;
            Read(operation, kind);
            var inner = kind is OperationKind.AnonymousFunction or OperationKind.LocalFunction ? operation : function;
            foreach (var child in operation.ChildOperations.Reverse())
            {
                // Half of a body are leaves that write nothing.
                var childKind = child.Kind;
                if (childKind is not (OperationKind.LocalReference or OperationKind.ParameterReference or OperationKind.Literal or OperationKind.InstanceReference or OperationKind.DefaultValue or OperationKind.TypeOf or OperationKind.NameOf))
                {
                    pending.Push((child, childKind, inner));
                }
            }
        }
    }

    private void Read(IOperation operation, OperationKind kind)
    {
        if (kind is OperationKind.Binary or OperationKind.IsPattern or OperationKind.CoalesceAssignment or OperationKind.Invocation
            && NullTests.VariableTestedBy(operation) is { } tested
            && !(_tested ??= new Dictionary<ISymbol, int>(SymbolEqualityComparer.Default)).ContainsKey(tested))
        {
            _tested.Add(tested, operation.Syntax.SpanStart);
        }

        if (kind is OperationKind.IsType or OperationKind.IsPattern && TypeTests.VariableTestedBy(operation) is { } asked)
        {
            _typeTests ??= new Dictionary<ISymbol, List<IOperation>>(SymbolEqualityComparer.Default);
            if (!_typeTests.TryGetValue(asked, out var tests))
            {
                _typeTests.Add(asked, tests = new List<IOperation>(1));
            }

            tests.Add(operation);
        }

        // By kind: to ask each operation of a body for a dozen interfaces would take several times as long.
        switch (kind)
        {
            case OperationKind.VariableDeclarator when operation is IVariableDeclaratorOperation declarator:
                var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
                if (initializer is not null)
                {
                    // `ref var alias = ref other;` lets the other be written through the alias.
                    Add(declarator.Symbol, declarator.Symbol.IsRef ? null : initializer.Value, operation);
                    if (declarator.Symbol.IsRef)
                    {
                        Opaque(initializer.Value, operation);
                    }
                }

                break;
            case OperationKind.SimpleAssignment when operation is ISimpleAssignmentOperation assignment:
                ReadAssignment(assignment);
                break;
            case OperationKind.CoalesceAssignment when operation is ICoalesceAssignmentOperation assignment && Variables.Of(assignment.Target) is { } target:
                Add(target, assignment.Value, operation);
                break;
            case OperationKind.CompoundAssignment when operation is ICompoundAssignmentOperation assignment && Variables.Of(assignment.Target) is { } target:
                Add(target, null, operation);
                break;
            case OperationKind.DeconstructionAssignment when operation is IDeconstructionAssignmentOperation deconstruction:
                Deconstruct(deconstruction);
                break;
            case OperationKind.Loop when operation is IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation variable } loop:
                Add(variable.Symbol, new LocalWrite(loop.Collection, operation, LocalWrite.OfAnyElement, _function));
                break;
            case OperationKind.Loop when operation is IForEachLoopOperation { LoopControlVariable: { } target } loop && TupleOf(target) is { } variables:
                // `foreach (var (name, context) in rows)`
                for (var i = 0; i < variables.Elements.Length; i++)
                {
                    if (Variables.Of(Declared(variables.Elements[i])) is { } element)
                    {
                        // What is read of a dictionary is its values; of a pair nothing else is followed.
                        var ofPair = Unconverted(loop.Collection).Type is { } rows && LooseTypes.Contains(rows);
                        Add(element, ofPair && i == 0
                            ? new LocalWrite(null, operation, LocalWrite.OfWhole, _function)
                            : new LocalWrite(loop.Collection, operation, LocalWrite.OfAnyElement, _function, ofPair ? -1 : i));
                    }
                }

                break;
            case OperationKind.Invocation when operation is IInvocationOperation { Instance: ILocalReferenceOperation collection } invocation && IsAddition(invocation):
                // A row of several columns is kept whole: `cases.Add("a", context)`.
                Grow(collection.Local, IsRow(invocation) ? invocation : invocation.Arguments[invocation.Arguments.Length - 1].Value);
                break;
            case OperationKind.Argument when operation is IArgumentOperation { Parameter.RefKind: RefKind.Out, Parent: IInvocationOperation { Instance: { } collection } taken } argument
                && IsTaking(taken) && Variables.Of(Declared(argument.Value)) is { } variable:
                Add(variable, new LocalWrite(collection, operation, LocalWrite.OfAnyElement, _function));
                break;
            case OperationKind.Argument when operation is IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument:
                Opaque(argument.Value, operation);
                break;
            case OperationKind.DeclarationPattern when operation is IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol declared } pattern:
                Add(declared, Tested(pattern), operation);
                break;
            case OperationKind.RecursivePattern when operation is IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol declared } pattern:
                // `given is { UserId: "u" } context`
                Add(declared, Tested(pattern), operation);
                break;
            case OperationKind.Labeled:
                HasLabels = true;
                break;
            case OperationKind.AddressOf when operation is IAddressOfOperation address:
                Opaque(address.Reference, operation);
                break;
        }
    }

    private void ReadAssignment(ISimpleAssignmentOperation assignment)
    {
        switch (assignment.Target)
        {
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: ILocalReferenceOperation collection }:
                Grow(collection.Local, assignment.Value);
                break;
            case IArrayElementReferenceOperation { ArrayReference: ILocalReferenceOperation collection }:
                Grow(collection.Local, assignment.Value);
                break;
            case var written when Variables.Of(written) is { } target:
                Add(target, assignment.IsRef ? null : assignment.Value, assignment);
                break;
        }
    }

    /// <summary>What is put into the collection that the local holds.</summary>
    public List<IOperation>? Into(ISymbol local) => _additions is not null && _additions.TryGetValue(local, out var additions) ? additions : null;

    private static bool IsAddition(IInvocationOperation invocation) =>
        invocation is { TargetMethod.Name: "Add" or "TryAdd" or "Insert" or "Push" or "Enqueue" or "AddLast" or "AddFirst", Arguments.Length: > 0 };

    /// <summary>`byName.TryGetValue("u", out var context)`: the value is an element of the collection, or the branch that has none is another.</summary>
    private static bool IsTaking(IInvocationOperation invocation) =>
        invocation.TargetMethod.Name is "TryGetValue" or "TryPeek" or "TryPop" or "TryDequeue" or "TryTake" or "TryRemove"
        && Symbols.PlatformAssemblies.Contains(invocation.TargetMethod.ContainingAssembly);

    /// <summary>Whether the call adds a row to test data.</summary>
    public static bool IsRow(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "Add", ContainingType.Name: "TheoryData" }, Arguments.Length: > 1 };

    private void Grow(ISymbol local, IOperation value)
    {
        _additions ??= new Dictionary<ISymbol, List<IOperation>>(SymbolEqualityComparer.Default);
        if (!_additions.TryGetValue(local, out var additions))
        {
            _additions.Add(local, additions = []);
        }

        additions.Add(value);
    }

    /// <summary>`var (first, second) = pair;` writes an element to each; a nested target is not looked into.</summary>
    private void Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        if (TupleOf(deconstruction.Target) is not { } tuple)
        {
            return;
        }

        for (var i = 0; i < tuple.Elements.Length; i++)
        {
            var element = tuple.Elements[i] is IDeclarationExpressionOperation declared ? declared.Expression : tuple.Elements[i];
            if (Variables.Of(element) is { } variable)
            {
                Add(variable, new LocalWrite(deconstruction.Value, deconstruction, i, _function));
            }
            else
            {
                foreach (var part in element.DescendantsAndSelf())
                {
                    Opaque(part, deconstruction);
                }
            }
        }
    }

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    private static ITupleOperation? TupleOf(IOperation target) => Declared(target) as ITupleOperation;

    private void Opaque(IOperation target, IOperation write)
    {
        if (Variables.Of(Declared(target)) is { } variable)
        {
            Add(variable, null, write);
        }
    }

    private static IOperation Declared(IOperation target) => target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;

    /// <summary>The value that a type pattern tests as a whole: of `x is T t`, `x is not T t`, `case T t:` and `T t => ..`; null for a part of one.</summary>
    private static IOperation? Tested(IPatternOperation pattern)
    {
        var around = pattern.Parent;
        while (around is INegatedPatternOperation or IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And })
        {
            around = around.Parent;
        }

        return around switch
        {
            IIsPatternOperation test => test.Value,
            IPatternCaseClauseOperation { Parent: ISwitchCaseOperation { Parent: ISwitchOperation selection } } => selection.Value,
            ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation selection } => selection.Value,
            _ => null,
        };
    }

    private void Add(ISymbol local, IOperation? value, IOperation write) => Add(local, new LocalWrite(value, write, LocalWrite.OfWhole, _function));

    private void Add(ISymbol local, LocalWrite write)
    {
        if (!_writes.TryGetValue(local, out var writes))
        {
            // Nearly every variable is written once.
            _writes.Add(local, writes = new List<LocalWrite>(1));
        }
        else if (!ReferenceEquals(writes[0].Function, write.Function))
        {
            (_scattered ??= new HashSet<ISymbol>(SymbolEqualityComparer.Default)).Add(local);
        }

        writes.Add(write);
    }
}

/// <summary>One write to a variable: what is written, or null where that cannot be told.</summary>
internal readonly struct LocalWrite(IOperation? value, IOperation operation, int part, IOperation? function, int ofElement = -1)
{
    /// <summary>The value itself is written.</summary>
    public const int OfWhole = -1;

    /// <summary>One element of the value is written after the other: a loop.</summary>
    public const int OfAnyElement = -2;

    public IOperation? Value { get; } = value;

    public IOperation Operation { get; } = operation;

    /// <summary>The lambda or local function in which it is written; null for the body itself.</summary>
    public IOperation? Function { get; } = function;

    /// <summary>Where a reader looks for the write: of a loop, what it loops over.</summary>
    public SyntaxNode Place => part == OfAnyElement && Value is not null ? Value.Syntax : Operation.Syntax;

    /// <summary>The part of the value that the local gets, where the local's own part is meant.</summary>
    public Part? Select(Part? rest) => part switch
    {
        OfWhole => rest,
        OfAnyElement => Part.Element(ofElement < 0 ? rest : Part.TupleElement(ofElement, rest)),
        _ => Part.TupleElement(part, rest),
    };
}
