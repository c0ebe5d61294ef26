using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>What there is to look at: made of the same facts as the reminders, so that a page never says another day than a mail.</summary>
sealed record Overview
{
    /// <summary>Every day of this year and the next, in order.</summary>
    public IReadOnlyList<OverviewDay> Days { get; init; } = [];

    /// <summary>Next year's days: round years first, as the list that is mailed.</summary>
    public IReadOnlyList<YearDay> NextYear { get; init; } = [];

    /// <summary>Reports of this year and the last, the latest due first.</summary>
    public IReadOnlyList<OverviewReport> Reports { get; init; } = [];

    /// <summary>By the partner's number: the department it lies with and the positions that follow it.</summary>
    public IReadOnlyDictionary<long, Followers> Followers { get; init; } = new Dictionary<long, Followers>();

    public static Overview Create(RemindFacts facts, DateOnly today)
    {
        var finder = new RecipientFinder(facts);
        var followers = facts.Partners.ToDictionary(partner => partner.Id, partner => FollowersOf(partner, facts, finder, today));
        return new()
        {
            Days = [.. Between(new(today.Year, 1, 1), new(today.Year + 1, 12, 31), facts)],
            NextYear = YearList.DaysOf(today.Year + 1, facts),
            Reports = [.. Owed(facts, followers, today)],
            Followers = followers,
        };
    }

    static IEnumerable<OverviewDay> Between(DateOnly from, DateOnly to, RemindFacts facts) =>
        DueItemIndex
            // It goes as far beyond its days as reminders do; nothing beyond these is shown.
            .Build(facts, from.AddDays(facts.ReachDays), to.AddDays(-facts.ReachDays), DueParts.Days)
            .Items.Where(item => item.Day >= from && item.Day <= to)
            // A report appears once, as the line of staff, not once for each association.
            .Where(item => (item.Facts.UnitVi is null || item.Units.Count > 0) && item.Facts.Kind != ReminderKind.YearList)
            .OrderBy(item => item.Day)
            .ThenBy(item => item.Facts.Kind)
            .ThenBy(item => item.Key.ToString(), StringComparer.Ordinal)
            .Select(item => new OverviewDay(item.Day, item.Facts.Kind, ReminderTitle.Vi(item.Facts), ReminderTitle.En(item.Facts))
            {
                Departments =
                [
                    .. item
                        .Units.Select(unit => unit.Scope.Department)
                        .Append(item.Scope.Department)
                        .OfType<string>()
                        .Distinct(StringComparer.Ordinal)
                        .Order(StringComparer.Ordinal),
                ],
                Milestone = item.Facts.Milestone ?? Milestone.Ordinary,
                IsTentative = item.Facts.Tentative,
                IsDone = item.Closed is not null,
                CoveredOn = item.CoveredBy?.Day,
                Time = item.Facts.Held?.Time,
                Place = item.Facts.Held?.Place,
            });

    static Followers FollowersOf(PartnerFacts partner, RemindFacts facts, RecipientFinder finder, DateOnly today)
    {
        var scope = facts.ScopeOf(partner);
        return new(
            scope.Department,
            [
                .. finder
                    .Find(Role.Officer, scope, today, heedsLeave: false)
                    .Select(officer => new Wording { Vi = officer.PositionVi, En = officer.PositionEn ?? officer.PositionVi }),
            ]
        );
    }

    static IEnumerable<OverviewReport> Owed(RemindFacts facts, Dictionary<long, Followers> followers, DateOnly today)
    {
        var rules = facts.Options.Reports.DistinctBy(rule => rule.Code).ToDictionary(rule => rule.Code, StringComparer.Ordinal);
        var partners = facts.Partners.ToDictionary(partner => partner.Id);
        return facts
            .Obligations.Where(owed => owed.Due.Year >= today.Year - 1 && partners.ContainsKey(owed.PartnerId))
            .GroupBy(owed => (owed.Code, owed.Period))
            .OrderByDescending(group => group.Max(owed => owed.Due))
            .ThenBy(group => group.Key.Code, StringComparer.Ordinal)
            .Select(group => new OverviewReport(
                group.Key.Code,
                group.Key.Period,
                rules.TryGetValue(group.Key.Code, out var rule)
                    ? ReportItems.NamesOf(rule, group.Key.Period)
                    : new() { Vi = group.First().Title ?? group.Key.Code, En = group.First().Title ?? group.Key.Code },
                group.Max(owed => owed.Due),
                group.Select(owed => owed.Basis).FirstOrDefault(basis => basis is not null),
                [.. group.Select(owed => Unit(owed, partners[owed.PartnerId], followers[owed.PartnerId], today))]
            ));
    }

    static OverviewUnit Unit(ObligationFacts owed, PartnerFacts partner, Followers followers, DateOnly today) =>
        new(partner.Id, partner.NameVi, partner.NameEn, followers)
        {
            Due = owed.Due,
            ReceivedOn = owed.ReceivedOn,
            Reason = owed.ExemptReason,
            State =
                owed.ExemptReason is not null ? OwedState.Exempt
                : owed.ReceivedOn is { } on ? (on > owed.Due ? OwedState.Late : OwedState.InTime)
                : owed.Due < today ? OwedState.Missing
                : OwedState.Open,
        };
}

/// <summary>One day of the calendar that people look at.</summary>
/// <param name="Vi">What it is, in Vietnamese.</param>
/// <param name="En">The same in English.</param>
sealed record OverviewDay(DateOnly Day, ReminderKind Kind, string Vi, string En)
{
    /// <summary>Those whose field it lies in; empty for a day of all.</summary>
    public IReadOnlyList<string> Departments { get; init; } = [];

    public Milestone Milestone { get; init; }

    /// <summary>It rests on a calendar that is only computed.</summary>
    public bool IsTentative { get; init; }

    /// <summary>No reminder follows: it is received, acknowledged or exempt.</summary>
    public bool IsDone { get; init; }

    /// <summary>The day of the event that covers it.</summary>
    public DateOnly? CoveredOn { get; init; }

    /// <summary>Of an event, on the clock of the place.</summary>
    public TimeOnly? Time { get; init; }

    public string? Place { get; init; }
}

/// <param name="Department">Null where none is known.</param>
/// <param name="Officers">Positions, not persons.</param>
sealed record Followers(string? Department, IReadOnlyList<Wording> Officers);

/// <summary>A report of a period and all who owe it.</summary>
/// <param name="Due">The last of their due days.</param>
/// <param name="Basis">The document the due day rests on.</param>
sealed record OverviewReport(string Code, string Period, Wording Name, DateOnly Due, string? Basis, IReadOnlyList<OverviewUnit> Units);

/// <param name="Partner">Its number.</param>
sealed record OverviewUnit(long Partner, string NameVi, string? NameEn, Followers Followers)
{
    public required DateOnly Due { get; init; }

    public DateOnly? ReceivedOn { get; init; }

    /// <summary>Why it need not report.</summary>
    public string? Reason { get; init; }

    public required OwedState State { get; init; }
}

/// <summary>What became of a report that is owed.</summary>
enum OwedState
{
    /// <summary>Received up to its due day.</summary>
    InTime,

    /// <summary>Received after its due day.</summary>
    Late,

    /// <summary>Not received, and its due day is past.</summary>
    Missing,

    /// <summary>Not received, and its due day is not past.</summary>
    Open,

    /// <summary>It need not report.</summary>
    Exempt,
}
