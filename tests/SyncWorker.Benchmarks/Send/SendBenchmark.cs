using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncWorker.Benchmarks.Measures;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Net.Mail;
using SyncWorker.Send;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Benchmarks.Send;

/// <summary>
/// Mails of about 5 KB to Postfix's smtp-sink on loopback over one connection: through our durable outbox
/// (claimed, rendered, composed, frozen, handed over, settled), by our transport alone, by nodemailer's pool of one (composed)
/// with TCP_NODELAY, as ours has it, and by smtp-source (which neither composes nor keeps anything). Both that are compiled as
/// they run send some mails first that do not count. nodemailer as it comes waits for a delayed ACK at each mail over 4 KB; a few of its
/// mails tell.
/// </summary>
static class SendBenchmark
{
    const int AsItComes = 100;
    const string Outbox = "our outbox",
        Transport = "our transport alone",
        Nodemailer = "nodemailer with TCP_NODELAY",
        SmtpSource = "smtp-source -s 1 -d";

    static readonly DateOnly s_day = new(2026, 7, 6);

    /// <summary>As often as asked; all turns share one server and one store.</summary>
    public static async Task RunAsync(Report report, int mails, int turns)
    {
        var folder = Directory.CreateTempSubdirectory("syncworker-bench-").FullName;
        using var sink = StartSink(out var port);
        try
        {
            await WaitAsync(port);
            await using var services = Services(folder, port);
            await services.GetRequiredService<SyncStore>().PrepareAsync(CancellationToken.None);
            await OutboxAsync(services, "warm-up", mails);
            var message = await MessageAsync(services, folder);
            var group = string.Create(
                CultureInfo.InvariantCulture,
                $"{mails:N0} mails of {message.Length} bytes, one connection to smtp-sink on loopback"
            );
            for (var i = 0; i < turns; i++)
            {
                var turn = i;
                report.Add(
                    group,
                    await TimeAsync(Outbox, () => OutboxAsync(services, $"turn-{turn}", mails)),
                    new(Nodemailer, 2, Side.AtLeast)
                );
                report.Add(group, await TimeAsync(Transport, () => TransportAsync(services, message, mails)), new(Outbox));
                report.Add(group, await NodemailerAsync(folder, port, mails, "nodelay"), new(Outbox));
                report.Add(group, await SmtpSourceAsync(port, mails, message.Length), new(Outbox));
            }

            var asItComes = await NodemailerAsync(folder, port, AsItComes, "as-it-comes");
            report.Add($"{AsItComes} mails by nodemailer as it comes: it waits for a delayed ACK at each mail over 4 KB", asItComes);
        }
        finally
        {
            sink.Kill();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<Measured> TimeAsync(string name, Func<Task<TimeSpan>> work)
    {
        using var me = Process.GetCurrentProcess();
        var busy = me.TotalProcessorTime;
        var took = await work();
        me.Refresh();
        return new(name, took.TotalSeconds, (me.TotalProcessorTime - busy).TotalSeconds, 0, "");
    }

    static ServiceProvider Services(string folder, int port)
    {
        var (shipped, faults) = ConfigFolder.Load(Path.Combine(AppContext.BaseDirectory, "sample-config"));
        var config = (shipped ?? throw new InvalidOperationException(string.Join('\n', faults))) with
        {
            Send = new()
            {
                From = shipped.Send.From,
                AllowedDomains = ["example.org"],
                Transport = TransportKind.Smtp,
                Storm = new() { MostADay = 1_000_000 },
                Smtp = new()
                {
                    Host = "127.0.0.1",
                    Port = port,
                    Security = MailSecurity.None,
                },
            },
            Schedule = new() { GoLive = new(2026, 1, 1), Mode = MailMode.Live },
        };
        return new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddSyncWorker(new(Path.Combine(AppContext.BaseDirectory, "sample-config"), folder), config, TimeProvider.System)
            .BuildServiceProvider();
    }

    static async Task<TimeSpan> OutboxAsync(ServiceProvider services, string recipients, int mails)
    {
        await QueueAsync(services.GetRequiredService<SyncStore>(), recipients, mails);
        var at = Moment.Read(TimeProvider.System, services.GetRequiredService<StageSettings<SendOptions>>().Union.Zone).AsOf(s_day);
        var watch = Stopwatch.StartNew();
        var result = await services.GetRequiredService<SendStage>().RunAsync(new(at), CancellationToken.None);
        return result.Counts[0].Number == mails
            ? watch.Elapsed
            : throw new InvalidOperationException($"{result.Outcome}: {string.Join(", ", result.Counts)} {string.Join(' ', result.Notes)}");
    }

    static async Task<TimeSpan> TransportAsync(ServiceProvider services, byte[] message, int mails)
    {
        await using var transport = services
            .GetRequiredService<TransportChoice>()
            .Open(services.GetRequiredService<StageSettings<SendOptions>>().Options);
        var mail = new ComposedMail
        {
            Name = "benchmark",
            MessageId = "<1@example.org>",
            Subject = "",
            From = "nhacviec@example.org",
            To = "bca01@example.org",
            Message = message,
        };
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < mails; i++)
        {
            if (await transport.SendAsync(mail, () => { }, CancellationToken.None) is not Delivery.Sent)
            {
                throw new InvalidOperationException("smtp-sink refused a mail");
            }
        }

        return watch.Elapsed;
    }

    // The same text and HTML for nodemailer.
    static async Task<byte[]> MessageAsync(ServiceProvider services, string folder)
    {
        await using var db = services.GetRequiredService<SyncStore>().Open();
        var message = await db.Outbox.Select(mail => mail.Message!).FirstAsync();
        using var read = MimeMail.Read(message);
        await File.WriteAllTextAsync(Path.Combine(folder, "text"), read.PlainText);
        await File.WriteAllTextAsync(Path.Combine(folder, "html"), read.Html);
        return message;
    }

    static async Task QueueAsync(SyncStore store, string recipients, int mails)
    {
        await using var db = store.Open();
        for (var i = 0; i < mails; i++)
        {
            db.Outbox.Add(
                new()
                {
                    Recipient = $"staff:{recipients}-{i}",
                    Address = "bca01@example.org",
                    Day = s_day,
                    Kind = "digest",
                    Salutation = "Đồng chí",
                    Language = MailLanguage.Vi,
                    State = OutboxState.Queued,
                    CreatedAt = TimeProvider.System.GetUtcNow(),
                }
            );
        }

        await db.SaveChangesAsync();
        var facts = new ReminderContent
        {
            Kind = ReminderKind.Relations,
            SubjectVi = "Armenia",
            Years = 34,
            Origin = PartialDate.OfDay(new(1992, 7, 14)),
            WhyVi = "được phân công theo dõi địa bàn Châu Âu",
        }.ToJson();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into ledger ("Rule", "Subject", "Period", "Step", "Recipient", "Day", "SendOn", "State", "Reason", "Facts", "OutboxId", "CreatedRun", "ChangedRun")
            select 'relations', 'country:AM', '2026', '0', "Recipient", '2026-07-14', '2026-07-06', 'Due', 'benchmark', {facts}, "Id", 0, 0 from outbox where "State" = 'Queued'
            """
        );
    }

    static async Task<Measured> NodemailerAsync(string folder, int port, int mails, string mode)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Send", "nodemailer.js");
        var start = new ProcessStartInfo(
            "node",
            [script, mode, $"{port}", $"{mails}", Path.Combine(folder, "text"), Path.Combine(folder, "html")]
        );
        start.Environment["NODE_PATH"] = "/usr/share/nodejs"; // Debian's node-nodemailer
        var all = await Child.OtherAsync(Nodemailer, start);
        return all with { Seconds = Measured.Number(all.Did) }; // without what is compiled first; the processor's time is of all
    }

    static Task<Measured> SmtpSourceAsync(int port, int mails, int bytes) =>
        Child.OtherAsync(
            SmtpSource,
            new("/usr/sbin/smtp-source", ["-s", "1", "-d", "-m", $"{mails}", "-l", $"{bytes}", $"127.0.0.1:{port}"])
        );

    static Process StartSink(out int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        string[] user = Environment.UserName == "root" ? ["-u", "nobody"] : [];
        return Process.Start("/usr/sbin/smtp-sink", [.. user, $"127.0.0.1:{port}", "100"]);
    }

    static async Task WaitAsync(int port)
    {
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Yield();
            }
        }
    }
}
