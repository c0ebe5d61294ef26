using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Inbox.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Flow;

/// <summary>
/// A thousand messages in the mailbox of a real Dovecot, of every kind that comes, and a job inbox that is killed ten times: each is
/// accounted for once, and what it asked for was done once.
/// </summary>
[Trait("Needs", "dovecot")]
public sealed class InboxKillFlow(ITestOutputHelper output)
{
    const int All = 1000;
    static readonly int Kills = Thorough.Or(10, 4);
    const string Day = "2026-07-06";

    static readonly DateOnly s_day = new(2026, 7, 6);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_messages_are_accounted_for_once_each_over_many_kills()
    {
        await using var server = await Dovecot.StartAsync();
        using var folders = new TestFolders();
        var root = Path.Combine(folders.Root, "demo");
        var worker = new WorkerFolders(Path.Combine(root, "config"), Path.Combine(root, "data"));
        foreach (var day in (string[])["2026-06-29", "2026-07-02", Day])
        {
            var demo = await ProgramRun.WaitAsync(["demo", "--dir", root, "--as-of", day]);
            Assert.True(demo.ExitCode is 0 or 3, demo.ToString());
        }

        Configure(worker, server);
        var store = new SyncStore(worker, TimeProvider.System);
        var before = await OutboxAsync(store);
        var box = await FillAsync(worker, store, before);
        await server.DeliverAsync(box.Select(message => message.Bytes));

        var killed = 0;
        string[] moments = ["inbox.booking", "inbox.booked"];
        for (var tries = 0; killed < Kills; tries++)
        {
            Assert.True(tries < 20 * Kills, $"only {killed} runs were killed before all messages were handled");
            killed += await RunAsync(worker, killed % 4 < 2 ? moments[killed % 2] : null, TimeSpan.FromSeconds(2 + (killed / 2))) ? 1 : 0;
        }

        var last = await ProgramRun.WaitAsync(["inbox", "--as-of", Day, "--config", worker.Config, "--data", worker.Data]);
        var again = await ProgramRun.WaitAsync(["inbox", "--as-of", Day, "--config", worker.Config, "--data", worker.Data]);

        Assert.True(last.ExitCode is 0 or 3, last.ToString());
        Assert.True(again.ExitCode == 0, again.ToString());
        await using var db = store.Open();
        var rows = await db.Inbox.ToListAsync(Stop);
        Print(rows, killed);
        Assert.Equal(All, rows.Count);
        Assert.Equal(All, rows.Select(row => row.Key).Distinct().Count());
        Assert.Equal(Table(box.Select(message => (message.Kind, message.Outcome))), Table(rows.Select(row => (row.Kind, row.Outcome))));
        Assert.Equal(0, await server.CountAsync("INBOX"));
        var moved = 0;
        foreach (var folder in (string[])["done", "replies", "refused"])
        {
            moved += await server.CountAsync($"SyncWorker/{folder}");
        }

        Assert.Equal(All, moved);
        Assert.Equal(
            box.Where(message => message.IsFirst).Select(message => message.Reminder).Order(),
            (await db.Answers.Select(answer => answer.Reminder).ToListAsync(Stop)).Order()
        );
        var passed = (await OutboxAsync(store)).Where(mail => mail.Kind.StartsWith(OutboxMail.Notice, StringComparison.Ordinal)).ToList();
        var bounced = box.Count(message => message is { Kind: InboxKind.DeliveryReport, Outcome: InboxOutcome.Taken });
        Assert.Equal(bounced, await db.DeadAddresses.CountAsync(Stop));
        Assert.Equal(bounced, (await OutboxAsync(store)).Count(mail => mail.State == OutboxState.Refused));
        Assert.Equal(box.Count(message => message.Outcome == InboxOutcome.Forwarded) + bounced, passed.Count); // one each, to the desk
    }

    // True when it was killed, and did not come to its end before.
    static async Task<bool> RunAsync(WorkerFolders worker, string? moment, TimeSpan after)
    {
        using var process = ProgramRun.Start(
            ["inbox", "--as-of", Day, "--config", worker.Config, "--data", worker.Data],
            moment is null ? null : new Dictionary<string, string> { ["SYNCWORKER_KILL_AT"] = moment }
        );
        var reading = Task.WhenAll(process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        if (moment is null && await Task.WhenAny(process.WaitForExitAsync(Stop), Task.Delay(after, TimeProvider.System, Stop)) is { } first)
        {
            process.Kill();
            await first;
        }

        await process.WaitForExitAsync(Stop);
        await reading;
        return process.ExitCode == 137;
    }

    static async Task<List<OutboxMail>> OutboxAsync(SyncStore store)
    {
        await using var db = store.Open();
        return await db.Outbox.OrderBy(mail => mail.Id).ToListAsync(Stop);
    }

    static void Configure(WorkerFolders worker, Dovecot server)
    {
        var file = Path.Combine(worker.Config, "send.json");
        var options = server.Options;
        var imap =
            $$"""{ "host": "127.0.0.1", "port": {{options.Port}}, "user": "{{Dovecot.User}}", "secret": "imap", "trustFile": "{{server.CertificateFile}}" }""";
        File.WriteAllText(
            file,
            File.ReadAllText(file).Replace("\"folder\": \"answers\" }", $"\"imap\": {imap} }}", StringComparison.Ordinal)
        );
        var staff = Path.Combine(worker.Config, "staff.json");
        Assert.Contains("\"imap\"", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Contains("\"email\"", File.ReadAllText(staff), StringComparison.Ordinal);
        new SecretStore(worker, TimeProvider.System).Set("imap", Dovecot.Password, null);
    }

    // What each message is, and what is to become of it, in an order that is the same each time.
    static async Task<List<Expected>> FillAsync(WorkerFolders worker, SyncStore store, List<OutboxMail> mails)
    {
        await using var db = store.Open();
        var key = AnswerKey.Find(new(worker, TimeProvider.System))!;
        var sent = mails.Where(mail => mail is { State: OutboxState.Sent, IsForStaff: true, Kind: OutboxMail.Digest }).ToList();
        var ids = sent.ConvertAll(mail => mail.Id);
        var reminders = await db
            .Ledger.Where(row => ids.Contains(row.OutboxId!.Value) && row.State == LedgerState.Sent)
            .OrderBy(row => row.Id)
            .ToListAsync(Stop);
        var taken = reminders.Where(row => row.Recipient != sent[^1].Recipient).Take(40).ToList();
        var address = sent.DistinctBy(mail => mail.Recipient).ToDictionary(mail => mail.Recipient, mail => mail.Address!);
        string Token(LedgerEntry row, int days = 30) =>
            AnswerToken.Sign(key, AnswerAction.Acknowledge, row.Id, row.Recipient, s_day.AddDays(days)).ToString();
        var box = new List<Expected>();
        void Add(byte[] bytes, InboxKind kind, InboxOutcome outcome, long? first = null) => box.Add(new(bytes, kind, outcome, first));
        foreach (var row in taken)
        {
            var good = Letters.Mail(address[row.Recipient], Token(row), id: $"good-{row.Id}");
            Add(good, InboxKind.Answer, InboxOutcome.Taken, row.Id);
            Add(good, InboxKind.Repeat, InboxOutcome.Ignored); // the same message once more
            Add(Letters.Mail(address[row.Recipient], Token(row)), InboxKind.Answer, InboxOutcome.Taken); // replayed as another one
            Add(
                Letters.Mail(address[row.Recipient], Token(row)[..^21] + new string('0', 20) + "]"),
                InboxKind.Answer,
                InboxOutcome.Refused
            );
            Add(Letters.Mail(address[row.Recipient], Token(row, -1)), InboxKind.Answer, InboxOutcome.Refused);
            Add(Letters.Mail("stranger@example.net", Token(row)), InboxKind.Answer, InboxOutcome.Refused);
        }

        for (var i = 0; i < 120; i++)
        {
            var outcome = i < 100 ? InboxOutcome.Forwarded : InboxOutcome.Kept; // so many a day
            Add(Letters.Mail($"hoi{i % 40}@example.net", $"Trả lời {i}", "Tuần sau chúng tôi gửi."), InboxKind.Reply, outcome);
        }

        Add(Letters.Report(sent[^1]), InboxKind.DeliveryReport, InboxOutcome.Taken);
        for (var i = 0; i < 60; i++)
        {
            Add(Letters.Report($"<{i}.000000000000@example.org>", "a@example.org"), InboxKind.DeliveryReport, InboxOutcome.Refused);
            Add(Letters.Report(sent[0], $"chief{i}@example.org"), InboxKind.DeliveryReport, InboxOutcome.Refused);
            Add(Letters.Report(sent[0], action: "delayed", status: "4.4.1"), InboxKind.DeliveryReport, InboxOutcome.Ignored);
            Add(Letters.Mail($"a{i}@example.net", "Automatic reply: away"), InboxKind.Automatic, InboxOutcome.Ignored);
            Add(
                Letters.Mail($"b{i}@example.net", "Bản tin", head: "List-Id: <news.example.net>"),
                InboxKind.Automatic,
                InboxOutcome.Ignored
            );
            Add(Letters.Bomb(200 + i), InboxKind.Unreadable, InboxOutcome.SetAside);
            Add(Letters.FromText($"Subject: =?utf-7?Q?x{i}?=\n\nx"), InboxKind.Reply, InboxOutcome.SetAside); // of nobody
            Add(Letters.FromText($"no header {i}\n\nx"), InboxKind.Unreadable, InboxOutcome.SetAside);
        }

        while (box.Count < All)
        {
            Add(
                Letters.FromText(
                    $"From: c@example.net\nSubject: =?x-klingon?B?AAAA?= {box.Count}\nAuto-Submitted: auto-replied\nContent-Type: text/plain; charset=x-klingon\n\nx"
                ),
                InboxKind.Automatic,
                InboxOutcome.Ignored
            );
        }

        Assert.Equal(All, box.Count);
        return box;
    }

    void Print(List<InboxMessage> rows, int killed)
    {
        output.WriteLine($"{rows.Count} messages, {killed} kills");
        foreach (var line in Table(rows.Select(row => (row.Kind, row.Outcome))))
        {
            output.WriteLine(line);
        }
    }

    static List<string> Table(IEnumerable<(InboxKind Kind, InboxOutcome Outcome)> messages) =>
        [
            .. messages
                .GroupBy(message => message)
                .OrderBy(group => group.Key)
                .Select(group =>
                    string.Create(CultureInfo.InvariantCulture, $"{group.Key.Kind, -16} {group.Key.Outcome, -10} {group.Count(), 4}")
                ),
        ];

    /// <param name="First">The reminder that it is the first to answer; null for none.</param>
    sealed record Expected(byte[] Bytes, InboxKind Kind, InboxOutcome Outcome, long? First)
    {
        public bool IsFirst => First is not null;

        public long Reminder => First!.Value;
    }
}
