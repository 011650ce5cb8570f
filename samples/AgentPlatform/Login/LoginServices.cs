using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace AgentPlatform.Login;

public static class LoginServices
{
    public static IServiceCollection AddLogin(this IServiceCollection services)
    {
        services.AddSingleton(provider => DemoUsers.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => new UserStore(provider.GetRequiredService<DemoUsers>().PasswordsByName));
        services.AddSingleton<TokenIssuer>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, TokenOptions>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.Configure<KeyManagementOptions>(KeysInMemory.Configure);
        services.AddAuthorization();
        return services;
    }

    private sealed class TokenOptions(TokenIssuer tokens) : IConfigureNamedOptions<JwtBearerOptions>
    {
        public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

        public void Configure(string? name, JwtBearerOptions options)
        {
            // Claims keep their own names: 'sub' stays 'sub'.
            options.MapInboundClaims = false;
            options.TokenValidationParameters = tokens.Validation;
            options.Events = new JwtBearerEvents { OnMessageReceived = ReadTokenFromQuery };
        }

        // A browser cannot set a header on a web socket, so there, and only there, the token may stand in the query.
        private static Task ReadTokenFromQuery(MessageReceivedContext context)
        {
            if (context.HttpContext.WebSockets.IsWebSocketRequest && context.Request.Query["access_token"] is [{ Length: > 0 } token])
            {
                context.Token = token;
            }

            return Task.CompletedTask;
        }
    }
}
