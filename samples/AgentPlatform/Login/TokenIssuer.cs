using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AgentPlatform.Login;

/// <summary>Issues the tokens of this platform and says how they are checked; both sides of one key stand here.</summary>
public sealed class TokenIssuer
{
    private const string Issuer = "agent-platform";
    private const int KeyBytes = 32;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly SymmetricSecurityKey _key;
    private readonly TimeProvider _clock;

    /// <summary>The key comes from <c>Tokens:SigningKey</c>; without one it is new at every start, and old tokens end with the process.</summary>
    public TokenIssuer(IConfiguration configuration, TimeProvider clock)
    {
        var configured = configuration["Tokens:SigningKey"];
        var key = string.IsNullOrEmpty(configured) ? RandomNumberGenerator.GetBytes(KeyBytes) : Encoding.UTF8.GetBytes(configured);
        if (key.Length < KeyBytes)
        {
            throw new InvalidOperationException($"Tokens:SigningKey is too short: give at least {KeyBytes} characters, or leave it out.");
        }

        _key = new SymmetricSecurityKey(key);
        _clock = clock;
    }

    public TokenValidationParameters Validation => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = Issuer,
        IssuerSigningKey = _key,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        NameClaimType = UserContextFactory.UserIdClaim,
    };

    public string Issue(UserAccount account)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Issuer,
            Subject = new ClaimsIdentity([new Claim(UserContextFactory.UserIdClaim, account.Id)]),
            NotBefore = now,
            Expires = now + Lifetime,
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.HmacSha256),
        });
    }
}
