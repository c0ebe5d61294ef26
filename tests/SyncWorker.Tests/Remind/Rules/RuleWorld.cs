using SyncWorker.Remind;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>What a rule is worked out with: weekends alone are days off and no break is long, where a test does not say otherwise.</summary>
static class RuleWorld
{
    /// <summary>Off from Saturday 7 to Sunday 15 March 2026: nine days.</summary>
    public static readonly WorkCalendar NineDaysOff = Off("2026-03-09", "2026-03-10", "2026-03-11", "2026-03-12", "2026-03-13");

    public static WorkCalendar Off(params string[] days) =>
        new(days.Select(day => new CalendarDay(World.Day(day), false) { NameVi = "Nghỉ lễ" }));

    public static RemindFacts Facts(
        IReadOnlyList<PartnerFacts>? partners = null,
        IReadOnlyList<CountryFacts>? countries = null,
        IReadOnlyList<ObligationFacts>? obligations = null,
        RemindOptions? options = null,
        IReadOnlyList<Cluster>? clusters = null
    ) =>
        new(partners ?? [], countries ?? [], obligations ?? [])
        {
            Options = options ?? new(),
            Staff = new() { Staff = World.Staff, Clusters = clusters ?? [] },
            Calendar = WorkCalendar.Weekends,
            GoLive = World.Day("2020-01-01"),
            LongBreak = World.NoLongBreaks,
        };

    /// <summary>An association of the union, "Hội {id}" with the number CA-{id}, and its fields.</summary>
    public static PartnerFacts Partner(long id, params (string Name, string Value)[] fields) =>
        new()
        {
            Id = id,
            Kind = "central_association",
            RegisterId = $"CA-{id}",
            NameVi = $"Hội {id}",
            Fields = fields.ToDictionary(field => field.Name, field => field.Value),
            KnownOn = World.Day("2021-05-03"),
        };

    public static IEnumerable<string> Days(IEnumerable<DateOnly> days) => days.Select(DayText.Iso);

    /// <summary>The steps in order: what and when.</summary>
    public static IEnumerable<string> Steps(DueItem item) => Steps(item.Steps);

    public static IEnumerable<string> Steps(IEnumerable<Step> steps) => steps.Select(step => $"{step.Name} {DayText.Iso(step.SendOn)}");

    /// <summary>The steps in order, each with those that it tells.</summary>
    public static IEnumerable<string> Told(DueItem item) => item.Steps.Select(step => $"{step.Name}: {string.Join(", ", step.To)}");
}
