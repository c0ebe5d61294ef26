using System.Security.Cryptography;

namespace SyncWorker.Config.Secrets;

/// <summary>The key that signs what answers come back with. Made once, kept with the other secrets.</summary>
static class AnswerKey
{
    public const string Name = "answers";

    /// <summary>The key, or null when there is none here.</summary>
    /// <remarks>
    /// Workers that share a store share the key: it follows from the store's password, which all of them have, by HKDF (RFC 5869), and is kept
    /// nowhere.
    /// </remarks>
    public static string? Find(SecretStore secrets) => secrets.TryGet(Name, out var key) ? key : secrets.DeriveShared(Name);

    /// <summary>The key, made now when there never was one; null when there is one that cannot be opened on this machine.</summary>
    /// <exception cref="SecretsRefusedException">The file of secrets cannot be read.</exception>
    public static string? FindOrMake(SecretStore secrets)
    {
        if (Find(secrets) is { } key)
        {
            return key;
        }

        if (secrets.List().Any(pair => pair.Name == Name))
        {
            return null;
        }

        var made = RandomNumberGenerator.GetHexString(64, lowercase: true);
        secrets.Set(Name, made, expires: null);
        return made;
    }
}
