using AgentPlatform.Agents;
using AgentPlatform.Chat;
using AgentPlatform.Login;

namespace AgentPlatform;

/// <summary>Puts the platform together; a test starts the same one that <c>dotnet run</c> starts.</summary>
public static class PlatformApp
{
    private const string DefaultUrl = "http://localhost:5080";

    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        // People read this console; what the framework says about itself can be had with --Logging:LogLevel:Microsoft=Information.
        builder.Logging.AddFilter("Microsoft", builder.Configuration.GetValue("Logging:LogLevel:Microsoft", LogLevel.Warning));
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.AddProblemDetails();
        builder.Services.AddLogin();
        builder.Services.AddAgents();

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseWebSockets();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapLogin();
        app.MapExecute();
        app.MapChatSocket();
        return app;
    }
}
