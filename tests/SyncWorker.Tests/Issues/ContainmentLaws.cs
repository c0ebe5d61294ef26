using FsCheck;
using FsCheck.Fluent;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Tests.Remind;

namespace SyncWorker.Tests.Issues;

/// <summary>The law of containment for the plan: what is sick is named, and the healthy are told as if it were not there.</summary>
public sealed class ContainmentLaws
{
    static readonly string[] s_fields = ["termEnd", "boardReviewed", "founded", "historicVisit"];
    static readonly string[] s_dates = ["0001-01-01", "0001", "1799-12-31", "2151-01-01", "2151-01", "9999-12-31", "9999-12", "9999"];

    static readonly Arbitrary<(string Field, string Date, int Healthy, DateOnly Day)> s_unions = (
        from field in Gen.Elements(s_fields)
        from date in Gen.Elements(s_dates)
        from healthy in Gen.Choose(1, 5)
        from day in Gen.Choose(0, 700)
        select (field, date, healthy, World.Day("2026-01-05").AddDays(day))
    ).ToArbitrary();

    [Fact]
    public void One_sick_partner_is_named_and_the_others_are_told_as_if_it_were_not_there() =>
        Prop.ForAll(
                s_unions,
                union =>
                {
                    var healthy = Enumerable
                        .Range(1, union.Healthy)
                        .Select(id => World.Association(id, "FR", founded: $"19{50 + id}-0{id}-1{id}"))
                        .ToList();
                    var sick = World.Association(99, "FR") with { Fields = new Dictionary<string, string> { [union.Field] = union.Date } };
                    var without = Facts(healthy);
                    var with = Facts([.. healthy, sick]);

                    var isNamed = Mails(without, union.Day).SequenceEqual(Mails(with, union.Day));

                    // A year alone is no day that a term can run out on: nothing is made of it, and nothing need be said.
                    var isAsked = union.Field is "founded" or "historicVisit" || union.Date.Length > 4;
                    return isNamed
                        && without.SetAside.Named.Count == 0
                        && (
                            !isAsked
                            || with.SetAside.Named.Any(named =>
                                named.Contains("CA-99", StringComparison.Ordinal) && named.Contains(union.Date, StringComparison.Ordinal)
                            )
                        );
                }
            )
            .Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(60));

    static List<string> Mails(RemindFacts facts, DateOnly day)
    {
        var plan = Planner.Decide(DueItemIndex.Build(facts, day, day), facts, new([]), day);
        return [.. plan.Reminders.Select(reminder => $"{World.Line(day, reminder)} {reminder.State}")];
    }

    static RemindFacts Facts(IReadOnlyList<PartnerFacts> partners) =>
        new(partners, [World.Country("FR")], [])
        {
            Options = new()
            {
                Anniversaries =
                [
                    World.Founding(),
                    new()
                    {
                        Id = "visit",
                        Of = "historicVisit",
                        Name = new() { Vi = "Chuyến thăm" },
                    },
                ],
                Terms =
                [
                    new()
                    {
                        Id = "term-end",
                        Of = "termEnd",
                        Name = new() { Vi = "Hết nhiệm kỳ" },
                    },
                    new()
                    {
                        Id = "review",
                        Of = "boardReviewed",
                        After = new(12, LeadUnit.Months),
                        Name = new() { Vi = "Rà soát" },
                    },
                ],
            },
            Staff = new() { Staff = World.Staff },
            Calendar = World.Calendar,
            GoLive = World.Day("2020-01-01"),
            LongBreak = World.NoLongBreaks,
        };
}
