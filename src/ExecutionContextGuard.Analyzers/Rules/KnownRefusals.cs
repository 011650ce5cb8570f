using System.Collections.Concurrent;
using System.Collections.Generic;
using ExecutionContextGuard.Doubles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Rules;

/// <summary>
/// Why the code fix will offer nothing, as far as the creation shows it, and the code around the local or private member that keeps the double.
/// The words are those of the rule pages. Only findings ask, and a member is read once, however many findings it has.
/// </summary>
internal sealed class KnownRefusals
{
    public const string NoRealType = "NoRealType";
    public const string Unmapped = "Unmapped";
    public const string Unsupported = "Unsupported";
    private const string Verified = "Verified";
    private const string Behaviour = "Behaviour";

    /// <summary>In <see cref="_members"/>: nothing that is done to the double speaks against a fix.</summary>
    private const string Plain = "";

    private readonly ConcurrentDictionary<ISymbol, string> _members = new(SymbolEqualityComparer.Default);

    /// <summary>The reason, or null where the fix has to look.</summary>
    public string? Of(IOperation creation, MockingLibrary? library)
    {
        if (library is null)
        {
            return null;
        }

        if (library.SetUps is UnreadableSetUps)
        {
            return Unsupported;
        }

        var around = KeptIn(creation) switch
        {
            ILocalSymbol local => OfLocal(local, creation, library.SetUps),
            { } member when IsReadHere(member) && creation.SemanticModel is { } model =>
                _members.TryGetValue(member, out var known) ? known : _members.GetOrAdd(member, OfMember(member, model, library.SetUps)),
            _ => Plain,
        };
        return around == Verified ? Verified
            : around == Behaviour || !library.SetUps.TryReadCreation(creation, new List<SetUp>()) ? Behaviour
            : null;
    }

    private static string OfLocal(ILocalSymbol local, IOperation creation, ISetUpReader reader)
    {
        var root = creation;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        var found = Plain;
        foreach (var operation in root.Descendants())
        {
            if (operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local))
            {
                found = Graver(found, reference, reader);
            }
        }

        return found;
    }

    private static string OfMember(ISymbol member, SemanticModel model, ISetUpReader reader)
    {
        var found = Plain;
        foreach (var node in member.ContainingType.DeclaringSyntaxReferences[0].GetSyntax().DescendantNodes())
        {
            if (node is IdentifierNameSyntax name
                && name.Identifier.ValueText == member.Name
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, member)
                && model.GetOperation(name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name) is { } reference)
            {
                found = Graver(found, reference, reader);
            }
        }

        return found;
    }

    /// <summary>What is done at the reference to the double, or to what its wrapper gives: <c>Mock.Get(mock.Object).Verify(..)</c>.</summary>
    private static string Graver(string found, IOperation reference, ISetUpReader reader)
    {
        if (!reader.TryRead(reference, out var setUp) && !(reference.Parent is IPropertyReferenceOperation property && reader.TryRead(property, out setUp)))
        {
            return found;
        }

        return setUp.Kind switch
        {
            SetUpKind.Verification => Verified,
            SetUpKind.Behaviour when found != Verified => Behaviour,
            _ => found,
        };
    }

    /// <summary>Whether every reference to the member stands in the one declaration of its type, which is in the file of the creation.</summary>
    private static bool IsReadHere(ISymbol member) =>
        member is { DeclaredAccessibility: Accessibility.Private, ContainingType.DeclaringSyntaxReferences.Length: 1 };

    /// <summary>The local, field or property that the creation, or what is taken out of it at once, is kept in.</summary>
    private static ISymbol? KeptIn(IOperation creation)
    {
        var value = creation;
        while (value.Parent is IConversionOperation or IPropertyReferenceOperation)
        {
            value = value.Parent;
        }

        return value.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { } local } } => local,
            IFieldInitializerOperation { InitializedFields.Length: 1 } field => field.InitializedFields[0],
            IPropertyInitializerOperation { InitializedProperties.Length: 1 } property => property.InitializedProperties[0],
            ISimpleAssignmentOperation assignment when ReferenceEquals(assignment.Value, value) => assignment.Target switch
            {
                ILocalReferenceOperation local => local.Local,
                IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member => member.Member,
                _ => null,
            },
            _ => null,
        };
    }
}
