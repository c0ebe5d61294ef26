namespace SyncWorker.Union;

/// <summary>
/// What stands before the colon in a mail that answers about one unit of a table: written by the link, filled in by a person, read back.
/// </summary>
static class AnswerLabels
{
    public static readonly AnswerLabel Unit = new("Đơn vị", "Unit");

    public static readonly AnswerLabel Report = new("Báo cáo", "Report");

    public static readonly AnswerLabel Received = new("Ngày nhận", "Received on");

    public static readonly AnswerLabel Number = new("Số văn bản", "Document number");

    public static readonly AnswerLabel NewDue = new("Hạn mới", "New due date");
}

/// <param name="Vi">In Vietnamese.</param>
/// <param name="En">In English.</param>
sealed record AnswerLabel(string Vi, string En)
{
    /// <summary>Whether the text is this label, however it is spelled: without marks, in capitals, in either language.</summary>
    public bool Matches(string text) =>
        NormalizedName.ToCompact(text) is var plain && (plain == NormalizedName.ToCompact(Vi) || plain == NormalizedName.ToCompact(En));
}
