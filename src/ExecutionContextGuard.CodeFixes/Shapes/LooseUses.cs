using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Shapes;

/// <summary>Dictionaries, Expando objects, anonymous objects and named tuples: each key is a member, and reading one back is not understood.</summary>
internal sealed class LooseUses : IUseReader
{
    public static readonly LooseUses Instance = new();

    /// <summary>Whether the expression makes a thing with keys that could be IDs, whatever they are.</summary>
    public static bool IsKeyed(IOperation operation) => operation switch
    {
        IAnonymousObjectCreationOperation or ITupleOperation => true,
        IObjectCreationOperation { Type: { } type, Arguments.IsEmpty: true } => type.Name == "ExpandoObject" || IsDictionary(type),
        _ => false,
    };

    public bool TryRead(IOperation reference, [NotNullWhen(true)] out Given? given)
    {
        var whole = reference;
        while (whole.Parent is IConversionOperation { OperatorMethod: null } conversion && conversion.Syntax != whole.Syntax)
        {
            whole = conversion;
        }

        given = whole.Parent switch
        {
            // `context["user_id"] = id`
            IPropertyReferenceOperation { Arguments.Length: 1 } indexer when ReferenceEquals(indexer.Instance, whole) && IsWritten(indexer, out var assignment) =>
                new Given(SetUpKind.Assignment, assignment.Syntax, Key(indexer.Arguments[0].Value), assignment.Value),
            IDynamicMemberReferenceOperation { MemberName: { } member } dynamic when ReferenceEquals(dynamic.Instance, whole) && IsWritten(dynamic, out var assignment) =>
                new Given(SetUpKind.Assignment, assignment.Syntax, member, assignment.Value),
            IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: 2 } add when ReferenceEquals(add.Instance, whole) && add.Parent is IExpressionStatementOperation =>
                new Given(SetUpKind.Assignment, add.Syntax, Key(add.Arguments[0].Value), add.Arguments[1].Value),
            IMemberReferenceOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation or IInvocationOperation { Instance: not null } =>
                new Given(SetUpKind.Behaviour, whole.Parent.Syntax, null, Why: DeclineReason.Unmapped),
            _ => null,
        };
        return given is not null;
    }

    public bool TryReadCreation(Creation creation, List<Given> given, out DeclineReason why)
    {
        why = DeclineReason.Unmapped;
        switch (creation.Operation)
        {
            case IAnonymousObjectCreationOperation anonymous:
                foreach (var initializer in anonymous.Initializers)
                {
                    if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: { } name } } assignment)
                    {
                        given.Add(new Given(SetUpKind.Value, assignment.Value.Syntax, name, assignment.Value));
                    }
                }

                return true;
            case ITupleOperation { NaturalType: INamedTypeSymbol { TupleElements: var elements } } tuple:
                for (var i = 0; i < elements.Length; i++)
                {
                    given.Add(new Given(SetUpKind.Value, tuple.Elements[i].Syntax, elements[i].IsImplicitlyDeclared ? null : elements[i].Name, tuple.Elements[i]));
                }

                return true;
            case IObjectCreationOperation made when IsKeyed(made):
                foreach (var initializer in made.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
                {
                    given.Add(initializer switch
                    {
                        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.Length: 1 } indexer } assignment =>
                            new Given(SetUpKind.Value, assignment.Syntax, Key(indexer.Arguments[0].Value), assignment.Value),
                        IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: 2 } add =>
                            new Given(SetUpKind.Value, add.Syntax, Key(add.Arguments[0].Value), add.Arguments[1].Value),
                        _ => new Given(SetUpKind.Value, initializer.Syntax, null),
                    });
                }

                return true;
            default:
                return false;
        }
    }

    private static bool IsWritten(IOperation target, [NotNullWhen(true)] out IAssignmentOperation? assignment)
    {
        assignment = target.Parent as ISimpleAssignmentOperation;
        return assignment is not null && ReferenceEquals(assignment.Target, target);
    }

    private static string? Key(IOperation key) => SetUpChains.Unwrap(key).ConstantValue is { HasValue: true, Value: string text } ? text : null;

    private static bool IsDictionary(ITypeSymbol type) =>
        type.AllInterfaces.Any(static implemented => implemented is { Name: "IDictionary", ContainingNamespace: { Name: "Generic" or "Collections" } });
}
