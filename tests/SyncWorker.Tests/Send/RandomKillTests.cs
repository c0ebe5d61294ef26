using System.Diagnostics;
using System.Globalization;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Send;

public sealed class RandomKillTests(ITestOutputHelper output)
{
    /// <summary>How often the program is killed; SYNCWORKER_KILLS=300 is the full run, with 2,000 mails.</summary>
    static int Kills => int.Parse(Environment.GetEnvironmentVariable("SYNCWORKER_KILLS") ?? "3", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Killed_at_random_moments_of_the_dialogue_no_mail_is_lost_and_none_doubled_but_those_called_uncertain()
    {
        var kills = Kills;
        var mails = kills * 20 / 3;
        var chance = new Chance(20261121);
        var killAt = long.MaxValue;
        var seen = 0L;
        Process? running = null;
        await using var sink = new SmtpSink(moment =>
        {
            // A message has a hundred lines; each counts as much as a command only now and then.
            if ((moment.Step != "content" || moment.Line.Length % 25 == 0) && Interlocked.Increment(ref seen) == Volatile.Read(ref killAt))
            {
                running?.Kill();
            }

            return null;
        });
        using var desk = await SendDesk.OpenAsync();
        await desk.QueueManyAsync(mails);
        WriteConfig(desk, sink.Port);

        var killed = 0;
        for (var i = 0; i < kills; i++)
        {
            Volatile.Write(ref killAt, Volatile.Read(ref seen) + 1 + chance.Below(50));
            running = Start(desk);
            await running.WaitForExitAsync(TestContext.Current.CancellationToken);
            killed += running.ExitCode == 0 ? 0 : 1;
            running.Dispose();
        }

        Volatile.Write(ref killAt, long.MaxValue);
        var last = await ProgramRun.WaitAsync(Arguments(desk));

        Assert.True(last.ExitCode is 0 or 3, last.ToString());
        var arrived = sink.Mails.GroupBy(mail => mail.MessageId).ToDictionary(group => group.Key, group => group.Count());
        var rows = await desk.MailsAsync();
        var uncertain = rows.Where(row => row.State == OutboxState.Uncertain).ToList();
        output.WriteLine($"{killed} kills, {mails} mails: {rows.Count(row => row.State == OutboxState.Sent)} sent, {uncertain.Count} uncertain ({uncertain.Count(row => arrived.ContainsKey(row.MessageId!))} of them arrived), most in one mail {arrived.Values.Max()}");
        Assert.Equal(mails, rows.Count);
        Assert.All(rows, row => Assert.True(row.State is OutboxState.Sent or OutboxState.Uncertain, $"{row.Id} is {row.State}"));
        Assert.All(rows.Where(row => row.State == OutboxState.Sent), row => Assert.Equal(1, arrived[row.MessageId!]));
        Assert.All(uncertain, row => Assert.InRange(arrived.GetValueOrDefault(row.MessageId!), 0, 1));
        Assert.InRange(killed, 1, kills);
    }

    static void WriteConfig(SendDesk desk, int port)
    {
        foreach (var stage in (string[])["poll", "reconcile", "remind"])
        {
            File.WriteAllText(Path.Combine(desk.Folders.Config, stage + ".json"), "{}");
        }

        foreach (var file in Directory.EnumerateFiles(SourceTree.Config, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(desk.Folders.Config, Path.GetRelativePath(SourceTree.Config, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        File.WriteAllText(Path.Combine(desk.Folders.Config, "schedule.json"), """{ "goLive": "2026-01-01", "mode": "live" }""");
        File.WriteAllText(
            Path.Combine(desk.Folders.Config, "send.json"),
            $$"""
            {
              "transport": "smtp", "from": { "address": "nhacviec@example.org" }, "allowedDomains": ["example.org"], "storm": { "mostADay": 100000 },
              "smtp": { "host": "127.0.0.1", "port": {{port}}, "security": "none" }
            }
            """);
    }

    static Process Start(SendDesk desk)
    {
        var process = ProgramRun.Start(Arguments(desk));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    static string[] Arguments(SendDesk desk) => ["--config", desk.Folders.Config, "--data", desk.Folders.Data, "send", "--as-of", "2026-07-06"];

    /// <summary>The same numbers in each run (Numerical Recipes' linear congruence).</summary>
    sealed class Chance(uint seed)
    {
        uint _state = seed;

        public int Below(int bound)
        {
            _state = unchecked((_state * 1664525) + 1013904223);
            return (int)((_state >> 8) % (uint)bound);
        }
    }
}
