namespace SyncWorker.Store.Rows;

/// <summary>
/// One reminder of the ledger, unique on (rule, subject, period, step, recipient): a second run, a second instance or a
/// restored plan cannot make it again. The day is an attribute that may move without making a new key.
/// </summary>
sealed class Occurrence
{
    public long Id { get; set; }

    public required string Rule { get; set; }

    /// <summary><c>partner:12</c>, <c>country:FR</c>, <c>report:RPT-6T-H</c> or an event's id.</summary>
    public required string Subject { get; set; }

    /// <summary><c>2026</c>, <c>2026-H1</c>, <c>2026-Q3</c> or an event's id.</summary>
    public required string Period { get; set; }

    /// <summary>As config writes it: <c>15 working days</c>, <c>0</c>, <c>+3 working days</c>.</summary>
    public required string Step { get; set; }

    /// <summary>The position in staff.json or the association's role mailbox: <c>staff:bca-01</c>, <c>partner:12</c>.</summary>
    public required string Recipient { get; set; }

    /// <summary>The day that is reminded of.</summary>
    public DateOnly Day { get; set; }

    /// <summary>The day to mail it.</summary>
    public DateOnly SendOn { get; set; }

    public OccurrenceState State { get; set; }

    /// <summary>Why it is in this state, in words: the date arithmetic, the roll, why not.</summary>
    public required string Reason { get; set; }

    /// <summary>What the mail needs to say it, as JSON: see <see cref="OccurrenceFacts"/>.</summary>
    public required string Facts { get; set; }

    public DateOnly? UsefulUntil { get; set; }

    public DateOnly? SnoozedUntil { get; set; }

    public long? OutboxId { get; set; }

    public long CreatedRun { get; set; }

    public long ChangedRun { get; set; }
}

enum OccurrenceState
{
    Planned,
    Due,
    Sent,
    Late,
    Superseded,
    Acknowledged,
    Snoozed,
    Skipped,
    Expired,
    Cancelled,
}
