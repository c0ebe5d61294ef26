using SyncWorker.Union;

namespace SyncWorker.Store.Rows;

/// <summary>An answer that came by mail and was taken, unique on (reminder, action): the same mail again changes nothing.</summary>
sealed class Answer
{
    /// <summary>Of the <see cref="LedgerEntry"/>.</summary>
    public long Reminder { get; set; }

    public AnswerAction Action { get; set; }

    /// <summary>The day it was read.</summary>
    public DateOnly On { get; set; }
}
