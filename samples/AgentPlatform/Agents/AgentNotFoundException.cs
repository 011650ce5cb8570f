namespace AgentPlatform.Agents;

public sealed class AgentNotFoundException(string agentName, IEnumerable<string> known)
    : Exception($"There is no agent '{agentName}'; there is: {string.Join(", ", known)}.");
