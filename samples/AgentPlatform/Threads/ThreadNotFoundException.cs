namespace AgentPlatform.Threads;

/// <summary>Unknown and somebody else's thread look the same from outside: telling them apart would tell who else is here.</summary>
public sealed class ThreadNotFoundException(string threadId)
    : Exception($"There is no thread '{threadId}' for this user.");
