using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Config.Secrets;

/// <summary>
/// Passwords and keys, by name. Config files hold names only. An environment variable SYNCWORKER_SECRET_NAME wins over the
/// data folder's secrets file, which DPAPI seals to the machine on Windows and its mode 0600 protects elsewhere.
/// </summary>
sealed class SecretStore(WorkerFolders folders, TimeProvider clock)
{
    /// <summary>From this many days before a secret expires, <c>check</c> and <c>status</c> warn.</summary>
    public const int WarnDays = 14;

    /// <summary>The environment variable that replaces a secret: upper case, dashes as underscores.</summary>
    public static string Variable(string name) => "SYNCWORKER_SECRET_" + name.Replace('-', '_').ToUpperInvariant();

    /// <summary>Small letters, digits and dashes: it must survive as part of an environment variable.</summary>
    public static bool IsName(string name) => SecretNameAttribute.IsName(name);

    /// <summary>The secret, or false when it is not set or cannot be opened here; <see cref="MissingReason"/> then says which.</summary>
    public bool TryGet(string name, out string value)
    {
        var (found, _) = Find(name);
        value = found ?? "";
        return found is not null;
    }

    /// <summary>A key that all workers of a shared store have; null where the store is a file, or its server asks for no password.</summary>
    public string? DeriveShared(string purpose) =>
        folders.Postgres is { } server && TryGet(server.Secret, out var password)
            ? Convert.ToHexStringLower(
                HKDF.DeriveKey(
                    HashAlgorithmName.SHA256,
                    Encoding.UTF8.GetBytes(password),
                    32,
                    info: Encoding.UTF8.GetBytes($"SyncWorker {purpose} {server.Database} {server.Schema}")
                )
            )
            : null;

    /// <summary>A sentence for the administrator when there is no such secret, with the one command that cures it; else null.</summary>
    public string? MissingReason(string name) => Find(name).MissingReason;

    /// <exception cref="SecretsRefusedException">The file cannot be read, so it must not be overwritten.</exception>
    public void Set(string name, string value, DateOnly? expires)
    {
        if (!IsName(name))
        {
            throw new ArgumentException($"A secret's name is small letters, digits and dashes, not \"{name}\".", nameof(name));
        }

        var file = SecretsFile.Read(folders.Secrets);
        var kept = OperatingSystem.IsWindows()
            ? Convert.ToBase64String(DpapiProtector.Protect(name, Encoding.UTF8.GetBytes(value)))
            : value;
        file.Secrets[name] = new(kept, Environment.MachineName, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), expires)
        {
            Stamp = RandomNumberGenerator.GetHexString(16, lowercase: true),
        };
        file.Write(folders.Secrets);
    }

    /// <summary>What changes each time it is set, with the same value too; it tells nothing of the value.</summary>
    public string StampOf(string name)
    {
        try
        {
            return SecretsFile.Read(folders.Secrets).Secrets.TryGetValue(name, out var entry)
                ? entry.Stamp ?? entry.Set.ToString("O", CultureInfo.InvariantCulture)
                : "not set";
        }
        catch (SecretsRefusedException)
        {
            return "not readable";
        }
    }

    /// <summary>False when there is none of that name.</summary>
    public bool Remove(string name)
    {
        var file = SecretsFile.Read(folders.Secrets);
        if (!file.Secrets.Remove(name))
        {
            return false;
        }

        file.Write(folders.Secrets);
        return true;
    }

    /// <summary>What is in the file; values are not opened.</summary>
    public IReadOnlyList<(string Name, SecretEntry Entry)> List() =>
        [.. SecretsFile.Read(folders.Secrets).Secrets.Select(pair => (pair.Key, pair.Value))];

    /// <summary>Every secret of the file that can be opened here, and why the others cannot.</summary>
    public (IReadOnlyDictionary<string, RecoveredSecret> Open, IReadOnlyList<string> Lost) OpenAll()
    {
        var file = SecretsFile.Read(folders.Secrets);
        var open = new SortedDictionary<string, RecoveredSecret>(StringComparer.Ordinal);
        var lost = new List<string>();
        foreach (var (name, entry) in file.Secrets)
        {
            var (value, whyNot) = Opened(name, entry);
            if (value is not null)
            {
                open[name] = new(value, entry.Expires);
            }
            else
            {
                lost.Add(whyNot!);
            }
        }

        return (open, lost);
    }

    /// <summary>
    /// Puts a file that cannot be read here aside, as <c>secrets.json.unreadable</c>, so that an import can write a new one.
    /// </summary>
    public void ReplaceUnreadable()
    {
        try
        {
            SecretsFile.Read(folders.Secrets);
        }
        catch (SecretsRefusedException) when (File.Exists(folders.Secrets))
        {
            File.Move(folders.Secrets, folders.Secrets + ".unreadable", overwrite: true);
        }
    }

    /// <summary>What expires within <see cref="WarnDays"/> of the day or has expired, as sentences.</summary>
    public IReadOnlyList<string> Expiring(DateOnly today)
    {
        try
        {
            return
            [
                .. from pair in SecretsFile.Read(folders.Secrets).Secrets
                where pair.Value.Expires is { } day && day <= today.AddDays(WarnDays)
                select string.Create(
                    CultureInfo.InvariantCulture,
                    $"The secret \"{pair.Key}\" {(pair.Value.Expires < today ? "expired" : "expires")} on {pair.Value.Expires:yyyy-MM-dd}. Set a new one with: SyncWorker secret set {pair.Key} --expires DATE"
                ),
            ];
        }
        catch (SecretsRefusedException refused)
        {
            return [refused.Message];
        }
    }

    (string? Value, string? MissingReason) Find(string name)
    {
        if (Environment.GetEnvironmentVariable(Variable(name)) is { Length: > 0 } variable)
        {
            return (variable, null);
        }

        SecretsFile file;
        try
        {
            file = SecretsFile.Read(folders.Secrets);
        }
        catch (SecretsRefusedException refused)
        {
            return (null, refused.Message);
        }

        if (!file.Secrets.TryGetValue(name, out var entry))
        {
            return (null, $"The secret \"{name}\" is not set. Set it with: SyncWorker secret set {name}");
        }

        return Opened(name, entry);
    }

    /// <summary>The command that cures a secret that cannot be opened here: what the program makes itself is not for a person to type.</summary>
    public static string Cure(string name) =>
        name == AnswerKey.Name
            ? $"A new one is made after: SyncWorker secret remove {name}"
            : $"Set it again with: SyncWorker secret set {name}";

    static (string? Value, string? MissingReason) Opened(string name, SecretEntry entry)
    {
        if (!OperatingSystem.IsWindows())
        {
            return (entry.Value, null);
        }

        return DpapiProtector.Unprotect(name, Convert.FromBase64String(entry.Value)) is { } opened
            ? (Encoding.UTF8.GetString(opened), null)
            : (
                null,
                $"The secret \"{name}\" was sealed on {entry.Machine} and cannot be opened on this machine (a restored or cloned system counts as another). "
                    + Cure(name)
            );
    }
}
