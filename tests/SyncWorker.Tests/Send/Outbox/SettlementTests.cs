using SyncWorker.Config;
using SyncWorker.Send;
using SyncWorker.Send.Outbox;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send.Outbox;

/// <summary>What an answer makes of a mail: its next state, the words for people, and when it is tried again.</summary>
public sealed class SettlementTests
{
    static readonly DateTimeOffset s_now = new(2026, 7, 6, 1, 0, 0, TimeSpan.Zero);

    static readonly TimeSpan s_first = TimeSpan.FromMinutes(5);

    [Fact]
    public void A_mail_that_was_taken_is_sent()
    {
        Assert.Equal(
            new(OutboxState.Sent, "2.0.0 taken", null) { Outcome = AttemptOutcome.Sent },
            After(new Delivery.Sent(250, "2.0.0 taken"), Mail())
        );
    }

    [Theory]
    [InlineData(550, "Refused by the server: 550 no such user")]
    [InlineData(null, "Refused by the server: no such user")]
    public void A_refusal_for_good_says_the_servers_code_where_there_is_one(int? code, string reason)
    {
        Assert.Equal(
            new(OutboxState.Refused, reason, null) { Outcome = AttemptOutcome.Permanent },
            After(new Delivery.Permanent(code, "no such user"), Mail())
        );
    }

    [Theory]
    [InlineData("staff:bca-01", UncertainPolicy.Ask, OutboxState.Uncertain, null, "")]
    [InlineData("staff:bca-01", UncertainPolicy.Resend, OutboxState.Uncertain, 60, "")]
    [InlineData("staff:bca-01", UncertainPolicy.AssumeDelivered, OutboxState.Sent, null, "Assumed delivered. ")]
    [InlineData("partner:12", UncertainPolicy.Ask, OutboxState.Uncertain, null, "")]
    [InlineData("partner:12", UncertainPolicy.Resend, OutboxState.Uncertain, 60, "")]
    [InlineData("partner:12", UncertainPolicy.AssumeDelivered, OutboxState.Sent, null, "Assumed delivered. ")]
    public void Of_a_mail_without_an_answer_the_policy_for_its_reader_decides(
        string recipient,
        object policy,
        object state,
        int? minutes,
        string words
    )
    {
        var (chosen, other) = ((UncertainPolicy)policy, policy is UncertainPolicy.Ask ? UncertainPolicy.Resend : UncertainPolicy.Ask);
        var options = Options(
            uncertain: recipient == "partner:12"
                ? new() { Associations = chosen, Staff = other }
                : new() { Staff = chosen, Associations = other }
        );

        Assert.Equal(
            new((OutboxState)state, words + "It was handed over and no answer came: cut", s_now + Minutes(minutes))
            {
                Outcome = AttemptOutcome.Uncertain,
            },
            Settlement.After(new Delivery.Uncertain("cut"), Mail(recipient: recipient), options, s_now)
        );
    }

    [Fact]
    public void A_mail_whose_login_was_refused_waits_for_the_secret_and_gets_a_new_text()
    {
        Assert.Equal(
            new(OutboxState.Queued, "The server refused the login: 535 no", null) { Outcome = AttemptOutcome.Temporary, Recompose = true },
            After(new Delivery.LoginRefused(535, "no"), Mail())
        );
    }

    public static TheoryData<string, bool> TriesThatNoServerSaw =>
        new()
        {
            { nameof(Delivery.NoServer), true },
            { nameof(Delivery.Unsendable), true },
            { nameof(Delivery.LoginRefused), true },
            { nameof(Delivery.Temporary), false },
        };

    [Theory]
    [MemberData(nameof(TriesThatNoServerSaw))]
    public void A_mail_that_no_server_saw_gets_a_new_text_unless_it_may_have_arrived_before(string kind, bool isNew)
    {
        var delivery = Delivery.FromName(kind, "", "x")!;

        Assert.Equal(isNew, After(delivery, Mail()).Recompose);
        Assert.False(After(delivery, Mail(repeats: 1)).Recompose);
    }

    [Theory]
    [InlineData(nameof(Delivery.NoServer), "421 later")]
    [InlineData(nameof(Delivery.Temporary), "421 later")]
    [InlineData(nameof(Delivery.Unsendable), "later")]
    public void A_refusal_for_now_is_tried_again(string kind, string reason)
    {
        var settlement = After(Delivery.FromName(kind, "421", "later")!, Mail());

        Assert.Equal((OutboxState.RetryAt, reason), (settlement.State, settlement.Reason));
        Assert.Equal(AttemptOutcome.Temporary, settlement.Outcome);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(5, 160)]
    [InlineData(6, 240)] // the longest
    [InlineData(1000, 240)]
    public void Delays_double_up_to_the_longest_and_differ_by_a_fifth_at_most(int attempts, int minutes)
    {
        var delays = Enumerable.Range(1, 1000).Select(id => Delay(Mail(id, attempts)) / TimeSpan.FromMinutes(minutes)).ToList();

        Assert.InRange(delays.Min(), 0.8, 0.81);
        Assert.InRange(delays.Max(), 1.19, 1.2);
        Assert.InRange(delays.Average(), 0.98, 1.02);
        Assert.InRange(delays.Distinct().Count(), 500, 1000); // mails that were refused together do not come back together
    }

    [Fact]
    public void The_same_try_of_the_same_mail_waits_as_long_and_another_try_does_not()
    {
        var shares = Enumerable.Range(0, 6).Select(attempts => Delay(Mail(4711, attempts)) / (s_first * Math.Pow(2, attempts))).ToList();

        Assert.Equal(Delay(Mail(4711, 3)), Delay(Mail(4711, 3)));
        Assert.Equal(6, shares.Select(share => Math.Round(share, 6)).Distinct().Count());
    }

    [Fact]
    public void A_mail_is_given_up_at_the_end_of_its_time_and_not_before()
    {
        var later = new Delivery.Temporary(451, "4.7.1 later");

        Assert.Equal(OutboxState.RetryAt, After(later, Mail(age: TimeSpan.FromDays(3) - TimeSpan.FromMilliseconds(1))).State);
        Assert.Equal(
            new(OutboxState.Refused, "Given up after 22 tries in 3 days: 451 4.7.1 later", null) { Outcome = AttemptOutcome.Permanent },
            After(later, Mail(attempts: 21, age: TimeSpan.FromDays(3)))
        );
    }

    static Settlement After(Delivery delivery, OutboxMail mail) => Settlement.After(delivery, mail, Options(), s_now);

    static TimeSpan Delay(OutboxMail mail) => After(new Delivery.Temporary(451, "later"), mail).NextTryAt!.Value - s_now;

    static TimeSpan? Minutes(int? minutes) => minutes is { } number ? TimeSpan.FromMinutes(number) : null;

    static SendOptions Options(UncertainOptions? uncertain = null) =>
        new()
        {
            From = new() { Address = "nhacviec@example.org" },
            AllowedDomains = ["example.org"],
            Uncertain = uncertain ?? new(),
            Retry = new()
            {
                First = new(5, TimeUnit.Minutes),
                Longest = new(4, TimeUnit.Hours),
                GiveUpAfter = new(3, TimeUnit.Days),
            },
        };

    static OutboxMail Mail(long id = 1, int attempts = 0, int repeats = 0, TimeSpan age = default, string recipient = "staff:bca-01") =>
        new()
        {
            Id = id,
            Recipient = recipient,
            Kind = OutboxMail.Digest,
            Salutation = "Đồng chí",
            Language = MailLanguage.Vi,
            Attempts = attempts,
            Repeats = repeats,
            CreatedAt = s_now - age,
        };
}
