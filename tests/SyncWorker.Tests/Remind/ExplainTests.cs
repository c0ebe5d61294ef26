using SyncWorker.Cli.Remind;
using SyncWorker.Send.Outbox;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Remind;

/// <summary><c>remind explain</c> as it is printed, kept as files: reviewed as text.</summary>
public sealed class ExplainTests
{
    const string NationalDay = "national-day/country:FR/2026";
    const string Report = "half-year-report/partner:1/2026-H1";

    static readonly Settlement s_refused = new(OutboxState.Refused, "Refused by the server: 550 no such mailbox", null)
    {
        Outcome = AttemptOutcome.Permanent,
    };

    [Fact]
    public async Task A_mail_that_was_sent()
    {
        using var office = await OpenAsync("2026-06-23", "2026-07-07", "2026-07-13", "2026-07-14");

        await SaysAsync(office, NationalDay, "2026-07-15", "explain-sent.txt");
    }

    [Fact]
    public async Task A_mail_that_left_late()
    {
        using var office = await OpenAsync("2026-06-23", "2026-07-07", "2026-07-16");

        await SaysAsync(office, NationalDay, "2026-07-16", "explain-late.txt");
    }

    [Fact]
    public async Task A_mail_that_was_not_sent_because_the_report_came()
    {
        using var office = await OpenAsync("2026-06-24", "2026-07-01");
        Assert.Null(
            await office
                .Reports()
                .ReceivedAsync(
                    new("CA-FR", "RPT-6T-H", "2026-H1", World.Day("2026-07-03")) { Evidence = "tracking-sheet" },
                    World.Day("2026-07-03"),
                    TestContext.Current.CancellationToken
                )
        );

        await SaysAsync(office, Report, "2026-07-09", "explain-not-sent-received.txt");
    }

    [Fact]
    public async Task A_mail_that_was_not_sent_because_the_server_refused_it_and_one_that_is_unknown()
    {
        using var office = await OpenAsync("2026-06-23");
        await office.RunAsync("2026-07-07");
        await office.SendAsync("2026-07-07", s_refused);
        await office.RunAsync("2026-07-13");
        await office.SendAsync(
            "2026-07-13",
            new(OutboxState.Uncertain, "It was handed over and no answer came: the line was cut.", null)
            {
                Outcome = AttemptOutcome.Uncertain,
            }
        );
        await office.RunAsync("2026-07-14");

        await SaysAsync(office, NationalDay, "2026-07-14", "explain-not-sent-refused.txt");
    }

    [Fact]
    public async Task A_mail_that_was_not_sent_in_time()
    {
        using var office = await OpenAsync("2026-06-23", "2026-07-07", "2026-07-13", "2026-07-21");

        await SaysAsync(office, NationalDay, "2026-07-21", "explain-not-sent-expired.txt");
    }

    static async Task<RemindFixture> OpenAsync(params string[] days)
    {
        var office = await RemindFixture.OpenAsync();
        await office.KnowRulesAsync();
        foreach (var day in days)
        {
            await office.RunAndSendAsync(day);
        }

        return office;
    }

    static async Task SaysAsync(RemindFixture office, string key, string today, string file) =>
        await Golden.CompareAsync(
            "Remind",
            file,
            string.Join('\n', ExplainVerb.Lines(Assert.Single(await office.ExplainAsync(key, today)))) + "\n"
        );
}
