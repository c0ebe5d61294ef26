using SyncWorker.Config.Secrets;
using SyncWorker.Hosting.Schedule;
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
                .Append(config.Send.Answers?.Imap?.Secret)
                .Append(config.Send.Answers?.Graph?.Secret)
                .Concat(Pings(config))
                .Append(config.Schedule.Telemetry?.Secret)
                .Append(config.Schedule.Store?.Postgres is { } server && !server.IsOfThisMachine() ? server.Secret : null)
                .Concat(config.Send.Alarm is { } alarm ? OfMail(alarm.Transport(config.Send)) : [])
                .OfType<string>()
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    static IEnumerable<string?> Pings(SyncConfig config) =>
        config.Schedule.Jobs.Values.Select(job => job.Ping?.Secret).Prepend(config.Schedule.Ping?.Secret);

    /// <summary>What is said of a secret that should be a monitor's address and is none.</summary>
    public static string NoAddress(string name) =>
        $"The secret \"{name}\" is no https address of a monitor (ping in schedule.json). Set it again with: SyncWorker secret set {name}";

    static IEnumerable<string> NoAddresses(SyncConfig config, SecretStore secrets) =>
        Pings(config)
            .OfType<string>()
            .Where(name => secrets.TryGet(name, out var text) && JobPing.ParseAddress(text) is null)
            .Select(NoAddress);

    static IEnumerable<string?> OfMail(SendOptions by) =>
        [by.SecretName, by.Transport == TransportKind.Smtp ? by.Smtp?.CertificateSecret : null];

    /// <summary>Which are missing, cannot be opened here or expire soon, a sentence each with the command that cures it.</summary>
    public static IReadOnlyList<string> Problems(SyncConfig config, SecretStore secrets, DateOnly today) =>
        [
            .. InConfig(config)
                .Select(secrets.MissingReason)
                .OfType<string>()
                .Concat(NoAddresses(config, secrets))
                .Concat(secrets.Expiring(today))
                .Distinct(),
        ];
}
