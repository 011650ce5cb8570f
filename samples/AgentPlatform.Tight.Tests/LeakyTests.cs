namespace AgentPlatform.Tight.Tests;

/// <summary>With the defects: Bob is shown what Alice has said, each time.</summary>
public sealed class LeakyTests() : TwoUsersTests(Leaky.MemoryPlatform.Create, bobSees: [Secret]);
