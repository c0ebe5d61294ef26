using SyncWorker.Union.Calendars;
using SyncWorker.Union.Tables;

namespace SyncWorker.Union;

/// <summary>What every stage may know of the union besides its own options: zone, days, people, tables, and where mail may go.</summary>
sealed record UnionSettings
{
    public required TimeZoneInfo Zone { get; init; }

    public required WorkCalendar Calendar { get; init; }

    public required StaffOptions Staff { get; init; }

    public required ReferenceTables Tables { get; init; }

    /// <summary>The config folder: files that config names without a full path are beside it.</summary>
    public required string Folder { get; init; }

    /// <summary>Nothing that was due before this day is ever mailed.</summary>
    public required DateOnly GoLive { get; init; }

    public required LongBreak LongBreak { get; init; }

    public required MailMode Mode { get; init; }

    /// <summary>The one mailbox that gets every mail during the trial.</summary>
    public string? TrialTo { get; init; }

    public required MailHours MailHours { get; init; }

    /// <summary>The fields that some source fills or some rule reads: beside the canonical ones, those that a partner may have.</summary>
    public IReadOnlyCollection<string> NamedFields { get; init; } = [];

    /// <summary>Those of them that hold dates: rules count from them, or they are declared so.</summary>
    public IReadOnlyCollection<string> DateFields { get; init; } = [];

    /// <summary>Those of the dates that may be a day of the year without a year: no term counts from them.</summary>
    public IReadOnlyCollection<string> YearlyFields { get; init; } = [];

    /// <summary>The fields of the union's own, by name.</summary>
    public IReadOnlyDictionary<string, OwnField> OwnFields { get; init; } = new Dictionary<string, OwnField>();
}
