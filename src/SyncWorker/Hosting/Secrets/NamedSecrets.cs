using SyncWorker.Hosting.Config;

namespace SyncWorker.Hosting.Secrets;

/// <summary>The secrets that the config needs.</summary>
static class NamedSecrets
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Of(SyncConfig config) =>
    [
        .. config.Poll.Sources.Select(source => source.Auth?.Secret).Append(config.Send.SecretName).OfType<string>().Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Which are missing, cannot be opened here or expire soon, a sentence each with the command that cures it.</summary>
    public static IReadOnlyList<string> Trouble(SyncConfig config, SecretStore secrets, DateOnly today) =>
        [.. Of(config).Select(secrets.WhyNot).OfType<string>().Concat(secrets.Expiring(today)).Distinct()];
}
