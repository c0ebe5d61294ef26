using System.ComponentModel.DataAnnotations.Schema;
using SyncWorker.Union;

namespace SyncWorker.Store.Rows;

/// <summary>
/// One reminder of the ledger, unique on (rule, subject, period, step, recipient, day): a second run, a second instance or a
/// restored plan cannot make it again. A step is decided for a day: when the day moves, the steps that lie ahead of it come again.
/// </summary>
sealed record LedgerEntry
{
    /// <summary>Stands for all recipients in a row that a person wrote with <c>remind ack --all</c>.</summary>
    public const string Everybody = "*";

    public long Id { get; set; }

    public required string Rule { get; set; }

    /// <summary><c>partner:12</c>, <c>country:FR</c>, <c>report:RPT-6T-H</c> or an event's id.</summary>
    public required string Subject { get; set; }

    /// <summary><c>2026</c>, <c>2026-H1</c>, <c>2026-Q3</c> or an event's id.</summary>
    public required string Period { get; set; }

    public required ReminderStep Step { get; set; }

    /// <summary>The position in staff.json or the association's role mailbox: <c>staff:bca-01</c>, <c>partner:12</c>.</summary>
    public required string Recipient { get; set; }

    /// <summary>The day that is reminded of; part of the key.</summary>
    public DateOnly Day { get; set; }

    /// <summary>The day to mail it.</summary>
    public DateOnly SendOn { get; set; }

    public LedgerState State { get; set; }

    /// <summary>Why it is in this state, in words: the date arithmetic, the roll, why not.</summary>
    public required string Reason { get; set; }

    /// <summary>
    /// What the mail needs to say it, as JSON: see <see cref="ReminderContent"/>. Empty where a reader has left it out: the planner needs it
    /// only of days to come, of mails that have not left and of what expired unseen.
    /// </summary>
    public required string Facts { get; set; }

    public DateOnly? UsefulUntil { get; set; }

    public DateOnly? SnoozedUntil { get; set; }

    public long? OutboxId { get; set; }

    public long CreatedRun { get; set; }

    public long ChangedRun { get; set; }

    /// <summary>It is in a mail whose text is not written yet: no recipient has seen it, and it can still be corrected.</summary>
    [NotMapped]
    public bool IsUnsent { get; init; }

    /// <summary>An expired row that its recipient has not been shown yet.</summary>
    [NotMapped]
    public bool IsUnshownExpiry { get; init; }

    /// <summary>The recipient knows of it, or will with the mail that waits.</summary>
    public bool WasNotified =>
        State
            is LedgerState.Due
                or LedgerState.Late
                or LedgerState.Sent
                or LedgerState.SentLate
                or LedgerState.Acknowledged
                or LedgerState.Snoozed;
}

/// <summary>
/// What became of a reminder. Steps to come are computed, not stored: what is computed follows every change of a date, a rule
/// or a desk by itself. A row is made on the day its step comes.
/// <code>
/// (computed) ─remind▶ due | late ─send▶ sent | sent late ─the recipient answers▶ acknowledged | snoozed
///                      ├─ a change before its mail left ▶ withdrawn | superseded | cancelled
///                      └─ its mail was of no use any more ▶ expired
/// </code>
/// </summary>
enum LedgerState
{
    /// <summary>What a preview calls every step to come.</summary>
    Planned,

    /// <summary>Its mail has not left; the state of the mail shows whether it was refused or is uncertain.</summary>
    Due,

    /// <summary>Its mail left on the step's day.</summary>
    Sent,

    /// <summary>Due after its step's day: it is in a mail that has not left.</summary>
    Late,

    /// <summary>Its mail left on a later day than the step's.</summary>
    SentLate,

    /// <summary>Never mailed: a newer step of the same day was, or falls on the same day.</summary>
    Superseded,

    /// <summary>Told, and its recipient has answered "Đã nhận việc": no more steps before the day.</summary>
    Acknowledged,

    /// <summary>Told, and to be named again on <see cref="LedgerEntry.SnoozedUntil"/>.</summary>
    Snoozed,

    /// <summary>Never mailed, with the reason: from before the start, or acknowledged before.</summary>
    Skipped,

    /// <summary>Not mailed while it was of use; shown to its recipient in the next digest and reported to the admin.</summary>
    Expired,

    /// <summary>Never mailed: its day is gone, its report has come, or a person cancelled its mail.</summary>
    Cancelled,

    /// <summary>
    /// Never mailed: its day moved, its recipient has the task no more or is away, or its rule is gone, before its mail left. It counts as
    /// never decided: the step is decided again for the new day and for whoever has the task.
    /// </summary>
    Withdrawn,
}
