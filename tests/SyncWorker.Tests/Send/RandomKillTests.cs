using System.Diagnostics;
using System.Globalization;
using System.Text;
using MimeKit;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Send;

/// <summary>
/// The program is killed as by kill -9 and started again until all mails have left: half the time while the server waits for a
/// line, half the time just after it has answered, when the worker notes, settles, claims and writes.
/// </summary>
public sealed class RandomKillTests(ITestOutputHelper output)
{
    /// <summary>How often the program is killed; SYNCWORKER_KILLS=300 is the full run, with 2,000 mails.</summary>
    static int Kills => int.Parse(Environment.GetEnvironmentVariable("SYNCWORKER_KILLS") ?? "3", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Killed_at_random_moments_no_mail_is_lost_and_none_doubled_but_those_called_uncertain()
    {
        var killer = new Killer();
        await using var sink = new SmtpSink(moment =>
        {
            // A message has a hundred lines; each counts as much as a command only now and then.
            if (moment.Step != "content" || moment.Line.Length % 25 == 0)
            {
                killer.Pass();
            }

            return null;
        });

        await KillAsync(
            killer,
            sink.Port,
            mails: Kills * 20 / 3,
            () => Task.FromResult<IReadOnlyList<string>>([.. sink.Mails.Select(mail => mail.MessageId)])
        );
    }

    [Fact]
    [Trait("Needs", "postfix")]
    public async Task Killed_while_Postfix_takes_the_mails_none_is_lost_or_doubled_either()
    {
        await using var server = await RealServerTests.StartAsync();
        var killer = new Killer();
        using var writing = new FileSystemWatcher(server.Folder) { InternalBufferSize = 65_536 };
        writing.Created += (_, _) => killer.Pass();
        writing.Changed += (_, _) => killer.Pass();
        writing.EnableRaisingEvents = true;

        // Postfix does not wait for the killer: few mails would all have left before it hears of the first.
        // What a kill cut off within DATA has no end; it was never taken.
        await KillAsync(
            killer,
            server.Port,
            mails: Math.Max(600, Kills * 20 / 3),
            async () =>
                [
                    .. (await RealServerTests.TakenAsync(server))
                        .Where(mail => mail.TrimEnd().EndsWith("--", StringComparison.Ordinal))
                        .Select(mail => MimeMail.Read(Encoding.Latin1.GetBytes(mail)).Headers[HeaderId.MessageId]!),
                ]
        );
    }

    async Task KillAsync(Killer killer, int port, int mails, Func<Task<IReadOnlyList<string>>> taken)
    {
        var kills = Kills;
        var chance = new Chance(20261121);
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueManyAsync(mails);
        WriteConfig(fixture, port);

        var killed = 0;
        for (var i = 0; i < kills; i++)
        {
            // Spread over all the mails: nearly as many are to leave before this kill, on the average, as before any to come.
            var sofar = (await taken()).Count;
            var perMail = sofar == 0 ? 2 : (double)killer.Passed / sofar; // a low guess: the first kill must find mails
            var running = Start(fixture); // not disposed: a kill may still be on its way when it has ended by itself
            killer.Aim(
                running,
                1 + chance.Below((int)Math.Max(4, 1.6 * perMail * (mails - sofar) / (kills - i))),
                isAfterAnswer: chance.Below(2) == 1
            );
            await running.WaitForExitAsync(TestContext.Current.CancellationToken);
            killed += running.ExitCode == 0 ? 0 : 1;
        }

        killer.Rest();
        var last = await ProgramRun.WaitAsync(Arguments(fixture));

        Assert.True(last.ExitCode is 0 or 3, last.ToString());
        var arrived = (await taken()).GroupBy(id => id).ToDictionary(group => group.Key, group => group.Count());
        var rows = await fixture.MailsAsync();
        var uncertain = rows.Where(row => row.State == OutboxState.Uncertain).ToList();
        var lost = rows.Count(row => row.State == OutboxState.Sent && !arrived.ContainsKey(row.MessageId!));
        var doubled = rows.Count(row => row.MessageId is { } id && arrived.GetValueOrDefault(id) > 1);
        output.WriteLine(
            $"{killed} kills, {mails} mails: {lost} lost, {doubled} doubled, {rows.Count(row => row.State == OutboxState.Sent)} sent, {uncertain.Count} uncertain ({uncertain.Count(row => arrived.ContainsKey(row.MessageId!))} of them arrived)"
        );
        Assert.Equal(mails, rows.Count);
        Assert.All(rows, row => Assert.True(row.State is OutboxState.Sent or OutboxState.Uncertain, $"{row.Id} is {row.State}"));
        Assert.Equal((0, 0), (lost, doubled));
        Assert.InRange(uncertain.Count, 0, killed); // one mail at most is under way
        Assert.InRange(killed, 1, kills);
    }

    [Fact]
    public async Task Two_workers_at_once_send_each_mail_once()
    {
        const int Mails = 300;
        using var secondCame = new ManualResetEventSlim();
        await using var sink = new SmtpSink(moment =>
        {
            if (moment is { Session: 2, Step: "MAIL" })
            {
                secondCame.Set();
            }
            else if (moment is { Session: 1, Step: "dot" })
            {
                secondCame.Wait(TestContext.Current.CancellationToken); // the first has claimed its mails and waits with one under way
            }

            return null;
        });
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueManyAsync(Mails);
        WriteConfig(fixture, sink.Port);

        var both = await Task.WhenAll(ProgramRun.WaitAsync(Arguments(fixture)), ProgramRun.WaitAsync(Arguments(fixture)));

        Assert.All(both, run => Assert.True(run.ExitCode == 0, run.ToString()));
        Assert.Equal(Mails, sink.Mails.Count);
        Assert.Equal(Mails, sink.Mails.Select(mail => mail.MessageId).Distinct().Count());
        Assert.All(await fixture.MailsAsync(), row => Assert.Equal(OutboxState.Sent, row.State));
        Assert.Equal(2, (await fixture.AttemptsAsync()).Select(attempt => attempt.Fence).Distinct().Count());
    }

    static void WriteConfig(SendFixture fixture, int port)
    {
        foreach (var stage in (string[])["poll", "reconcile", "remind"])
        {
            File.WriteAllText(Path.Combine(fixture.Folders.Config, stage + ".json"), "{}");
        }

        foreach (var file in Directory.EnumerateFiles(SourceTree.Config, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(fixture.Folders.Config, Path.GetRelativePath(SourceTree.Config, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        File.WriteAllText(Path.Combine(fixture.Folders.Config, "schedule.json"), """{ "goLive": "2026-01-01", "mode": "live" }""");
        File.WriteAllText(
            Path.Combine(fixture.Folders.Config, "send.json"),
            $$"""
            {
              "transport": "smtp", "from": { "address": "nhacviec@example.org" }, "allowedDomains": ["example.org"], "storm": { "mostADay": 100000 },
              "smtp": { "host": "127.0.0.1", "port": {{port}}, "security": "none" }
            }
            """
        );
    }

    static Process Start(SendFixture fixture)
    {
        var process = ProgramRun.Start(Arguments(fixture));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    static string[] Arguments(SendFixture fixture) =>
        ["--config", fixture.Folders.Config, "--data", fixture.Folders.Data, "send", "--as-of", "2026-07-06"];

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

    /// <summary>Kills a process when so many more moments of its dialogue have passed.</summary>
    sealed class Killer
    {
        long _passed;
        long _killAt = long.MaxValue;
        bool _isAfterAnswer;
        Process? _running;

        public long Passed => Volatile.Read(ref _passed);

        public void Aim(Process running, int moments, bool isAfterAnswer)
        {
            (_running, _isAfterAnswer) = (running, isAfterAnswer);
            Volatile.Write(ref _killAt, Passed + moments);
        }

        public void Rest() => Volatile.Write(ref _killAt, long.MaxValue);

        public void Pass()
        {
            var at = Volatile.Read(ref _killAt);
            if (Interlocked.Increment(ref _passed) < at || Interlocked.CompareExchange(ref _killAt, long.MaxValue, at) != at)
            {
                return;
            }

            if (_isAfterAnswer)
            {
                ThreadPool.QueueUserWorkItem(_ => _running!.Kill());
                return;
            }

            _running!.Kill();
        }
    }
}
