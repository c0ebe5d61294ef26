using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Send;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>A mail that cannot be written or handed over is set aside with its reason; every other mail leaves.</summary>
public sealed class SendContainmentTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0xFFFF)]
    [InlineData(0xFFFE)]
    [InlineData(0xFDD0)]
    [InlineData(0xD83D)]
    [InlineData(0xDC00)]
    [InlineData(0)]
    [InlineData(0x1B)]
    [InlineData(0x202E)]
    public async Task A_name_with_what_a_workbook_cannot_hold_stops_no_mail(int character)
    {
        var odd = ((char)character).ToString(); // half a surrogate pair does not survive as a text of test data
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueAsync("staff:odd", facts: Report($"Hội {odd} hữu nghị"));
        await fixture.QueueAsync(
            "staff:table",
            facts: SendFixture.Armenia with
            {
                Kind = ReminderKind.YearList,
                Table = new(
                    $"Danh {odd} mục",
                    [
                        [odd],
                        [$"a{odd}b"],
                    ],
                    [10]
                ),
            }
        );
        await fixture.QueueAsync("staff:well");

        var result = await fixture.SendAsync();

        Assert.Equal((StageOutcome.Done, "3 sent"), (result.Outcome, result.Counts[0].ToString()));
    }

    [Theory]
    [InlineData("{{#each reminders}}")]
    [InlineData("{{no-such-helper 1 2}}")]
    [InlineData("{{#if trial}}x{{/each}}")]
    [InlineData("{{> nowhere}}")]
    public async Task A_broken_template_holds_the_mails_that_are_written_by_it_alone(string template)
    {
        using var fixture = await SendFixture.OpenAsync();
        await WriteTemplateAsync(fixture, "digest.vi.txt.hbs", template);
        var broken = await fixture.QueueAsync("staff:vi");
        await fixture.QueueAsync("staff:en", with: mail => mail.Language = MailLanguage.En);

        var result = await fixture.SendAsync();

        Assert.Equal((StageOutcome.Partly, "1 sent"), (result.Outcome, result.Counts[0].ToString()));
        Assert.Contains(result.Notes, note => note.Contains("digest.vi.txt.hbs", StringComparison.Ordinal));
        var waiting = await fixture.MailAsync(broken.Id);
        Assert.Equal(OutboxState.RetryAt, waiting.State);
        Assert.Contains("digest.vi.txt.hbs", waiting.Reason, StringComparison.Ordinal);

        File.Delete(Path.Combine(fixture.Folders.Config, "templates", "digest.vi.txt.hbs"));
        fixture.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("1 sent", (await fixture.SendAsync()).Counts[0].ToString());
    }

    [Fact]
    public async Task A_reminder_that_cannot_be_read_holds_its_mail_alone_until_it_is_given_up()
    {
        using var fixture = await SendFixture.OpenAsync();
        var bad = await fixture.QueueAsync("staff:bad");
        await fixture.QueueAsync("staff:well");
        await SpoilAsync(fixture, bad.Id);

        var result = await fixture.SendAsync();

        Assert.Equal((StageOutcome.Partly, "1 sent"), (result.Outcome, result.Counts[0].ToString()));
        Assert.Equal(OutboxState.RetryAt, (await fixture.MailAsync(bad.Id)).State);
        Assert.Contains(result.Notes, note => note.Contains("staff:bad", StringComparison.Ordinal));

        fixture.Clock.Advance(TimeSpan.FromDays(4));
        await fixture.SendAsync();
        Assert.Equal(OutboxState.Refused, (await fixture.MailAsync(bad.Id)).State);
    }

    [Theory]
    [InlineData(false, OutboxState.RetryAt)]
    [InlineData(true, OutboxState.Uncertain)]
    public async Task A_mail_on_which_the_transport_throws_holds_itself_alone(bool whileHandedOver, object state)
    {
        using var fixture = await SendFixture.OpenAsync();
        fixture.Transport = new ThrowingTransport(whileHandedOver);
        var bad = new List<long>();
        for (var i = 0; i < 15; i++)
        {
            bad.Add((await fixture.QueueAsync($"staff:bad-{i}")).Id);
        }

        await fixture.QueueAsync("staff:well");

        var result = await fixture.SendAsync();

        Assert.Equal((StageOutcome.Partly, "1 sent"), (result.Outcome, result.Counts[0].ToString()));
        foreach (var id in bad)
        {
            Assert.Equal(state, (await fixture.MailAsync(id)).State);
        }
    }

    [Fact]
    public async Task A_trial_mailbox_that_is_none_holds_the_mails_and_says_so()
    {
        using var fixture = await SendFixture.OpenAsync(MailMode.Trial);
        fixture.Config = fixture.Config with
        {
            Schedule = new()
            {
                GoLive = new(2026, 1, 1),
                Mode = MailMode.Trial,
                TrialTo = "it at example.org",
            },
        };
        var mail = await fixture.QueueAsync();

        Assert.Equal(StageOutcome.Partly, (await fixture.SendAsync()).Outcome);
        Assert.Equal(OutboxState.RetryAt, (await fixture.MailAsync(mail.Id)).State);
    }

    [Fact]
    public void Whatever_stands_in_the_mails_the_run_ends_and_every_mail_is_sent_or_set_aside_with_its_reason() =>
        Prop.ForAll(s_outboxes, mails => RunsAsync(mails).GetAwaiter().GetResult())
            .Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(TestPostgres.IsTheEngine ? 10 : 40));

    static readonly Gen<string> s_text = Gen.OneOf(
        Gen.Elements(
            "\uFFFF",
            "\uD800",
            "\0\u0001",
            "a\r\nBcc: b@example.org",
            "{{subject}}",
            "=1+1",
            "",
            "  ",
            "\u202E",
            "<b>&amp;",
            "Hội hữu nghị",
            new string('x', 40_000)
        ),
        ArbMap.Default.GeneratorFor<string>().Where(text => text is not null)
    );

    static readonly Gen<AnyMail> s_mail =
        from well in Gen.Frequency((2, Gen.Constant(true)), (3, Gen.Constant(false)))
        from texts in Gen.ArrayOf(s_text, 6)
        from spoilt in Gen.Elements(true, false, false)
        from kind in Gen.Elements(Enum.GetValues<ReminderKind>())
        select new AnyMail(well, texts, spoilt, kind);

    static readonly Arbitrary<AnyMail[]> s_outboxes = Gen.NonEmptyListOf(s_mail).Select(mails => mails.ToArray()).ToArbitrary();

    sealed record AnyMail(bool IsWell, string[] Texts, bool IsSpoilt, ReminderKind Kind);

    static async Task<bool> RunsAsync(AnyMail[] mails)
    {
        using var fixture = await SendFixture.OpenAsync();
        var well = new List<long>();
        for (var i = 0; i < mails.Length; i++)
        {
            var (mail, texts) = (mails[i], mails[i].Texts);
            var queued = mail.IsWell
                ? await fixture.QueueAsync($"staff:{i}")
                : await fixture.QueueAsync(
                    $"staff:{i}",
                    texts[5].Length % 2 == 0 ? "bca01@example.org" : texts[5],
                    row => Spoil(row, texts),
                    Report(texts[0]) with
                    {
                        Kind = mail.Kind,
                        SubjectVi = texts[2],
                        WhyVi = texts[3],
                    }
                );
            if (mail.IsWell)
            {
                well.Add(queued.Id);
            }
            else if (mail.IsSpoilt)
            {
                await SpoilAsync(fixture, queued.Id);
            }
        }

        await fixture.SendAsync();

        var rows = await fixture.MailsAsync();
        return rows.All(row =>
                row.State is OutboxState.Sent or OutboxState.RetryAt or OutboxState.Refused or OutboxState.Cancelled
                && (row.State == OutboxState.Sent || row.Reason is { Length: > 0 })
            ) && well.TrueForAll(id => rows.Single(row => row.Id == id).State == OutboxState.Sent);
    }

    static void Spoil(OutboxMail row, string[] texts) =>
        (row.Salutation, row.Copies, row.Language) = (texts[1], texts[4], texts[0].Length % 3 == 0 ? MailLanguage.En : MailLanguage.Vi);

    static ReminderContent Report(string unit) =>
        SendFixture.Armenia with
        {
            Kind = ReminderKind.ReportOverdue,
            Missing = [new(unit, 1, null)],
        };

    static async Task SpoilAsync(SendFixture fixture, long mail)
    {
        await using var db = fixture.Store.Open();
        await db.Ledger.Where(row => row.OutboxId == mail).ExecuteUpdateAsync(set => set.SetProperty(row => row.Facts, "{\"kind\":"), Stop);
    }

    static async Task WriteTemplateAsync(SendFixture fixture, string name, string text)
    {
        var folder = Path.Combine(fixture.Folders.Config, "templates");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, name), text, Stop);
    }

    sealed class ThrowingTransport(bool whileHandedOver) : IMailTransport
    {
        public string Name => "throwing";

        public bool ReplaysSafely => false;

        public int AtOnce => 1;

        public Task<Delivery> SendAsync(ComposedMail mail, Action handingOver, CancellationToken abort)
        {
            var isBad = mail.Name.Contains("-bad-", StringComparison.Ordinal);
            if (!isBad || whileHandedOver)
            {
                handingOver();
            }

            return isBad
                ? throw new NotSupportedException("a header that nobody can write")
                : Task.FromResult<Delivery>(new Delivery.Sent(250, "taken"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
