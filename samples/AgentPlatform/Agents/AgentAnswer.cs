namespace AgentPlatform.Agents;

public sealed record AgentAnswer(string ThreadId, string RunId, string Text);
