using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Send;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Benchmarks.Send;

/// <summary>
/// Mails of about 5 KB to Postfix's smtp-sink on loopback over one connection, in turn: through our durable outbox (rendered,
/// composed, frozen, handed over, settled), by nodemailer's pool of one (composed), by smtp-source (neither).
/// </summary>
static class SendBenchmark
{
    static readonly DateOnly s_day = new(2026, 7, 6);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var mails = arguments is [var first] ? int.Parse(first, CultureInfo.InvariantCulture) : 10_000;
        var folder = Directory.CreateTempSubdirectory("syncworker-bench-").FullName;
        using var sink = StartSink(out var port);
        try
        {
            await WaitAsync(port);
            var (ours, bytes, text, html) = await OursAsync(folder, port, mails);
            await File.WriteAllTextAsync(Path.Combine(folder, "text"), text);
            await File.WriteAllTextAsync(Path.Combine(folder, "html"), html);
            var node = await NodemailerAsync(folder, port, mails);
            var source = await SmtpSourceAsync(port, mails, bytes);
            Console.WriteLine($"{mails} mails of {bytes} bytes, one connection to smtp-sink on loopback");
            Console.WriteLine($"  outbox      {ours.TotalSeconds,7:0.00} s  {mails / ours.TotalSeconds,6:0} a second");
            Console.WriteLine($"  nodemailer  {node.TotalSeconds,7:0.00} s  {mails / node.TotalSeconds,6:0} a second  outbox is {node / ours:0.00} x");
            Console.WriteLine($"  smtp-source {source.TotalSeconds,7:0.00} s  {mails / source.TotalSeconds,6:0} a second  outbox is {source / ours:0.00} x");
            return 0;
        }
        finally
        {
            sink.Kill();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<(TimeSpan Time, int Bytes, string Text, string Html)> OursAsync(string folder, int port, int mails)
    {
        var (shipped, faults) = ConfigFolder.Load(Path.Combine(AppContext.BaseDirectory, "config"));
        var config = (shipped ?? throw new InvalidOperationException(string.Join('\n', faults))) with
        {
            Send = new()
            {
                From = shipped.Send.From,
                AllowedDomains = ["example.org"],
                Transport = TransportKind.Smtp,
                Storm = new() { MostADay = mails },
                Smtp = new() { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None },
            },
            Schedule = new() { GoLive = new(2026, 1, 1), Mode = MailMode.Live },
        };
        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddSyncWorker(new(Path.Combine(AppContext.BaseDirectory, "config"), folder), new(config), TimeProvider.System)
            .BuildServiceProvider();
        var store = services.GetRequiredService<SyncStore>();
        await store.PrepareAsync(CancellationToken.None);
        await QueueAsync(store, mails);
        var at = Moment.Read(TimeProvider.System, config.Zone).AsOf(s_day);
        var watch = Stopwatch.StartNew();
        var result = await services.GetRequiredService<SendStage>().RunAsync(new(at), CancellationToken.None);
        watch.Stop();
        await using var db = store.Open();
        var message = await db.Outbox.Select(mail => mail.Message!).FirstAsync();
        var read = MimeReader.Read(message);
        return result.Counts[0].Number == mails
            ? (watch.Elapsed, message.Length, read.Text, read.Html)
            : throw new InvalidOperationException($"{result.Outcome}: {string.Join(", ", result.Counts)} {string.Join(' ', result.Notes)}");
    }

    static async Task QueueAsync(SyncStore store, int mails)
    {
        await using var db = store.Open();
        for (var i = 0; i < mails; i++)
        {
            db.Outbox.Add(new() { Recipient = $"staff:{i}", Address = "bca01@example.org", Day = s_day, Kind = "digest", Salutation = "Đồng chí", Language = "vi", State = OutboxState.Queued, CreatedAt = TimeProvider.System.GetUtcNow() });
        }

        await db.SaveChangesAsync();
        var facts = new OccurrenceFacts { Kind = "relations", SubjectVi = "Armenia", Years = 34, Origin = PartialDate.OfDay(new(1992, 7, 14)), WhyVi = "được phân công theo dõi địa bàn Châu Âu" }.ToJson();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into occurrences ("Rule", "Subject", "Period", "Step", "Recipient", "Day", "SendOn", "State", "Reason", "Facts", "OutboxId", "CreatedRun", "ChangedRun")
            select 'relations', 'country:AM', '2026', '0', "Recipient", '2026-07-14', '2026-07-06', 'Due', 'benchmark', {facts}, "Id", 0, 0 from outbox
            """);
    }

    static async Task<TimeSpan> NodemailerAsync(string folder, int port, int mails)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Send", "nodemailer.js");
        var start = new ProcessStartInfo("node", [script, $"{port}", $"{mails}", Path.Combine(folder, "text"), Path.Combine(folder, "html")]) { RedirectStandardOutput = true };
        start.Environment["NODE_PATH"] = "/usr/share/nodejs"; // Debian's node-nodemailer
        using var node = Process.Start(start)!;
        var seconds = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));
    }

    static async Task<TimeSpan> SmtpSourceAsync(int port, int mails, int bytes)
    {
        var watch = Stopwatch.StartNew();
        using var source = Process.Start("/usr/sbin/smtp-source", ["-s", "1", "-d", "-m", $"{mails}", "-l", $"{bytes}", $"127.0.0.1:{port}"]);
        await source.WaitForExitAsync();
        return watch.Elapsed;
    }

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
