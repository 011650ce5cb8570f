using AgentPlatform.Leaky;

await MemoryPlatform.Create(args).RunAsync();
