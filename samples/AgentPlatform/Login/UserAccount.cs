namespace AgentPlatform.Login;

public sealed record UserAccount(string Id, string Name);
