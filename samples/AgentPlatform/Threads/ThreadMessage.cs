namespace AgentPlatform.Threads;

/// <summary>One line of a conversation; <paramref name="FromUser"/> is false for the agent's lines.</summary>
public sealed record ThreadMessage(bool FromUser, string Text);
