using Microsoft.EntityFrameworkCore;
using SyncWorker.Hosting;
using SyncWorker.Send;
using SyncWorker.Send.Outbox;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Send;

/// <summary>A run of send is spared when it would do nothing, and never when it might do something.</summary>
public sealed class PendingMailTests
{
    const string Gone = "gone"; // not written by a worker, so it is none that lives

    [Fact]
    public async Task With_nothing_in_the_outbox_there_is_no_work_after_the_days_first_run()
    {
        using var desk = await SendDesk.OpenAsync();

        Assert.Null(WhyNone(desk)); // not even a home
        await desk.SendAsync();

        Assert.Equal("no mail is due", WhyNone(desk));
    }

    [Fact]
    public async Task A_queued_mail_is_work_within_mail_hours_only()
    {
        using var desk = await QuietDeskAsync();
        await desk.QueueAsync();
        Assert.Null(WhyNone(desk));

        desk.Clock.Advance(TimeSpan.FromHours(10)); // 18:00

        Assert.Contains("mail hours", WhyNone(desk), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_run_of_a_working_day_forgets_what_is_old_so_it_is_work()
    {
        using var desk = await QuietDeskAsync();

        desk.Clock.Advance(TimeSpan.FromHours(23)); // 07:00, before mail hours
        Assert.NotNull(WhyNone(desk));
        desk.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(WhyNone(desk));
        await desk.SendAsync();

        Assert.NotNull(WhyNone(desk));
    }

    [Theory]
    [InlineData("RetryAt")]
    [InlineData("Uncertain")]
    public async Task Another_try_is_work_when_its_time_has_come(string state)
    {
        using var desk = await QuietDeskAsync();
        await desk.QueueAsync(with: mail => (mail.State, mail.NextTryAt) = (Enum.Parse<OutboxState>(state), desk.Clock.GetUtcNow().AddMinutes(5)));
        Assert.NotNull(WhyNone(desk));

        desk.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Null(WhyNone(desk));
    }

    [Fact]
    public async Task A_weekly_outlook_is_work_from_its_hour_on()
    {
        using var desk = await QuietDeskAsync();
        await desk.QueueAsync(with: mail => mail.Kind = OutboxMail.Weekly);
        Assert.NotNull(WhyNone(desk));

        desk.Clock.Advance(TimeSpan.FromHours(6));

        Assert.Null(WhyNone(desk));
    }

    [Theory]
    [InlineData("Claimed")]
    [InlineData("Sending")]
    public async Task What_a_worker_left_in_its_hands_is_work(string state)
    {
        using var desk = await QuietDeskAsync();
        await desk.QueueAsync(with: mail => (mail.State, mail.LeaseOwner) = (Enum.Parse<OutboxState>(state), Gone));

        Assert.Null(WhyNone(desk));
    }

    [Fact]
    public async Task Notes_that_a_worker_left_are_work_until_they_are_gone()
    {
        using var desk = await QuietDeskAsync();
        using (DeliveryNotes.Begin(desk.Folders.Data, LeaseOwner.Me, 4711))
        {
            Assert.NotNull(WhyNone(desk));
        }

        using (DeliveryNotes.Begin(desk.Folders.Data, Gone, 4711))
        {
            Assert.Null(WhyNone(desk));
        }

        await desk.SendAsync();

        Assert.NotNull(WhyNone(desk));
    }

    [Theory]
    [InlineData("""update facts set "Value" = 'another machine' where "Name" = 'store.home'""")]
    [InlineData("""insert into facts ("Name", "Value") values ('send.login-refused', 'x')""")]
    [InlineData("""insert into holds ("What", "Reason", "Since") values ('send', 'test', 0)""")]
    [InlineData("""update runs set "Outcome" = 'Partly'""")]
    [InlineData("""update runs set "EndedAt" = null, "Outcome" = 'Running'""")]
    [InlineData("""delete from runs""")]
    [InlineData("""alter table outbox rename to later""")]
    [InlineData(null)]
    public async Task What_a_run_must_tell_of_is_work_at_any_hour(string? sql)
    {
        using var desk = await QuietDeskAsync();
        desk.Clock.Advance(TimeSpan.FromHours(12));
        Assert.NotNull(WhyNone(desk));

        if (sql is null)
        {
            await using var db = desk.Store.Open();
            new LastSend((await db.Facts.SingleAsync(fact => fact.Name == "store.id", TestContext.Current.CancellationToken)).Value, 2).Write(desk.Folders);
        }
        else
        {
            await ChangeAsync(desk, sql);
        }

        Assert.Null(WhyNone(desk));
    }

    [Fact]
    public void A_store_that_is_not_there_is_work()
    {
        using var folders = new TestFolders();

        Assert.Null(new PendingMail(folders.Worker, TimeProvider.System).WhyNone(Hosting.RunConfig.With("{}")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_a_run_would_change_is_work(int seed)
    {
        using var desk = await QuietDeskAsync();
        var random = new Random(seed);
        var (spared, changed) = (0, 0);
        for (var round = 0; round < 60; round++)
        {
            await MixAsync(desk, random);
            var whyNone = WhyNone(desk);
            var before = Dump(desk);
            var result = await desk.SendAsync();
            var didNothing = Dump(desk).SequenceEqual(before) && result.Outcome == StageOutcome.Done;

            Assert.True(whyNone is null || didNothing, $"Round {round}: \"{whyNone}\", but the run did something:\n{string.Join('\n', before.Except(Dump(desk)))}\n-\n{string.Join('\n', Dump(desk).Except(before))}");
            spared += whyNone is null ? 0 : 1;
            changed += didNothing ? 0 : 1;
        }

        Assert.InRange(spared, 5, 50);
        Assert.InRange(changed, 10, 55);
    }

    static string? WhyNone(SendDesk desk) => new PendingMail(desk.Folders, desk.Clock).WhyNone(desk.Config);

    /// <summary>At Monday 08:00, after a run that found nothing.</summary>
    static async Task<SendDesk> QuietDeskAsync()
    {
        var desk = await SendDesk.OpenAsync();
        await desk.SendAsync();
        return desk;
    }

    static async Task ChangeAsync(SendDesk desk, string sql)
    {
        await using var db = desk.Store.Open();
        await db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
    }

    /// <summary>Another time of another day, and an outbox with a few mails in any state.</summary>
    static async Task MixAsync(SendDesk desk, Random random)
    {
        await ChangeAsync(desk, """delete from outbox; delete from occurrences; delete from attempts; delete from holds""");
        desk.Clock.Advance(TimeSpan.FromHours(31) - desk.Now.Time.ToTimeSpan() + TimeSpan.FromMinutes(random.Next(11 * 60))); // the next day between 07:00 and 18:00
        var now = desk.Now;
        var newest = random.Next(1, 4);
        for (var i = random.Next(4); i > 0; i--)
        {
            await desk.QueueAsync($"staff:{random.Next(2)}", with: mail => Mix(mail, now, now.Today.AddDays(newest - i), random));
        }

        // As if today's first run had been, and mostly well.
        await using var db = desk.Store.Open();
        db.Runs.Add(new() { Stage = "send", AsOf = now.Today, Outcome = random.Next(8) == 0 ? RunOutcome.Failed : RunOutcome.Done });
        if (random.Next(10) == 0)
        {
            db.Holds.Add(new() { What = "send", Reason = "test", Since = now.Instant, Until = now.Instant.AddMinutes(random.Next(-5, 5)) });
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        if (random.Next(10) == 0)
        {
            DeliveryNotes.Begin(desk.Folders.Data, Gone, 4711).Dispose();
        }
    }

    static void Mix(OutboxMail mail, Moment now, DateOnly day, Random random)
    {
        mail.State = random.GetItems(Enum.GetValues<OutboxState>(), 1)[0];
        mail.Day = day;
        mail.Kind = $"{random.GetItems(["digest", "digest", "weekly", "urgent"], 1)[0]}";
        mail.CreatedAt = now.Instant;
        mail.NextTryAt = random.Next(3) == 0 ? null : now.Instant.AddMinutes(random.Next(-3, 4));
        if (mail.State is OutboxState.Claimed or OutboxState.Sending)
        {
            mail.LeaseOwner = random.Next(2) == 0 ? Gone : LeaseOwner.Me;
            mail.LeaseUntil = now.Instant.AddMinutes(random.Next(-3, 4));
        }
    }

    static List<string> Dump(SendDesk desk) =>
        [.. StoreDump.Read(desk.Store.Path, "runs"), .. Directory.GetFiles(desk.Folders.Data, "*", SearchOption.AllDirectories).Where(file => !Path.GetFileName(file).StartsWith("syncworker.db", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
