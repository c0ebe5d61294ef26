using Microsoft.EntityFrameworkCore;
using SyncWorker.Send;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>
/// A mailbox of an association outside the union's domains gets mail when a named source says it and a person has approved it.
/// </summary>
public sealed class ForeignMailboxTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("register", OutboxState.RetryAt, "waits for a person")]
    [InlineData("source-a", OutboxState.Refused, "none of the sources in mailboxesFrom")]
    public async Task A_new_mailbox_waits_for_a_person_and_one_that_no_named_source_says_gets_nothing(
        string source,
        object state,
        string why
    )
    {
        using var fixture = await OfficeAsync(source, "hoi@gmail.test");
        var mail = await fixture.QueueAsync("partner:1", "hoi@gmail.test");
        await fixture.QueueAsync("staff:1");

        var result = await fixture.SendAsync();

        Assert.Equal((StageOutcome.Partly, "1 sent"), (result.Outcome, result.Counts[0].ToString()));
        var row = await fixture.MailAsync(mail.Id);
        Assert.Equal(state, row.State);
        Assert.Contains(why, row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approved_mailbox_gets_its_mails_and_another_one_of_the_same_partner_waits_anew()
    {
        using var fixture = await OfficeAsync("register", "Hoi@gmail.test");
        var mail = await fixture.QueueAsync("partner:1", "hoi@gmail.test");
        await fixture.SendAsync();
        var (waiting, _) = await Approvals(fixture).ListAsync(Stop);

        await Approvals(fixture).ApproveAsync(waiting, "a person", Stop);
        fixture.Clock.Advance(TimeSpan.FromMinutes(5));
        await fixture.SendAsync();

        Assert.Equal(("partner:1", "register"), waiting.Select(mailbox => (mailbox.Recipient, mailbox.Source)).Single());
        Assert.Equal(OutboxState.Sent, (await fixture.MailAsync(mail.Id)).State);
        Assert.Equal((0, 1), await CountsAsync(fixture));

        await SayAsync(fixture, "thief@gmail.test");
        var next = await fixture.QueueAsync("partner:1", "thief@gmail.test", row => row.Day = SendFixture.Today.AddDays(-1));
        await fixture.SendAsync();

        Assert.Equal(OutboxState.RetryAt, (await fixture.MailAsync(next.Id)).State);
        Assert.Equal((1, 0), await CountsAsync(fixture));
    }

    [Fact]
    public async Task A_mailbox_within_the_unions_domains_needs_nobodys_word()
    {
        using var fixture = await OfficeAsync("source-a", "hoi@example.org");
        var mail = await fixture.QueueAsync("partner:1", "hoi@example.org");

        await fixture.SendAsync();

        Assert.Equal(OutboxState.Sent, (await fixture.MailAsync(mail.Id)).State);
        Assert.Equal((0, 0), await CountsAsync(fixture));
    }

    [Fact]
    public async Task In_a_trial_the_tester_reads_what_would_wait()
    {
        using var fixture = await OfficeAsync("register", "hoi@gmail.test", MailMode.Trial);
        await fixture.QueueAsync("partner:1", "hoi@gmail.test");

        Assert.Equal("1 sent", (await fixture.SendAsync()).Counts[0].ToString());
    }

    [Fact]
    public async Task A_mailbox_that_a_person_pinned_waits_for_no_source()
    {
        using var fixture = await OfficeAsync("source-a", "hoi@gmail.test");
        await using (var db = fixture.Store.Open())
        {
            db.Decisions.Add(
                new()
                {
                    Kind = DecisionKind.Pin,
                    PartnerId = 1,
                    Field = "email",
                    Value = "hoi@gmail.test",
                    Who = "a person",
                }
            );
            await db.SaveChangesAsync(Stop);
        }

        Assert.Equal((1, 0), await CountsAsync(fixture));
    }

    static async Task<SendFixture> OfficeAsync(string source, string address, MailMode mode = MailMode.Live)
    {
        var fixture = await SendFixture.OpenAsync(mode);
        fixture.Config = fixture.Config with
        {
            Send = new()
            {
                From = fixture.Config.Send.From,
                AllowedDomains = ["example.org"],
                AlsoAllowed = [AllowedList.Register],
                MailboxesFrom = ["register"],
            },
        };
        await using var db = fixture.Store.Open();
        db.Partners.Add(
            new()
            {
                Id = 1,
                Kind = "central_association",
                NameVi = "Hội",
                Fields = $$"""{"email":"{{address}}"}""",
            }
        );
        db.Partners.Add(
            new()
            {
                Id = 2,
                Kind = "central_association",
                NameVi = "Hội khác",
                Fields = """{"email":"broken""",
            }
        );
        db.Snapshot.Add(
            new()
            {
                Id = 1,
                Source = source,
                ExternalId = "1",
                Kind = "central_association",
                Fields = $$"""{"email":"{{address}}"}""",
                Position = "1",
            }
        );
        db.Links.Add(
            new()
            {
                Id = 1,
                PartnerId = 1,
                Decision = LinkDecision.Auto,
            }
        );
        await db.SaveChangesAsync(Stop);
        return fixture;
    }

    static async Task SayAsync(SendFixture fixture, string address)
    {
        var fields = $$"""{"email":"{{address}}"}""";
        await using var db = fixture.Store.Open();
        await db
            .Partners.Where(partner => partner.Id == 1)
            .ExecuteUpdateAsync(set => set.SetProperty(partner => partner.Fields, fields), Stop);
        await db.Snapshot.ExecuteUpdateAsync(set => set.SetProperty(row => row.Fields, fields), Stop);
    }

    static MailboxApprovals Approvals(SendFixture fixture) => new(fixture.Store, fixture.Config.SendSettings, fixture.Clock);

    static async Task<(int Waiting, int Approved)> CountsAsync(SendFixture fixture)
    {
        var (waiting, approved) = await Approvals(fixture).ListAsync(Stop);
        return (waiting.Count, approved.Count);
    }
}
