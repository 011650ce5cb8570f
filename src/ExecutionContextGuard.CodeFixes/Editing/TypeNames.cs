using ExecutionContextGuard.Planning;

namespace ExecutionContextGuard.Editing;

/// <summary>Who writes types in which document of one group of edits.</summary>
internal sealed class TypeNames
{
    private readonly Dictionary<DocumentFacts, TypeNamer> _namers = [];

    public TypeNamer For(DocumentFacts document)
    {
        if (!_namers.TryGetValue(document, out var namer))
        {
            _namers.Add(document, namer = new TypeNamer(document));
        }

        return namer;
    }
}
