namespace AgentPlatform.Chat;

/// <summary>What a client sends over its socket. There is no user in it: that is what the token is for.</summary>
internal sealed record ChatInput(string? Type, string? Text, string? ThreadId, string? Agent);

/// <summary>The first message on a socket: who you are, and the thread that messages without one go to.</summary>
internal sealed record ConnectionReady(string UserId, string ThreadId)
{
    public string Type => "connection_ready";
}

/// <summary>A message that could not be acted on, and what to do about it.</summary>
internal sealed record ChatProblem(string Message)
{
    public string Type => "error";
}
