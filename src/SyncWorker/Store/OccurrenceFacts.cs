namespace SyncWorker.Store;

/// <summary>
/// What Remind tells Send about one reminder: facts, not sentences, so that Send can compose it in the recipient's language
/// at the last moment and "in 7 days" is true when the mail leaves. Stored as JSON in <see cref="Rows.Occurrence.Facts"/>.
/// </summary>
sealed record OccurrenceFacts
{
    /// <summary>founding, relations, national-day, report, report-overdue, term, event, meeting, moved, done …: chooses the sentence.</summary>
    public required string Kind { get; init; }

    /// <summary>The subject's name in Vietnamese: a country, an association, a report.</summary>
    public required string SubjectVi { get; init; }

    /// <summary>The subject's name in English, where there is one.</summary>
    public string? SubjectEn { get; init; }

    /// <summary>The date that is commemorated, for an anniversary.</summary>
    public PartialDate? Origin { get; init; }

    /// <summary>Years counted, when the rule counts them.</summary>
    public int? Years { get; init; }

    /// <summary>ordinary, round5 or round10.</summary>
    public string? Milestone { get; init; }

    /// <summary>What to do, from the rule: Vietnamese and English.</summary>
    public string? ActionVi { get; init; }

    /// <inheritdoc cref="ActionVi"/>
    public string? ActionEn { get; init; }

    /// <summary>For a report: received and owed in the recipient's field.</summary>
    public int? Received { get; init; }

    /// <inheritdoc cref="Received"/>
    public int? Owed { get; init; }

    /// <summary>For a report: the units whose report has not been received.</summary>
    public IReadOnlyList<MissingReport> Missing { get; init; } = [];

    /// <summary>The document the due day rests on.</summary>
    public string? Basis { get; init; }

    /// <summary>The day it was on before it moved, when it moved.</summary>
    public DateOnly? MovedFrom { get; init; }

    /// <summary>Why this person gets it, Vietnamese and English: "được phân công theo dõi địa bàn Châu Âu".</summary>
    public string? WhyVi { get; init; }

    /// <inheritdoc cref="WhyVi"/>
    public string? WhyEn { get; init; }
}

/// <param name="Unit">The association's or union's name as in the register.</param>
/// <param name="Reminded">How often it has been reminded.</param>
/// <param name="Officer">The position that follows it.</param>
sealed record MissingReport(string Unit, int Reminded, string? Officer);
