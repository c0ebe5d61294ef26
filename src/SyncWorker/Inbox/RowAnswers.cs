using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Inbox;

/// <summary>Takes an answer about one unit of a table, when signature and sender have been found right.</summary>
sealed class RowAnswers(RecordRowAnswer record)
{
    /// <param name="db">In the transaction that keeps the message's row.</param>
    /// <param name="token">Names a unit.</param>
    /// <param name="recipient">Who answered.</param>
    /// <param name="body"><inheritdoc cref="IncomingMail.Text"/></param>
    /// <param name="today">The union's day.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Verdict> TakeAsync(
        SyncDb db,
        AnswerToken token,
        string recipient,
        string body,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var written = RowAnswerText.Read(body);
        return record(
            db,
            new(token.Reminder, token.Unit!.Value, recipient, token.Action)
            {
                WrittenDay = token.Action == AnswerAction.Extend ? written.NewDue : written.Received,
                Number = token.Action == AnswerAction.Received ? written.Number : null,
            },
            today,
            cancellationToken
        );
    }
}

/// <summary>What a reader answered about one unit of a table.</summary>
/// <param name="Reminder">The table's number in the ledger.</param>
/// <param name="Unit">The unit's number in the store.</param>
/// <param name="Recipient">Who answered.</param>
/// <param name="Action">Received or Extend.</param>
sealed record RowAnswer(long Reminder, long Unit, string Recipient, AnswerAction Action)
{
    /// <summary>The day as it stands in the mail; null where none does.</summary>
    public string? WrittenDay { get; init; }

    /// <summary>"Số văn bản".</summary>
    public string? Number { get; init; }
}

/// <summary>Writes an answer about one unit, within the transaction of the store that is given.</summary>
/// <returns>Whether it counts, and what became of it.</returns>
delegate Task<Verdict> RecordRowAnswer(SyncDb db, RowAnswer answer, DateOnly today, CancellationToken cancellationToken);
