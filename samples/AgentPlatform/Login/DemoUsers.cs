using System.Security.Cryptography;

namespace AgentPlatform.Login;

/// <summary>
/// The users of this sample and their passwords: from the configuration section <c>Users</c>, or made up at every start. None is
/// kept in a file.
/// </summary>
public sealed class DemoUsers
{
    private static readonly string[] Names = ["alice", "bob"];

    private DemoUsers(IReadOnlyDictionary<string, string> passwordsByName)
    {
        PasswordsByName = passwordsByName;
    }

    public IReadOnlyDictionary<string, string> PasswordsByName { get; }

    public static DemoUsers From(IConfiguration configuration)
    {
        var configured = configuration.GetSection("Users").GetChildren()
            .Where(user => !string.IsNullOrEmpty(user.Value))
            .ToDictionary(user => user.Key, user => user.Value!, StringComparer.OrdinalIgnoreCase);
        foreach (var name in Names)
        {
            configured.TryAdd(name, RandomNumberGenerator.GetHexString(16, lowercase: true));
        }

        return new DemoUsers(configured);
    }
}
