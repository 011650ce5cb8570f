namespace AgentPlatform.Tight.Tests;

/// <summary>Without them he is shown nothing.</summary>
public sealed class TightTests() : TwoUsersTests(MemoryPlatform.Create, bobSees: []);
