namespace AgentPlatform.Agents;

/// <summary>One piece of work: the run it belongs to, the agent that is asked, and the question.</summary>
public sealed record AgentRequest(string RunId, string AgentName, string Text);
