using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Planning;

/// <summary>One creation with everything that must change along, possibly in several documents. It lands whole or not at all.</summary>
internal sealed class EditGroup(
    DocumentId document,
    TextSpan creation,
    string realTypeName,
    ImmutableArray<DocumentEdit> edits,
    ImmutableArray<Diagnostic> diagnostics)
{
    /// <summary>The document in which the creation stands.</summary>
    public DocumentId Document { get; } = document;

    public TextSpan Creation { get; } = creation;

    /// <summary>The simple name of what is constructed instead.</summary>
    public string RealTypeName { get; } = realTypeName;

    public ImmutableArray<DocumentEdit> Edits { get; } = edits;

    /// <summary>The findings that it mends.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; } = diagnostics;
}

/// <summary>What changes in one document.</summary>
internal sealed class DocumentEdit(DocumentId document, ImmutableArray<TextChange> changes, ImmutableArray<string> namespaces)
{
    public DocumentId Document { get; } = document;

    /// <summary>Ordered and free of overlaps.</summary>
    public ImmutableArray<TextChange> Changes { get; } = changes;

    /// <summary>The namespaces that the new text needs a using directive for.</summary>
    public ImmutableArray<string> Namespaces { get; } = namespaces;
}
