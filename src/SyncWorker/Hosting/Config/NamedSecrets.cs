using SyncWorker.Config.Secrets;
using SyncWorker.Send;

namespace SyncWorker.Hosting.Config;

/// <summary>The secrets that the config needs.</summary>
static class NamedSecrets
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> InConfig(SyncConfig config) =>
        [
            .. config
                .Poll.Sources.Select(source => source.Auth?.Secret)
                .Concat(OfMail(config.Send))
                .Concat(config.Send.Alarm is { } alarm ? OfMail(alarm.Transport(config.Send)) : [])
                .OfType<string>()
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    static IEnumerable<string?> OfMail(SendOptions by) =>
        [by.SecretName, by.Transport == TransportKind.Smtp ? by.Smtp?.CertificateSecret : null];

    /// <summary>Which are missing, cannot be opened here or expire soon, a sentence each with the command that cures it.</summary>
    public static IReadOnlyList<string> Problems(SyncConfig config, SecretStore secrets, DateOnly today) =>
        [.. InConfig(config).Select(secrets.MissingReason).OfType<string>().Concat(secrets.Expiring(today)).Distinct()];
}
