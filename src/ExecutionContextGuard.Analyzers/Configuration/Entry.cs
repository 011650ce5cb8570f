using System.Collections.Generic;

namespace ExecutionContextGuard.Configuration;

/// <summary>One entry of a list, in the form that the compiler writes: types without <c>T:</c>, members as documentation IDs.</summary>
internal readonly struct Entry(string text, bool removes, string? label = null)
{
    public string Text { get; } = text;

    /// <summary>Whether it was written with <c>!</c>: it takes out what a weaker channel, a default or a shorter entry puts in.</summary>
    public bool Removes { get; } = removes;

    /// <summary>What follows <c>=></c>: the real type of a pair, the name of a mocking library.</summary>
    public string? Label { get; } = label;
}

/// <summary>The entries of one list by channel; a catalogue file wins over the settings of .editorconfig and global configs.</summary>
internal sealed class EntryLayers
{
    public List<Entry>? Catalogue { get; set; }

    public List<Entry>? Settings { get; set; }

    /// <summary>What the product itself brings along and a setting has switched on: anything that a team writes wins over it.</summary>
    public List<Entry>? Shipped { get; set; }

    /// <summary>Whether any entry puts something in.</summary>
    public bool Adds => AddsAny(Catalogue) || AddsAny(Settings) || AddsAny(Shipped);

    public static bool AddsAny(List<Entry>? entries)
    {
        if (entries is not null)
        {
            foreach (var entry in entries)
            {
                if (!entry.Removes)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
