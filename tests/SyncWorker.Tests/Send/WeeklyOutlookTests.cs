using SyncWorker.Send.Templates;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send;

/// <summary>The weekly outlook on its way out.</summary>
public sealed class WeeklyOutlookTests
{
    [Fact]
    public async Task It_waits_until_14_00_while_the_digest_of_the_day_leaves()
    {
        using var fixture = await OutlookAsync();
        await fixture.QueueAsync();

        var morning = await fixture.SendAsync();
        fixture.Clock.Advance(TimeSpan.FromHours(5) + TimeSpan.FromMinutes(59));
        var before = await fixture.SendAsync();
        fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        var after = await fixture.SendAsync();

        Assert.Equal(["1 sent", "0 sent", "1 sent"], new[] { morning, before, after }.Select(result => result.Counts[0].ToString()));
        Assert.Equal("Weekly outlooks that wait until 14:00: 1.", Assert.Single(before.Notes));
        Assert.Empty(after.Notes);
        Assert.Contains("-weekly", fixture.PickedUp()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_that_is_rehearsed_with_as_of_shows_it_at_once()
    {
        using var fixture = await OutlookAsync();

        var result = await fixture.Stage().RunAsync(new(fixture.Now.AsOf(SendFixture.Today)), TestContext.Current.CancellationToken);

        Assert.Equal("1 sent", result.Counts[0].ToString());
    }

    [Fact]
    public async Task One_that_could_not_leave_does_so_the_next_morning()
    {
        using var fixture = await OutlookAsync();
        fixture.Clock.Advance(TimeSpan.FromDays(1));

        var result = await fixture.SendAsync();

        Assert.Equal("1 sent", result.Counts[0].ToString());
        Assert.StartsWith(
            "[Lịch hai tuần] 07/07 - 26/07/2026: 1 ngày kỷ niệm",
            Assert.Single(await fixture.MailsAsync()).Subject,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("vi", "[Lịch hai tuần] 11/07 - 26/07/2026: 1 báo cáo đến hạn, 4 ngày kỷ niệm")]
    [InlineData("en", "[Two weeks] 11 - 26 July 2026: 1 report due, 4 anniversaries")]
    public void The_subject_counts_what_is_due_within_70_characters(string language, string subject)
    {
        var view = WeeklyOutlook.Compose(SampleMails.Input("weekly", language), new(2026, 7, 10));

        Assert.Equal(subject, view.Subject);
        Assert.InRange(view.Subject.Length, 1, 70);
        Assert.Equal(3, view.Sections.Count);
    }

    [Fact]
    public void Each_heading_tells_the_days_it_covers_and_an_outlook_that_leaves_late_says_nothing_of_what_has_passed()
    {
        var made = SampleMails.Input("weekly", "vi");

        string Titles(DigestInput input) =>
            string.Join("; ", WeeklyOutlook.Compose(input, new(2026, 7, 10)).Sections.Select(section => section.Title));

        Assert.Equal("CUỐI TUẦN 11/07 - 12/07/2026; TUẦN 13/07 - 19/07/2026; TUẦN 20/07 - 26/07/2026", Titles(made));
        Assert.Equal("TUẦN 15/07 - 19/07/2026; TUẦN 20/07 - 26/07/2026", Titles(made with { Today = new(2026, 7, 15) }));
    }

    // Monday is as good a day as another: that it is the last of the week is for Remind to say.
    static async Task<SendFixture> OutlookAsync()
    {
        var fixture = await SendFixture.OpenAsync();
        await fixture.QueueAsync(with: mail => mail.Kind = OutboxMail.Weekly);
        return fixture;
    }
}
