using System.Globalization;
using SyncWorker.Union;

namespace SyncWorker.Remind.Rules;

/// <summary>
/// Which anniversaries an event of the sheet covers: they appear once, in the event's line, and get no line of their own. Written
/// <c>rule/subject</c>, where the subject is a key (country:HU, partner:12), a country's code or a register number; nothing for a
/// fixed day. Meant is the anniversary of the twelve months from eight months before the event to four months after it: it may be
/// held some days early or half a year late; <c>/year</c> behind it means another.
/// </summary>
sealed class EventCovers
{
    readonly RemindFacts _facts;
    readonly ILookup<(string Rule, string Subject), DueItem> _cases;

    public EventCovers(IEnumerable<DueItem> anniversaries, RemindFacts facts) =>
        (_facts, _cases) = (facts, anniversaries.ToLookup(dueItem => (dueItem.Rule, dueItem.Subject)));

    /// <summary>What an event covers, as far as it can be found.</summary>
    public IReadOnlyList<CoveredAnniversary> CoveredBy(HeldEvent held) =>
        [.. held.Covers.Select(text => Find(text, held)).OfType<CoveredAnniversary>()];

    /// <summary>What the sheet names as covered and nothing knows: for the admin.</summary>
    public static IEnumerable<string> Unknown(RemindFacts facts) =>
        from held in facts.Events
        where !held.IsCancelled
        from text in held.Covers
        where Origin(text, facts) is null
        select $"The event {held.Id} covers \"{text}\", which no rule and register know, so that day is reminded of for itself. Write a rule and a subject such as relations/HU or founding/CA-HU.";

    CoveredAnniversary? Find(string text, HeldEvent held)
    {
        if (Origin(text, _facts) is not { } found)
        {
            return null;
        }

        var (rule, origin, period) = found;
        if (origin.Date is { Precision: DatePrecision.Year } year)
        {
            var years = held.Day.Year - year.Year;
            return years <= 0
                ? null
                : new(null, rule, origin.CountsYears ? years : null)
                {
                    Facts = AnniversaryItems.Content(origin, origin.CountsYears ? years : null, rule),
                };
        }

        var (first, last) = (held.Day.AddMonths(-8), held.Day.AddMonths(4));
        var meant = _cases[(rule.Id, origin.Subject)]
            .Where(dueItem => period is null ? dueItem.Day >= first && dueItem.Day < last : dueItem.Period == period)
            .MinBy(dueItem => Math.Abs(dueItem.Day.DayNumber - held.Day.DayNumber));
        return meant is null ? null : new(meant, rule, meant.Facts.Years) { Facts = meant.Facts };
    }

    static (AnniversaryOptions Rule, AnniversaryDate Origin, string? Period)? Origin(string text, RemindFacts facts)
    {
        var parts = text.Split('/', StringSplitOptions.TrimEntries);
        var rule = facts.Options.Anniversaries.FirstOrDefault(anniversary => anniversary.Id == parts[0]);
        if (rule is null || parts.Length > 3)
        {
            return null;
        }

        var subject = parts.Length == 1 ? $"day:{rule.Id}" : Subject(parts[1], facts);
        return AnniversaryItems.Dates(rule, facts).FirstOrDefault(date => date.Subject == subject) is { } origin
            ? (rule, origin, parts.Length == 3 ? parts[2] : null)
            : null;
    }

    static string Subject(string text, RemindFacts facts) =>
        facts.Country(text.ToUpperInvariant()) is { } country ? country.Key
        : facts.Partners.FirstOrDefault(partner => partner.RegisterId == text) is { } partner ? partner.Key
        : text;
}

/// <param name="Item">The anniversary; null when only its year is known.</param>
/// <param name="Years">Counted years, when the rule counts them.</param>
sealed record CoveredAnniversary(DueItem? Item, AnniversaryOptions Rule, int? Years)
{
    public required ReminderContent Facts { get; init; }

    /// <summary>The further steps of a round year: the event is reminded of as early as what it covers.</summary>
    public IReadOnlyList<Lead> Leads => AnniversaryItems.RoundLeads(Rule, Years);

    public bool IsRound => Milestones.FromYears(Years) != Milestone.Ordinary;

    /// <summary>"75 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - Hungary, 03/02/2025".</summary>
    public string Describe(bool english) =>
        $"{(english ? ReminderTitle.En(Facts) : ReminderTitle.Vi(Facts))}{(Item is { } dated ? $", {When(dated, english)}" : "")}";

    static string When(DueItem dated, bool english) =>
        dated.Day.ToString(
            (dated.Facts.Origin is { Precision: DatePrecision.Month }, english) switch
            {
                (true, false) => "MM/yyyy",
                (true, true) => "MMMM yyyy",
                (_, false) => "dd/MM/yyyy",
                _ => "d MMMM yyyy",
            },
            CultureInfo.InvariantCulture
        );
}
