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
        IMethodSymbol { AssociatedSymbol: IPropertySymbol { IsIndexer: true } indexed } => Of(indexed),
        IPropertySymbol { IsIndexer: true } indexer => indexer.ContainingType.Name + "[]",
        { ContainingType: { } type } => type.Name + "." + member.Name,
        _ => member.Name,
    };

    /// <summary>The path of an argument; of a set-up, the member that is set up; of a <c>Func</c> or <c>Action</c>, what holds it.</summary>
    public static string Of(in PathArgument argument)
    {
        if (argument is { Call: IInvocationOperation call, Member: IMethodSymbol { ContainingType: { } container } method })
        {
            if (ContextHandovers.IsSetUpResult(method, container))
            {
                // `A.CallTo(fake).WithReturnType<IContext>().Returns(context)` names no member.
                return SetUpScopes.MemberSetUp(call) is { } member ? Of(member) : method.Name;
            }

            if (method.MethodKind == MethodKind.DelegateInvoke && PlatformAssemblies.Contains(container.ContainingAssembly) && Holder(call) is { } holder)
            {
                return holder is IFieldSymbol or IPropertySymbol ? Of(holder) : holder.Name;
            }
        }

        return Of(argument.Member);
    }

    /// <summary>What an invoked delegate is called: <c>handler</c> of <c>handler(context)</c>, <c>route.Handler</c> of <c>route.Handler?.Invoke(context)</c>.</summary>
    private static ISymbol? Holder(IInvocationOperation call)
    {
        var holder = call.Instance;
        if (holder is IConditionalAccessInstanceOperation)
        {
            IOperation? access = call;
            while (access is not (null or IConditionalAccessOperation))
            {
                access = access.Parent;
            }

            holder = (access as IConditionalAccessOperation)?.Operation;
        }

        return holder switch
        {
            ILocalReferenceOperation { Local: var local } => local,
            IParameterReferenceOperation { Parameter: var parameter } => parameter,
            IMemberReferenceOperation { Member: var member } => member,
            _ => null,
        };
    }

    public static string Of(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>
    /// Names, by member and line, where the object is made and where a helper hands it on, as far as no squiggle shows it; else nothing.
    /// </summary>
    /// <param name="argument">What is reported.</param>
    /// <param name="closed">Whether the sentence goes on behind it, so that a comma closes it.</param>
    public static string Place(in PathArgument argument, bool closed = true)
    {
        var created = CreatedElsewhere(argument);
        var handedOn = argument.Behind?.Entry is { } entry ? "handed on" + In(EnclosingFunction(entry), entry) : "";
        return created.Length + handedOn.Length == 0
            ? ""
            : ", " + created + (created.Length != 0 && handedOn.Length != 0 ? " and " : "") + handedOn + (closed ? "," : "");
    }

    private static string CreatedElsewhere(in PathArgument argument)
    {
        if (argument.Origin.Creation?.Syntax is not { } creation)
        {
            return "";
        }

        var member = creation.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return member is null or GlobalStatementSyntax || member == argument.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>()
            ? ""
            : "created" + In(NameOf(member), creation);
    }

    /// <summary>The helper, by the name that its caller writes; nothing for a lambda in a program of top-level statements.</summary>
    private static string? EnclosingFunction(SyntaxNode node)
    {
        for (var current = node.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case LocalFunctionStatementSyntax function:
                    return function.Identifier.ValueText;
                case MemberDeclarationSyntax member and not GlobalStatementSyntax:
                    return NameOf(member);
            }
        }

        return null;
    }

    private static string In(string? member, SyntaxNode place)
    {
        var line = place.SyntaxTree.GetLineSpan(place.Span).StartLinePosition.Line + 1;
        return member is null
            ? string.Format(CultureInfo.InvariantCulture, " in line {0}", line)
            : string.Format(CultureInfo.InvariantCulture, " in '{0}' (line {1})", member, line);
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
