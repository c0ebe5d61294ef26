using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind.Rules;

/// <summary>One day of one subject under one rule in one period, with the steps that lead up to it and follow it.</summary>
sealed record DueItem
{
    public required string Rule { get; init; }

    /// <summary><c>partner:12</c>, <c>country:FR</c>, <c>report:RPT-6T-H</c>, <c>day:traditional-day</c>, <c>event:…</c>.</summary>
    public required string Subject { get; init; }

    public required string Period { get; init; }

    /// <summary>The day that is reminded of.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>How the day was found, in words.</summary>
    public required string DayWhy { get; init; }

    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>What every mail about it says; recipients add their own.</summary>
    public required ReminderContent Facts { get; init; }

    /// <summary>Whose field it lies in.</summary>
    public required Scope Scope { get; init; }

    /// <summary>First day on which subject and rule were both known.</summary>
    public required DateOnly KnownOn { get; init; }

    /// <summary>True for what is chased although it ran out before anyone watched: an old term is as overdue as a new one.</summary>
    public bool IsChasedFromBefore { get; init; }

    /// <summary>Last day a missed reminder is still sent; null when it never expires (reports, terms, round years).</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>For an anniversary: the event that covers it. Recipients of the event get no reminder of the anniversary.</summary>
    public DueItem? CoveredBy { get; init; }

    /// <summary>No mail of its own: it stands in the weekly outlook, the list of the year and the calendar.</summary>
    public bool IsOutlookOnly { get; init; }

    /// <summary>Why no reminder follows, such as "received on 2026-07-03"; null while it is open.</summary>
    public string? Closed { get; init; }

    /// <summary>For a report's line to staff: the units that owe it, received or not. Empty for everything else.</summary>
    public IReadOnlyList<Unit> Units { get; init; } = [];

    public DueItemKey Key => new(Rule, Subject, Period);
}

/// <summary>What the ledger knows a case by; its day may move without changing it.</summary>
readonly record struct DueItemKey(string Rule, string Subject, string Period)
{
    public override string ToString() => $"{Rule}/{Subject}/{Period}";
}

static class LedgerEntryItem
{
    extension(LedgerEntry entry)
    {
        /// <summary>The day of a subject that the entry belongs to.</summary>
        public DueItemKey Item => new(entry.Rule, entry.Subject, entry.Period);
    }
}

/// <summary>One reminder before or after a case's day.</summary>
/// <param name="SendOn">The working day to mail it on.</param>
/// <param name="Why">The arithmetic in words.</param>
sealed record Step(ReminderStep Name, DateOnly SendOn, string Why)
{
    public required IReadOnlyList<Addressee> To { get; init; }

    /// <summary>The day the arithmetic gives, before any roll.</summary>
    public required DateOnly Raw { get; init; }

    /// <summary>Overdue steps chase; they are silent on the first days after a long break and are not expired.</summary>
    public bool IsOverdue => Name.Kind == StepKind.Overdue;

    public string? Draft { get; init; }

    /// <summary>Set when the step was taken into the notice before a long break, or is the line of the first day back.</summary>
    public string? Break { get; init; }
}

/// <summary>Whose field a case lies in: from it the roles find their holders.</summary>
sealed record Scope
{
    public string? Department { get; init; }

    public string? Country { get; init; }

    public string? Province { get; init; }

    public PartnerFacts? Partner { get; init; }

    /// <summary>The position that an event or an assignment names.</summary>
    public string? Officer { get; init; }

    /// <summary>What that position is given to do, so that its mail says which of several is meant.</summary>
    public GivenTask? Given { get; init; }
}

/// <param name="Vi">"được giao chuẩn bị sự kiện “Hội thảo trực tuyến”".</param>
/// <param name="En">"you prepare “Online seminar”".</param>
sealed record GivenTask(string Vi, string En);

/// <summary>A unit that owes a report.</summary>
/// <param name="IsOpen">Neither received nor exempt.</param>
sealed record Unit(PartnerFacts Partner, Scope Scope, bool IsOpen)
{
    /// <summary>The later day that it was given.</summary>
    public DateOnly? ExtendedTo { get; init; }

    /// <summary>It is chased by its new day, on a line of its own; the line of the old day lists and counts it, and asks nothing.</summary>
    public bool IsListedOnly { get; init; }

    /// <summary>What came back instead of the report.</summary>
    public string? Response { get; init; }

    /// <summary>Somebody is asked for its report.</summary>
    public bool IsAsked => IsOpen && !IsListedOnly;
}
