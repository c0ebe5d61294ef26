using System.Security.Cryptography;
using System.Text;

namespace SyncWorker.Config.Secrets;

/// <summary>
/// Tells whether a secret has been set since, without keeping anything by which its value could be guessed: the stamp of its last set,
/// or, of an environment variable, which has none, a salted hash that is slow to compute.
/// </summary>
static class SecretVersion
{
    // OWASP's figure for PBKDF2 with SHA-256.
    const int Rounds = 600_000;

    /// <summary>Of the secret as it is now.</summary>
    public static string Read(SecretStore secrets, string name)
    {
        if (InEnvironment(name) is not { } value)
        {
            return secrets.StampOf(name);
        }

        var salt = RandomNumberGenerator.GetBytes(16);
        return $"environment {Convert.ToHexString(salt)} {Hash(value, salt)}";
    }

    /// <summary>False when it was set since, or comes from another place.</summary>
    public static bool IsStill(SecretStore secrets, string name, string version) =>
        InEnvironment(name) is { } value
            ? version.Split(' ') is ["environment", var salt, var hash] && hash == Hash(value, Convert.FromHexString(salt))
            : version == secrets.StampOf(name);

    static string? InEnvironment(string name) =>
        Environment.GetEnvironmentVariable(SecretStore.Variable(name)) is { Length: > 0 } value ? value : null;

    static string Hash(string value, byte[] salt) =>
        Convert.ToHexString(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(value), salt, Rounds, HashAlgorithmName.SHA256, 32));
}
