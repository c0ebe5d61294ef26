using System.Diagnostics;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>
/// The planner against a second opinion: 120 associations with 6 dates under 10 rules over ten years, every day compared.
/// </summary>
public sealed class SecondOpinionTests
{
    static readonly string[][] s_leads =
    [
        ["15 working days", "5 working days", "1 working day", "the day"],
        ["30 days", "7 days", "1 day", "the day"],
        ["the day"],
        ["10 working days"],
        ["3 months", "1 month", "the day"],
        ["14 days", "5 working days"],
        ["1 working day"],
        ["7 days", "3 days", "1 day", "the day"],
        ["60 days", "the day"],
        ["2 working days", "1 working day", "the day"],
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_hundred_and_twenty_associations_over_ten_years_agree_on_every_mail(bool longBreaks)
    {
        var (from, to) = (World.Day("2026-01-02"), World.Day("2035-12-31"));
        var partners = Enumerable
            .Range(1, 120)
            .Select(i =>
                World.Association(i, "FR") with
                {
                    KnownOn = World.Day("2020-01-01"),
                    // 29 February is among them, and the turn of the year.
                    Fields = Enumerable
                        .Range(0, 6)
                        .ToDictionary(
                            d => $"date{d}",
                            d =>
                                $"{(i == 7 ? World.Day("1992-02-29") : new DateOnly(1946 + (i * 7 % 60), 1, 1).AddDays(((i * 53) + (d * 61)) % 365)):yyyy-MM-dd}"
                        ),
                }
            )
            .ToList();
        var rules = s_leads
            .Select(
                (leads, r) =>
                    new AnniversaryOptions
                    {
                        Id = $"r{r}",
                        Of = $"date{r % 6}",
                        Lead = [.. leads.Select(lead => Lead.Parse(lead, null))],
                    }
            )
            .ToList();
        var facts = World.Of(
            partners,
            [World.Country("FR")],
            rules,
            goLive: "2020-01-01",
            longBreak: longBreaks ? new() : World.NoLongBreaks
        );

        var watch = Stopwatch.StartNew();
        var planned = World
            .Run(facts, "2026-01-02", "2035-12-31")
            .Where(at => at.Reminder.IsMailed && at.Reminder.SendOn == at.Day && at.Day > from) // the first day also catches up
            .Select(at => $"{at.Day:yyyy-MM-dd} {at.Reminder.Item.Rule}/{at.Reminder.Item.Subject} {at.Reminder.Step}")
            .ToHashSet(StringComparer.Ordinal);
        var plannerTime = watch.ElapsedMilliseconds;
        watch.Restart();
        var oracle = new SecondOpinion(Path.Combine(SourceTree.Config, "calendars"), longBreaks);
        var expected = partners
            .SelectMany(partner =>
                rules.SelectMany(
                    (rule, r) =>
                        oracle.Anniversary($"{rule.Id}/{partner.Key}", World.Day(partner.Fields[rule.Of]), s_leads[r], from.AddDays(1), to)
                )
            )
            .ToHashSet(StringComparer.Ordinal);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{planned.Count} mails; planner {plannerTime} ms, second opinion {watch.ElapsedMilliseconds} ms"
        );

        Assert.True(planned.Count > 30_000);
        Assert.Empty(planned.Except(expected).Take(5));
        Assert.Empty(expected.Except(planned).Take(5));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_due_day_of_two_years_is_chased_as_the_second_opinion_says(bool longBreaks)
    {
        var oracle = new SecondOpinion(Path.Combine(SourceTree.Config, "calendars"), longBreaks);
        for (var due = World.Day("2026-01-12"); due <= World.Day("2027-12-31"); due = due.AddDays(1))
        {
            var rule = new ReportOptions
            {
                Id = "r",
                Code = "R",
                Name = new() { Vi = "R" },
                Period = PeriodLength.Year,
                Due = new() { Day = new(1, 1) },
                Periods = new Dictionary<string, PeriodDue> { [$"{due.Year}"] = new() { Due = due } },
                To = [Role.AssociationOffice],
                Overdue =
                [
                    .. new[] { 1, 3, 7 }.Select(n => new OverdueStep
                    {
                        After = new(n, LeadUnit.WorkingDays),
                        To = [Role.AssociationOffice],
                    }),
                ],
            };
            var facts = World.Of(
                [World.Association(1, "FR")],
                [World.Country("FR")],
                reports: [rule],
                goLive: $"{due.Year}-01-01",
                longBreak: longBreaks ? new LongBreak() : World.NoLongBreaks
            );

            var steps = SyncWorker
                .Remind.Planning.DueItemIndex.Build(facts, due, due)
                .Items.Single(dueItem => dueItem.Day == due && dueItem.Period == $"{due.Year}")
                .Steps;
            var planned = steps
                .GroupBy(step => step.SendOn)
                .Select(sameDay => $"{sameDay.Key:yyyy-MM-dd} partner:1 {sameDay.Last().Name}")
                .Order(StringComparer.Ordinal);

            Assert.Equal(oracle.Report("partner:1", due, [1, 3, 7], ahead: true).Order(StringComparer.Ordinal), planned);
        }
    }
}
