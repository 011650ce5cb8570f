namespace AgentPlatform;

/// <summary>The context of the request that is being served.</summary>
public interface IUserContextAccessor
{
    IUserExecutionContext Current { get; }
}
