namespace ExecutionContextGuard.Tool.Migration;

/// <summary>Puts files together that a change needs together.</summary>
internal static class FileSets
{
    /// <summary>The sets, as positions in the list of files; each file is in exactly one.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Of(IReadOnlyList<string> files, IEnumerable<ProvenGroup> groups)
    {
        var position = new Dictionary<string, int>(StringComparer.Ordinal);
        var owner = new int[files.Count];
        for (var i = 0; i < files.Count; i++)
        {
            position[files[i]] = i;
            owner[i] = i;
        }

        foreach (var group in groups)
        {
            var members = group.Files.Where(position.ContainsKey).Select(file => Root(position[file])).ToList();
            foreach (var member in members)
            {
                owner[Root(member)] = Root(members[0]);
            }
        }

        return [.. Enumerable.Range(0, files.Count).GroupBy(Root).Select(static set => set.ToList())];

        int Root(int file)
        {
            while (owner[file] != file)
            {
                file = owner[file];
            }

            return file;
        }
    }
}
