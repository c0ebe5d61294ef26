using SyncWorker.Files;
using SyncWorker.Union;

namespace SyncWorker.Inbox;

/// <summary>Takes an answer about one unit of a table. The mail's body is read only now, when signature and sender have been found right.</summary>
sealed class RowAnswers(RecordRowAnswer record)
{
    /// <param name="token">Names a unit.</param>
    /// <param name="path">The mail.</param>
    public async Task<(bool IsTaken, string Words)> TakeAsync(
        AnswerToken token,
        string recipient,
        string path,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        string body;
        try
        {
            body = await MailText.ReadAsync(path, cancellationToken);
        }
        catch (FormatException error)
        {
            return (false, $"its text cannot be read ({error.Message.TrimEnd('.')})");
        }

        return await TakeTextAsync(token, recipient, body, today, cancellationToken);
    }

    /// <param name="body">As plain lines.</param>
    public Task<(bool IsTaken, string Words)> TakeTextAsync(
        AnswerToken token,
        string recipient,
        string body,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var written = RowAnswerText.Read(body);
        return record(
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

/// <summary>Writes an answer about one unit into the store.</summary>
/// <returns>Whether it counts, and what became of it, without any address.</returns>
delegate Task<(bool IsTaken, string Words)> RecordRowAnswer(RowAnswer answer, DateOnly today, CancellationToken cancellationToken);
