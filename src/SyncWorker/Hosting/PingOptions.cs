using System.ComponentModel;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Hosting;

/// <summary>A monitor that is told when a job has ended, and gives the alarm itself when it hears nothing (healthchecks.io and its like).</summary>
sealed record PingOptions
{
    [Description(
        "Name of the secret that holds the monitor's address, such as https://hc-ping.com/UUID. Set it with: SyncWorker secret set NAME."
    )]
    [SecretName]
    public required string Secret { get; init; }

    [Description(
        "What the monitor hears of a run that failed, broke off or is held: fail (the address with /fail added, as healthchecks.io has it) or nothing."
    )]
    public PingOnFailure OnFailure { get; init; } = PingOnFailure.Fail;
}

enum PingOnFailure
{
    Fail,
    Nothing,
}
