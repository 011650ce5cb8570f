namespace AgentPlatform.Agents;

/// <summary>A context belongs to one run. Using it for another would send that run's events under the wrong name.</summary>
public sealed class RunMismatchException(string requestRunId, string contextRunId)
    : Exception($"The request belongs to run '{requestRunId}', its context to run '{contextRunId}'; make a context for each run.");
