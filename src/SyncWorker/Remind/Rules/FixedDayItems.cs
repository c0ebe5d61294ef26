using System.Globalization;
using SyncWorker.Union;

namespace SyncWorker.Remind.Rules;

/// <summary>Finds the cases of terms, meetings, campaigns and events.</summary>
static partial class FixedDayItems
{
    /// <summary>
    /// What runs out once. Its period is the year it runs out in, so that a renewal is a new case and a corrected date the same one.
    /// </summary>
    public static IEnumerable<DueItem> Terms(TermOptions rule, RemindFacts facts, DueParts parts = DueParts.All) =>
        facts.SetAside.Each(
            rule.Id,
            facts.Partners.Where(partner => partner.IsActive && rule.Who.Includes(partner)),
            partner => (partner.Key, partner.Label),
            partner => Term(partner, rule, facts, parts) is { } term ? [term] : Array.Empty<DueItem>()
        );

    static DueItem? Term(PartnerFacts partner, TermOptions rule, RemindFacts facts, DueParts parts)
    {
        DateOnly origin;
        string from;
        if (PartialDate.TryParse(partner.Field(rule.Of), out var date) && date.Precision != DatePrecision.Year)
        {
            SetAside.Countable(date, rule.Of);
            (origin, from) = (new(date.Year, date.Month, Math.Max(1, date.Day)), $"{rule.Of} {date}");
        }
        else if (rule.CountFromKnown && partner.Field(rule.Of) is null)
        {
            (origin, from) = (partner.KnownOn, $"{partner.KnownOn:yyyy-MM-dd}, when it was first known: {rule.Of} is empty");
        }
        else
        {
            return null;
        }

        var day = rule.After.RawAfter(origin, facts.Calendar);
        SetAside.Due(day, rule.After.Number == 0 ? $"{rule.Of} is {date}" : $"{rule.After} after {from} is {day:yyyy-MM-dd}");
        var overdue = Rules
            .Steps.Repeated(day, rule.Overdue, (rule.Repeat, rule.To), facts.Calendar)
            .Select(step => Rules.Steps.After(day, step, step.To, facts.Calendar));
        return new()
        {
            Rule = rule.Id,
            Subject = partner.Key,
            Period = day.Year.ToString(CultureInfo.InvariantCulture),
            Day = day,
            DayWhy = rule.After.Number == 0 ? $"{rule.Of} is {day:yyyy-MM-dd}" : $"{rule.After} after {from} is {day:yyyy-MM-dd}",
            Steps =
                parts == DueParts.Days
                    ? []
                    : Around(day, [.. Rules.Steps.Before(day, rule.Lead, rule.Repeat, rule.To, facts.Calendar), .. overdue], facts),
            Scope = facts.ScopeOf(partner),
            KnownOn = facts.Start(partner.KnownOn, rule.Id),
            IsChasedFromBefore = true,
            Facts = new()
            {
                Kind = ReminderKind.Term,
                SubjectVi = $"{FillIn(rule.Name.Vi ?? rule.Id, partner, "chưa rõ")}: {partner.NameVi}",
                SubjectEn = $"{FillIn(rule.Name.En ?? rule.Name.Vi ?? rule.Id, partner, "not known")}: {partner.NameEn ?? partner.NameVi}",
                ActionVi = rule.Action.Vi,
                ActionEn = rule.Action.En,
            },
        };
    }

    /// <summary>Puts a partner's fields in the place of <c>{boardSize}</c> and its like; days as people write them.</summary>
    static string FillIn(string words, PartnerFacts partner, string unknown) =>
        FieldName()
            .Replace(
                words,
                match =>
                    partner.Field(match.Groups[1].Value) is not { } value ? unknown
                    : DayText.TryParseIso(value, out var day) ? DayText.DayFirst(day)
                    : value
            );

    [System.Text.RegularExpressions.GeneratedRegex(@"\{(\w+)\}")]
    private static partial System.Text.RegularExpressions.Regex FieldName();

    public static IEnumerable<DueItem> Meetings(DateOnly from, DateOnly to, MeetingOptions rule, RemindFacts facts)
    {
        var rhythm = rule.Rhythm is { } words
            ? Enumerable
                .Range(from.Year, to.Year - from.Year + 1)
                .SelectMany(words.In)
                .Select(day => (Key: day, Day: facts.Calendar.Roll(day, rule.Roll), Why: $"{words}"))
            : [];
        return facts.SetAside.Each(
            rule.Id,
            rhythm.Concat(rule.Days.Select(day => (Key: day, Day: day, Why: "a given day"))).Where(at => at.Day >= from && at.Day <= to),
            at => ($"day:{rule.Id}", $"{at.Key:yyyy-MM-dd}"),
            at =>
                new[]
                {
                    Create(
                        rule.Id,
                        $"day:{rule.Id}",
                        $"{at.Key:yyyy-MM-dd}",
                        at.Day,
                        at.Key == at.Day
                            ? $"{at.Why}: {at.Day:yyyy-MM-dd}"
                            : $"{at.Why}: {at.Key:yyyy-MM-dd}, a day off: {at.Day:yyyy-MM-dd}",
                        (rule.Lead, rule.To),
                        new() { Department = rule.Department },
                        rule.ExpireAfter,
                        new()
                        {
                            Kind = ReminderKind.Meeting,
                            SubjectVi = rule.Name.Vi ?? rule.Id,
                            SubjectEn = rule.Name.En,
                            ActionVi = rule.Action.Vi,
                            ActionEn = rule.Action.En,
                        },
                        facts
                    ),
                }
        );
    }

    public static IEnumerable<DueItem> Campaign(CampaignOptions rule, RemindFacts facts)
    {
        var middle = rule.From.AddDays((rule.Until.DayNumber - rule.From.DayNumber) / 2);
        (string Period, DateOnly Day, string Vi, string En)[] days =
        [
            ("start", rule.From, "Bắt đầu", "Start of"),
            ("middle", middle, "Giữa kỳ", "Middle of"),
            ("end", rule.Until, "Kết thúc", "End of"),
        ];
        return facts.SetAside.Each(
            rule.Id,
            days,
            at => ($"day:{rule.Id}", at.Period),
            at =>
                new[]
                {
                    Create(
                        rule.Id,
                        $"day:{rule.Id}",
                        at.Period,
                        at.Day,
                        $"{at.Period} of {rule.From:yyyy-MM-dd} to {rule.Until:yyyy-MM-dd}",
                        (rule.Lead, rule.To),
                        new() { Department = rule.Department },
                        new(3, LeadUnit.WorkingDays),
                        new()
                        {
                            Kind = ReminderKind.Campaign,
                            SubjectVi = $"{at.Vi} {rule.Name.Vi ?? rule.Id}",
                            SubjectEn = $"{at.En} {rule.Name.En ?? rule.Name.Vi ?? rule.Id}",
                            ActionVi = rule.Action.Vi,
                            ActionEn = rule.Action.En,
                        },
                        facts
                    ),
                }
        );
    }

    /// <summary>The events of the sheet that are held, each with what it covers.</summary>
    public static IEnumerable<(DueItem Event, IReadOnlyList<CoveredAnniversary> Covered)> Events(
        EventOptions rule,
        EventCovers covers,
        RemindFacts facts
    ) =>
        facts.SetAside.Each(
            RemindOptions.EventRule,
            facts.Events.Where(held => !held.IsCancelled),
            held => ($"event:{held.Id}", held.Id),
            held =>
            {
                var covered = covers.CoveredBy(held);
                return new[] { (Event(held, covered, rule, facts), covered) };
            }
        );

    static DueItem Event(HeldEvent held, IReadOnlyList<CoveredAnniversary> covered, EventOptions rule, RemindFacts facts)
    {
        // In whose field an event lies that names no country: that of what it covers.
        var scopes = covered.Select(anniversary => anniversary.Item?.Scope).OfType<Scope>().ToList();
        var country = held.Country ?? Only(scopes.Select(scope => scope.Country));
        var dueItem = Create(
            RemindOptions.EventRule,
            $"event:{held.Id}",
            held.Id,
            held.Day,
            $"the sheet of events says {held.Day:yyyy-MM-dd}",
            ([.. covered.SelectMany(anniversary => anniversary.Leads), .. rule.Lead], rule.To),
            new()
            {
                Officer = held.Officer,
                Given = new($"được giao chuẩn bị sự kiện “{held.TitleVi}”", $"you prepare “{held.TitleEn ?? held.TitleVi}”"),
                Country = country,
                Department = facts.Country(country)?.Department ?? Only(scopes.Select(scope => scope.Department)),
                Partner = Only(scopes.Select(scope => scope.Partner)),
            },
            rule.ExpireAfter,
            new()
            {
                Kind = ReminderKind.Event,
                SubjectVi = $"{held.TitleVi}{held.Where(english: false)}{Occasion(covered, " (nhân dịp: ", english: false)}",
                SubjectEn = $"{held.TitleEn ?? held.TitleVi}{held.Where(english: true)}{Occasion(covered, " (occasion: ", english: true)}",
                ActionVi = rule.Action.Vi,
                ActionEn = rule.Action.En,
                Covers = held.Covers,
                Held = new(held.TitleVi)
                {
                    TitleEn = held.TitleEn,
                    Time = held.Time,
                    Place = held.Place,
                    Zone = held.Zone ?? Zones.Vietnam,
                },
            },
            facts
        );
        return dueItem with
        {
            KnownOn = facts.Start(held.KnownOn, RemindOptions.EventRule),
            ExpiresOn = covered.Any(anniversary => anniversary.IsRound) ? null : dueItem.ExpiresOn,
        };
    }

    static string Occasion(IReadOnlyList<CoveredAnniversary> covered, string words, bool english) =>
        covered.Count == 0 ? "" : $"{words}{string.Join("; ", covered.Select(anniversary => anniversary.Describe(english)))})";

    static T? Only<T>(IEnumerable<T?> values)
        where T : class => values.Distinct().ToList() is [var item] ? item : null;

    static DueItem Create(
        string rule,
        string subject,
        string period,
        DateOnly day,
        string why,
        (IReadOnlyList<Lead> Lead, IReadOnlyList<Addressee> To) steps,
        Scope scope,
        Lead expireAfter,
        ReminderContent said,
        RemindFacts facts
    ) =>
        new()
        {
            Rule = rule,
            Subject = subject,
            Period = period,
            Day = day,
            DayWhy = why,
            Steps = Around(day, Rules.Steps.Before(day, steps.Lead, steps.To, Union.Calendars.Roll.Previous, facts.Calendar), facts),
            Scope = scope,
            KnownOn = facts.Start(DateOnly.MinValue, rule),
            ExpiresOn = expireAfter.RawAfter(day, facts.Calendar),
            Facts = said,
        };

    static IReadOnlyList<Step> Around(DateOnly day, IReadOnlyList<Step> steps, RemindFacts facts) =>
        LongBreaks.Apply(day, steps, facts.LongBreak, facts.Calendar);
}
