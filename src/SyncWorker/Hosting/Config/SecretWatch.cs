using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SyncWorker.Config.Secrets;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Config;

/// <summary>Says at the start and once a day which secrets the config names but this machine has not, and which expire soon.</summary>
sealed partial class SecretWatch(SecretStore secrets, CurrentConfig config, TimeProvider clock, ILogger<SecretWatch> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var daily = new PeriodicTimer(TimeSpan.FromDays(1), clock);
        do
        {
            var current = config.Current;
            foreach (var name in NamedSecrets.InConfig(current))
            {
                if (secrets.MissingReason(name) is { } whyNot)
                {
                    Missing(logger, whyNot);
                }
            }

            foreach (var expiring in secrets.Expiring(Moment.Read(clock, current.Zone).Today))
            {
                Expires(logger, expiring);
            }
        } while (await daily.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(113, LogLevel.Error, "{WhyNot}")]
    static partial void Missing(ILogger logger, string whyNot);

    [LoggerMessage(114, LogLevel.Warning, "{Sentence}")]
    static partial void Expires(ILogger logger, string sentence);
}
