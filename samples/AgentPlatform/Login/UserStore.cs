using Microsoft.AspNetCore.Identity;

namespace AgentPlatform.Login;

/// <summary>Who may sign in. Passwords are kept as salted hashes only.</summary>
public sealed class UserStore
{
    private readonly PasswordHasher<UserAccount> _hasher = new();
    private readonly Dictionary<string, (UserAccount Account, string Hash)> _users = new(StringComparer.OrdinalIgnoreCase);
    private readonly (UserAccount Account, string Hash) _nobody;

    public UserStore(IEnumerable<KeyValuePair<string, string>> passwordsByName)
    {
        foreach (var (name, password) in passwordsByName)
        {
            _users.Add(name, WithHash(new UserAccount("user-" + name.ToLowerInvariant(), name), password));
        }

        _nobody = WithHash(new UserAccount("nobody", "nobody"), Guid.NewGuid().ToString());
    }

    public UserAccount? SignIn(string name, string password)
    {
        // An unknown name costs as much time as a known one, so that time does not tell which names exist.
        var found = _users.TryGetValue(name, out var user);
        var (account, hash) = found ? user : _nobody;
        var result = _hasher.VerifyHashedPassword(account, hash, password);
        return found && result != PasswordVerificationResult.Failed ? account : null;
    }

    private (UserAccount Account, string Hash) WithHash(UserAccount account, string password)
    {
        return (account, _hasher.HashPassword(account, password));
    }
}
