namespace SyncWorker.Store.Rows;

/// <summary>A report that a partner owes for a period. Unique on (partner, code, period).</summary>
sealed class Obligation
{
    public long Id { get; set; }

    public long PartnerId { get; set; }

    /// <summary>The report's code in config, such as RPT-6T-H.</summary>
    public required string Code { get; set; }

    /// <summary><c>2026</c>, <c>2026-H1</c>, <c>2026-Q3</c>, <c>2026-07</c> or an ad-hoc request's id.</summary>
    public required string Period { get; set; }

    public DateOnly Due { get; set; }

    /// <summary>What is asked for, for a request made with <c>report ask</c>; the rule names the others.</summary>
    public string? Title { get; set; }

    /// <summary>The document the due day rests on.</summary>
    public string? Basis { get; set; }

    public DateOnly? ReceivedOn { get; set; }

    /// <summary>How it is known to be received: tracking-sheet, command, a source, or whose answer said so.</summary>
    public string? Evidence { get; set; }

    /// <summary>"Số văn bản".</summary>
    public string? DocumentNumber { get; set; }

    /// <summary>Why this partner need not report, when it need not.</summary>
    public string? ExemptReason { get; set; }

    /// <summary>The later day that this partner was given; null where <see cref="Due"/> holds.</summary>
    public DateOnly? ExtendedTo { get; set; }

    /// <summary>Who gave it and when: "gia hạn, staff:bca-01, 2026-07-13".</summary>
    public string? ExtensionReason { get; set; }

    /// <summary>What came back instead of the report, as a person noted it in the tracking sheet.</summary>
    public string? Response { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
