namespace AgentPlatform.Events;

/// <summary>The events of a run, in the order in which a client sees them; a run that fails ends in <see cref="Error"/>.</summary>
public static class AgentEventTypes
{
    public const string Started = "agent_started";
    public const string Thinking = "agent_thinking";
    public const string ToolExecuting = "tool_executing";
    public const string ToolCompleted = "tool_completed";
    public const string Completed = "agent_completed";
    public const string Error = "agent_error";
}
