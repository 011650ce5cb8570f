using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace AgentPlatform.Leaky;

/// <summary>Agents that remember what their users tell them. Each group of routes has one defect, and is named by it.</summary>
public static class MemoryPlatform
{
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        builder.Services.AddAuthorization();
        builder.Services.AddSingleton<AgentMemory>();
        builder.Services.AddSingletonContext();
        builder.Services.AddPropertyBag();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapSignIn();
        var agents = app.MapGroup("/").RequireAuthorization();
        agents.MapFallbackIdentity();
        agents.MapCrossedIdentity();
        agents.MapSingletonContext();
        agents.MapOptionalContext();
        agents.MapPropertyBag();
        return app;
    }
}
