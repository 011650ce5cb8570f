namespace AgentPlatform.Agents;

public sealed class AgentExecutionOptions
{
    /// <summary>After this time a run is stopped and ends in an error.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(25);
}
