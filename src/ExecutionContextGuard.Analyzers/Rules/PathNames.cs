using System.Globalization;
using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Rules;

/// <summary>How paths, types and places are called in messages: as people say them, not as the compiler writes them.</summary>
internal static class PathNames
{
    /// <summary><c>AgentExecutionCore.ExecuteAgentAsync</c>, <c>new Engine</c>, <c>AgentHandler</c> for a delegate, <c>Hub.Context</c>.</summary>
    public static string Of(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => "new " + constructor.ContainingType.Name,
        IMethodSymbol { MethodKind: MethodKind.DelegateInvoke } invoke => invoke.ContainingType.Name,
        IMethodSymbol { MethodKind: MethodKind.LocalFunction } function => function.Name,
        // `IServiceCollection.AddSingleton` is what people look for, not the static class it is declared in.
        IMethodSymbol { IsExtensionMethod: true, Parameters: { IsEmpty: false } parameters } extension when PlatformAssemblies.Contains(extension.ContainingAssembly) =>
            parameters[0].Type.Name + "." + extension.Name,
        IPropertySymbol { IsIndexer: true } indexer => indexer.ContainingType.Name + "[]",
        { ContainingType: { } type } => type.Name + "." + member.Name,
        _ => member.Name,
    };

    /// <summary>The path of an argument; of a set-up, the member that is set up.</summary>
    public static string Of(in PathArgument argument) =>
        argument is { Call: IInvocationOperation call, Member: IMethodSymbol { ContainingType: { } container } method }
        && ContextHandovers.IsSetUpResult(method, container)
        && SetUpScopes.MemberSetUp(call) is { } member
            ? Of(member)
            : Of(argument.Member);

    public static string Of(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>Names the member and line of a creation that stands in another member than the argument, where no squiggle shows it; else nothing.</summary>
    public static string CreatedElsewhere(in PathArgument argument)
    {
        if (argument.Origin.Creation?.Syntax is not { } creation)
        {
            return "";
        }

        var member = creation.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        if (member is null or GlobalStatementSyntax || member == argument.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>())
        {
            return "";
        }

        var line = creation.SyntaxTree.GetLineSpan(creation.Span).StartLinePosition.Line + 1;
        return string.Format(CultureInfo.InvariantCulture, ", created in '{0}' (line {1}),", NameOf(member), line);
    }

    private static string NameOf(MemberDeclarationSyntax member) => member switch
    {
        BaseFieldDeclarationSyntax { Declaration.Variables: { Count: > 0 } variables } => variables[0].Identifier.ValueText,
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        ConstructorDeclarationSyntax constructor => "new " + constructor.Identifier.ValueText,
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        _ => "another member",
    };
}
