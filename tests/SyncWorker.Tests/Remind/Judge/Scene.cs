namespace SyncWorker.Tests.Remind.Judge;

/// <summary>What both sides are told: plain words and dates, none of the program's types, so that neither reads for the other.</summary>
sealed record Scene
{
    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    /// <summary>remind.json as its text.</summary>
    public required string Remind { get; init; }

    public required IReadOnlyList<Seat> Staff { get; init; }

    /// <summary>Lines of calendars/vn-YEAR.csv.</summary>
    public required IReadOnlyList<string> Calendar { get; init; }

    public required IReadOnlyList<Association> Associations { get; init; }

    public required IReadOnlyList<Land> Lands { get; init; }

    public required IReadOnlyList<Receipt> Receipts { get; init; }

    /// <summary>Congresses held and agreements renewed.</summary>
    public IReadOnlyList<Renewal> Renewals { get; init; } = [];

    /// <summary>Stretches in which the service is off.</summary>
    public IReadOnlyList<Outage> Down { get; init; } = [];

    /// <summary>A run of days off this long is a long break; 30 and more: there is none.</summary>
    public int LongBreakFromDays { get; init; } = 30;
}

/// <param name="Dates">Field to 1975-01-15, 1973-09 or 1990.</param>
sealed record Association(
    long Id,
    string Register,
    string Kind,
    string? Country,
    bool HasMailbox,
    IReadOnlyDictionary<string, string> Dates
);

/// <param name="NationalDay">MM-dd, or null where the law names none.</param>
sealed record Land(string Code, string Department, string? NationalDay, int? NationalDayYear, string? Relations);

sealed record Seat(
    string Id,
    string Department,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Covers,
    IReadOnlyList<Absence> Absences
);

sealed record Absence(DateOnly From, DateOnly To, string Deputy);

/// <summary>A report that came in: from that day on nobody is asked for it.</summary>
sealed record Receipt(long Association, string Code, string Period, DateOnly On);

/// <summary>From that day on the register has a later date in the field.</summary>
sealed record Renewal(long Association, string Field, DateOnly On, string To);

sealed record Outage(DateOnly From, DateOnly To);
