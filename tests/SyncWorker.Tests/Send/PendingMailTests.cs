using Microsoft.EntityFrameworkCore;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Send;
using SyncWorker.Send.Outbox;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send;

/// <summary>A run of send is spared when it would do nothing, and never when it might do something.</summary>
public sealed class PendingMailTests
{
    const string Gone = "gone"; // not written by a worker, so it is none that lives

    [Fact]
    public async Task With_nothing_in_the_outbox_there_is_no_work_after_the_days_first_run()
    {
        using var fixture = await SendFixture.OpenAsync();

        Assert.Null(WhyNone(fixture)); // not even a home
        await fixture.SendAsync();

        Assert.Equal("no mail is due", WhyNone(fixture));
    }

    [Fact]
    public async Task A_queued_mail_is_work_within_mail_hours_only()
    {
        using var fixture = await QuietDeskAsync();
        await fixture.QueueAsync();
        Assert.Null(WhyNone(fixture));

        fixture.Clock.Advance(TimeSpan.FromHours(10)); // 18:00

        Assert.Contains("mail hours", WhyNone(fixture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_run_of_a_working_day_forgets_what_is_old_so_it_is_work()
    {
        using var fixture = await QuietDeskAsync();

        fixture.Clock.Advance(TimeSpan.FromHours(23)); // 07:00, before mail hours
        Assert.NotNull(WhyNone(fixture));
        fixture.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(WhyNone(fixture));
        await fixture.SendAsync();

        Assert.NotNull(WhyNone(fixture));
    }

    [Theory]
    [InlineData("RetryAt")]
    [InlineData("Uncertain")]
    public async Task Another_try_is_work_when_its_time_has_come(string state)
    {
        using var fixture = await QuietDeskAsync();
        await fixture.QueueAsync(with: mail =>
            (mail.State, mail.NextTryAt) = (Enum.Parse<OutboxState>(state), fixture.Clock.GetUtcNow().AddMinutes(5))
        );
        Assert.NotNull(WhyNone(fixture));

        fixture.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Null(WhyNone(fixture));
    }

    [Fact]
    public async Task A_weekly_outlook_is_work_from_its_hour_on()
    {
        using var fixture = await QuietDeskAsync();
        await fixture.QueueAsync(with: mail => mail.Kind = OutboxMail.Weekly);
        Assert.NotNull(WhyNone(fixture));

        fixture.Clock.Advance(TimeSpan.FromHours(6));

        Assert.Null(WhyNone(fixture));
    }

    [Theory]
    [InlineData("Claimed")]
    [InlineData("Sending")]
    public async Task What_a_worker_left_in_its_hands_is_work(string state)
    {
        using var fixture = await QuietDeskAsync();
        await fixture.QueueAsync(with: mail => (mail.State, mail.LeaseOwner) = (Enum.Parse<OutboxState>(state), Gone));

        Assert.Null(WhyNone(fixture));
    }

    [Fact]
    public async Task Notes_that_a_worker_left_are_work_until_they_are_gone()
    {
        using var fixture = await QuietDeskAsync();
        using (DeliveryJournal.Begin(fixture.Folders.Data, LeaseOwner.Me, 4711))
        {
            Assert.NotNull(WhyNone(fixture));
        }

        using (DeliveryJournal.Begin(fixture.Folders.Data, Gone, 4711))
        {
            Assert.Null(WhyNone(fixture));
        }

        await fixture.SendAsync();

        Assert.NotNull(WhyNone(fixture));
    }

    [Theory]
    [InlineData("""update facts set Value = 'another machine' where Name = 'store.home'""")]
    [InlineData("""insert into facts (Name, Value) values ('send.login-refused', 'x')""")]
    [InlineData("""insert into holds (What, Reason, Since) values ('send', 'test', 0)""")]
    [InlineData("""update runs set Outcome = 'Partly'""")]
    [InlineData("""update runs set EndedAt = null, Outcome = 'Running'""")]
    [InlineData("""delete from runs""")]
    [InlineData("""alter table outbox rename to later""")]
    [InlineData(null)]
    public async Task What_a_run_must_tell_of_is_work_at_any_hour(string? sql)
    {
        using var fixture = await QuietDeskAsync();
        fixture.Clock.Advance(TimeSpan.FromHours(12));
        Assert.NotNull(WhyNone(fixture));

        if (sql is null)
        {
            await using var db = fixture.Store.Open();
            new LastSendMarker(
                (await db.Facts.SingleAsync(fact => fact.Name == "store.id", TestContext.Current.CancellationToken)).Value,
                2
            ).Write(fixture.Folders);
        }
        else
        {
            await ChangeAsync(fixture, sql);
        }

        Assert.Null(WhyNone(fixture));
    }

    [Fact]
    public void A_store_that_is_not_there_is_work()
    {
        using var folders = new TestFolders();

        Assert.Null(new PendingMail(folders.Worker, TimeProvider.System).WhyNone(Hosting.RunConfig.With("{}").SendSettings.Union));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_a_run_would_change_is_work(int seed)
    {
        using var fixture = await QuietDeskAsync();
        var random = new Random(seed);
        var (spared, changed) = (0, 0);
        for (var round = 0; round < 60; round++)
        {
            await MixAsync(fixture, random);
            var whyNone = WhyNone(fixture);
            var before = Dump(fixture);
            var result = await fixture.SendAsync();
            var didNothing = Dump(fixture).SequenceEqual(before) && result.Outcome == StageOutcome.Done;

            Assert.True(
                whyNone is null || didNothing,
                $"Round {round}: \"{whyNone}\", but the run did something:\n{string.Join('\n', before.Except(Dump(fixture)))}\n-\n{string.Join('\n', Dump(fixture).Except(before))}"
            );
            spared += whyNone is null ? 0 : 1;
            changed += didNothing ? 0 : 1;
        }

        Assert.InRange(spared, 5, 50);
        Assert.InRange(changed, 10, 55);
    }

    static string? WhyNone(SendFixture fixture) =>
        new PendingMail(fixture.Folders, fixture.Clock).WhyNone(fixture.Config.SendSettings.Union);

    /// <summary>At Monday 08:00, after a run that found nothing.</summary>
    static async Task<SendFixture> QuietDeskAsync()
    {
        var fixture = await SendFixture.OpenAsync();
        await fixture.SendAsync();
        return fixture;
    }

    static async Task ChangeAsync(SendFixture fixture, string sql)
    {
        await using var db = fixture.Store.Open();
        await db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
    }

    /// <summary>Another time of another day, and an outbox with a few mails in any state.</summary>
    static async Task MixAsync(SendFixture fixture, Random random)
    {
        await ChangeAsync(fixture, """delete from ledger; delete from attempts; delete from outbox; delete from holds""");
        // The next day between 07:00 and 18:00
        fixture.Clock.Advance(TimeSpan.FromHours(31) - fixture.Now.Time.ToTimeSpan() + TimeSpan.FromMinutes(random.Next(11 * 60)));
        var now = fixture.Now;
        var newest = random.Next(1, 4);
        for (var i = random.Next(4); i > 0; i--)
        {
            await fixture.QueueAsync($"staff:{random.Next(2)}", with: mail => Mix(mail, now, now.Today.AddDays(newest - i), random));
        }

        // As if today's first run had been, and mostly well.
        await using var db = fixture.Store.Open();
        db.Runs.Add(
            new()
            {
                Stage = "send",
                AsOf = now.Today,
                Outcome = random.Next(8) == 0 ? RunOutcome.Failed : RunOutcome.Done,
            }
        );
        if (random.Next(10) == 0)
        {
            db.Holds.Add(
                new()
                {
                    What = "send",
                    Reason = "test",
                    Since = now.Instant,
                    Until = now.Instant.AddMinutes(random.Next(-5, 5)),
                }
            );
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        if (random.Next(10) == 0)
        {
            DeliveryJournal.Begin(fixture.Folders.Data, Gone, 4711).Dispose();
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

    static List<string> Dump(SendFixture fixture) =>
        [
            .. StoreDump.Read(fixture.Store, "runs"),
            .. Directory
                .GetFiles(fixture.Folders.Data, "*", SearchOption.AllDirectories)
                .Where(file => !Path.GetFileName(file).StartsWith("syncworker.db", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
}
