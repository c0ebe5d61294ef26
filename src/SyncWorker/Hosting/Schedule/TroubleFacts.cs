using System.Security.Cryptography.X509Certificates;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting.Config;
using SyncWorker.Net.Mail;
using SyncWorker.Send;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// What <see cref="TroubleConditions"/> look at, each read when it is asked for: what cannot be read is the trouble of the one that asks.
/// </summary>
sealed class TroubleFacts(WorkerFolders folders, SyncConfig config, SecretStore secrets, DateTimeOffset now, StoreFigures store)
{
    public SyncConfig Config => config;

    public DateTimeOffset Now => now;

    public Moment At { get; } = Moment.At(now, config.Zone);

    public StoreFigures Store => store;

    /// <summary>How long the last runs took, by job.</summary>
    public IReadOnlyDictionary<string, RunLengths> Lengths { get; init; } = new Dictionary<string, RunLengths>();

    /// <summary>The jobs that run now, and for how long.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Running { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>Why the machine's clock cannot be believed, a sentence; null when it can.</summary>
    public Func<string?> ClockJump { get; init; } = () => null;

    /// <summary>Bytes that are left on the disk of a folder.</summary>
    public required Func<string, long> FreeSpace { get; init; }

    /// <summary>What is wrong with the store's pages, as a sentence.</summary>
    public Func<string?> StoreDamage { get; init; } = () => null;

    /// <summary>What is wrong with the newest backup, as a sentence.</summary>
    public Func<string?> BackupDamage { get; init; } = () => null;

    public string DataFolder => folders.Data;

    public long StoreBytes => store.Engine.Bytes();

    public UnionSettings Union => config.SendSettings.Union;

    /// <summary>The secrets that are missing or expire soon, by name, as sentences.</summary>
    public IEnumerable<(string Name, string Sentence)> Secrets()
    {
        foreach (var sentence in NamedSecrets.Problems(config, secrets, At.Today))
        {
            yield return (sentence.Split('"') is [_, var name, ..] ? name : "", sentence);
        }
    }

    /// <summary>The certificates that the program itself holds or trusts: file and end.</summary>
    public IEnumerable<(string File, DateTimeOffset Ends)> CertificateFiles()
    {
        SmtpOptions?[] servers =
        [
            config.Send.Transport == TransportKind.Smtp ? config.Send.Smtp : null,
            config.Send.Alarm is { By: TransportKind.Smtp } alarm ? alarm.Smtp : null,
        ];
        foreach (var smtp in servers.OfType<SmtpOptions>())
        {
            using var own = ClientCertificate.Open(smtp.ToServer(), folders.Config, secrets);
            if (own is not null)
            {
                yield return (smtp.CertificateFile!, own.NotAfter.ToUniversalTime());
            }
        }

        foreach (
            var file in config
                .Send.Trust.Concat(servers.Select(smtp => smtp?.TrustFile))
                .Concat(config.Poll.Trust)
                .OfType<string>()
                .Distinct()
        )
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(Path.Combine(folders.Config, file));
            foreach (var authority in authorities)
            {
                using (authority)
                {
                    yield return (file, authority.NotAfter.ToUniversalTime());
                }
            }
        }
    }
}
