using System.Collections.Concurrent;
using ExecutionContextGuard;

namespace AgentPlatform.Leaky;

/// <summary>What agents remember of each user, whatever the thread.</summary>
public sealed class AgentMemory
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _notesByUser = new(StringComparer.Ordinal);

    public void Remember(UserExecutionContext context, string note) => _notesByUser.GetOrAdd(context.UserId, _ => []).Enqueue(note);

    public IEnumerable<string> Recall(UserExecutionContext context) => _notesByUser.GetValueOrDefault(context.UserId, []);

    public IEnumerable<string> Search(string word, UserExecutionContext? context = null)
    {
        var notes = context is null ? _notesByUser.Values.SelectMany(ofUser => ofUser) : Recall(context);
        return notes.Where(note => note.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}

public sealed record Note(string Text);
