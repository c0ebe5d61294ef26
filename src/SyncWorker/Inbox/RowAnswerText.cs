using SyncWorker.Union;

namespace SyncWorker.Inbox;

/// <summary>
/// The lines that a person filled in to answer about one unit of a table: "ngày nhận: 13/07/2026", "số văn bản: 15/HHN", "hạn mới: 20/7".
/// The first line of each label counts; what is quoted below is not looked at. What the day means is not decided here.
/// </summary>
/// <param name="Received">Behind "ngày nhận"; null where no such line has anything.</param>
/// <param name="NewDue">Behind "hạn mới".</param>
/// <param name="Number">Behind "số văn bản".</param>
sealed record RowAnswerText(string? Received, string? NewDue, string? Number)
{
    const int MostLetters = 100;

    public static RowAnswerText Read(string body)
    {
        string? received = null,
            due = null,
            number = null;
        foreach (var line in body.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).TakeWhile(line => !BeginsHistory(line)))
        {
            if (line.StartsWith('>') || line.Split(':', 2) is not [var label, var written] || written.Trim() is not { Length: > 0 } value)
            {
                continue;
            }

            value = value.Length <= MostLetters ? value : value[..MostLetters];
            received ??= AnswerLabels.Received.Matches(label) ? value : null;
            due ??= AnswerLabels.NewDue.Matches(label) ? value : null;
            number ??= AnswerLabels.Number.Matches(label) ? value : null;
        }

        return new(received, due, number);
    }

    // Outlook's line, or the head of the quoted mail as programs write it.
    static bool BeginsHistory(string line) =>
        line.StartsWith("-----", StringComparison.Ordinal)
        || line.StartsWith("_____", StringComparison.Ordinal)
        || line.EndsWith("wrote:", StringComparison.OrdinalIgnoreCase)
        || line.EndsWith("đã viết:", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("From:", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("Từ:", StringComparison.OrdinalIgnoreCase);
}
