using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using ExecutionContextGuard.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Identities;

/// <summary>Which texts are no ID: those of the run-time library, and what a team adds or takes out for the file.</summary>
internal sealed class PlaceholderPolicy(GuardOptions options)
{
    private readonly ConcurrentDictionary<string, List<Entry>> _read = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<INamedTypeSymbol, HashSet<string>> _refused = new(SymbolEqualityComparer.Default);

    /// <summary>Null, nothing but white space, padded with it, or the all-zero GUID.</summary>
    public static bool IsBlank(string? text) => string.IsNullOrWhiteSpace(text) || PlaceholderIds.IsPadded(text!) || PlaceholderIds.IsEmptyGuid(text!);

    /// <summary>Null, nothing but white space, or the all-zero GUID: what a member begins with that nothing was written to.</summary>
    public static bool IsNothing(string? text) => string.IsNullOrWhiteSpace(text) || PlaceholderIds.IsEmptyGuid(text!);

    /// <summary>Whether the file's settings or the built-in list say that the text stands for no ID.</summary>
    public bool IsPlaceholder(string text, SyntaxTree tree) => Verdict(OptionKeys.PlaceholderIdentities, text, tree) ?? PlaceholderIds.Contains(text);

    /// <summary>Whether the file's settings say that the constant is meant: `allowed_identities = system-scheduler`.</summary>
    public bool IsAllowed(string? text, SyntaxTree tree) => text is not null && Verdict(OptionKeys.AllowedIdentities, text, tree) == true;

    /// <summary>Whether the constructor of the type is seen to refuse the text: ours does, a team's own where its source names it.</summary>
    public bool IsRefusedBy(INamedTypeSymbol type, string text)
    {
        if (type is { Name: "UserExecutionContext", ContainingNamespace: { Name: "ExecutionContextGuard", ContainingNamespace.IsGlobalNamespace: true } })
        {
            return true;
        }

        var definition = type.OriginalDefinition;
        if (!_refused.TryGetValue(definition, out var refused))
        {
            refused = TextsOf(definition);
            _refused.TryAdd(definition, refused);
        }

        return refused.Contains(text);
    }

    private bool? Verdict(OptionKey key, string text, SyntaxTree tree)
    {
        if (options.InFile(key, tree) is not { } written)
        {
            return null;
        }

        if (!_read.TryGetValue(written, out var entries))
        {
            entries = [];
            foreach (var entry in OptionText.Entries(written))
            {
                if (OptionText.TryRead(key.Kind, entry, out var read))
                {
                    entries.Add(read);
                }
            }

            _read.TryAdd(written, entries);
        }

        foreach (var entry in entries)
        {
            if (string.Equals(entry.Text, text, StringComparison.OrdinalIgnoreCase))
            {
                return !entry.Removes;
            }
        }

        return null;
    }

    /// <summary>The texts in a type's constructors, fields and checks. A factory's own, `ForTests() => new("test", ..)`, are no refusal.</summary>
    private static HashSet<string> TextsOf(INamedTypeSymbol type)
    {
        var texts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is not TypeDeclarationSyntax declaration)
            {
                continue;
            }

            foreach (var member in declaration.Members)
            {
                if (member is ConstructorDeclarationSyntax or FieldDeclarationSyntax
                    || (member is MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax } check && !check.Modifiers.Any(SyntaxKind.PublicKeyword)))
                {
                    foreach (var token in member.DescendantTokens())
                    {
                        if (token.IsKind(SyntaxKind.StringLiteralToken))
                        {
                            texts.Add(token.ValueText);
                        }
                    }
                }
            }
        }

        return texts;
    }
}
