using AgentPlatform.Tight;

await MemoryPlatform.Create(args).RunAsync();
