using SyncWorker.Union;

namespace SyncWorker.Inbox;

/// <summary>
/// The lines that a person filled in to answer about one unit of a table: "ngày nhận: 13/07/2026", "số văn bản: 15/HHN", "hạn mới: 20/7".
/// The first line of each label counts. What the day means is not decided here.
/// </summary>
/// <param name="Received">Behind "ngày nhận"; null where no such line has anything.</param>
/// <param name="NewDue">Behind "hạn mới".</param>
/// <param name="Number">Behind "số văn bản".</param>
sealed record RowAnswerText(string? Received, string? NewDue, string? Number)
{
    const int MostLetters = 100;

    /// <param name="body">What the person wrote, without what is quoted: <see cref="PlainText.Own"/>.</param>
    public static RowAnswerText Read(string body)
    {
        string? received = null,
            due = null,
            number = null;
        foreach (var line in body.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()))
        {
            if (line.Split(':', 2) is not [var label, var written] || written.Trim() is not { Length: > 0 } value)
            {
                continue;
            }

            value = WritableText.Cut(value, MostLetters);
            received ??= AnswerLabels.Received.Matches(label) ? value : null;
            due ??= AnswerLabels.NewDue.Matches(label) ? value : null;
            number ??= AnswerLabels.Number.Matches(label) ? value : null;
        }

        return new(received, due, number);
    }
}
