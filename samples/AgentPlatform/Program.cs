using AgentPlatform;
using AgentPlatform.Login;

await using var app = PlatformApp.Create(args);
await app.StartAsync();

var url = app.Urls.First();
Console.WriteLine($"The agent platform listens on {url}. These users may sign in until it stops:");
foreach (var (name, password) in app.Services.GetRequiredService<DemoUsers>().PasswordsByName)
{
    Console.WriteLine($"  {name}  password {password}");
}

Console.WriteLine($$"""

    Try it (Ctrl+C stops the platform):
      curl -s {{url}}/api/login -H "Content-Type: application/json" -d '{"name":"alice","password":"<password>"}'
      curl -s {{url}}/api/agents/execute -H "Authorization: Bearer <token>" -H "Content-Type: application/json" -d '{"text":"Where is order 1001?"}'
    """);
await app.WaitForShutdownAsync();
