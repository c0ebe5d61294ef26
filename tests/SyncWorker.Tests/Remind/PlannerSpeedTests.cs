using System.Diagnostics;
using SyncWorker.Remind.Rules;

namespace SyncWorker.Tests.Remind;

public sealed class PlannerSpeedTests
{
    [Fact]
    public void A_year_of_ten_rules_and_a_hundred_and_twenty_associations_is_previewed_in_seconds()
    {
        var rules = Enumerable.Range(0, 10).Select(i => new AnniversaryOptions { Id = $"rule-{i}", Of = $"date{i}" }).ToList();
        var partners = Enumerable
            .Range(1, 120)
            .Select(i =>
                World.Association(i, "RS") with
                {
                    Fields = Enumerable
                        .Range(0, 10)
                        .ToDictionary(
                            j => $"date{j}",
                            j => $"{new DateOnly(1950 + (i % 60), 1, 1).AddDays((i * 37 + j * 31) % 365):yyyy-MM-dd}"
                        ),
                }
            )
            .ToList();
        var facts = World.Of(partners, [World.Country("RS")], rules);
        var watch = Stopwatch.StartNew();

        var mails = World.Mails(facts, "2026-01-01", "2026-12-31").Count;

        TestContext.Current.TestOutputHelper?.WriteLine($"{mails} reminders of 1,200 days in a year: {watch.ElapsedMilliseconds} ms");
        Assert.True(mails > 120 * 10 * 4);
    }
}
