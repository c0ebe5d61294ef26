using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SyncWorker.Send;

/// <summary>The office's part of the draft letters (công văn) to units whose report is missing.</summary>
sealed class LetterOptions
{
    [Description("Who writes: the union's full name, at the head of the letter.")]
    public string Union { get; init; } = "Liên hiệp các tổ chức hữu nghị Việt Nam";

    [Description("The office above the union, on the line over its name; left out: none.")]
    public string? Superior { get; init; }

    [Description("Where the letter is written, before its day.")]
    public string Place { get; init; } = "Hà Nội";

    [Description("What stands behind the letter's number.")]
    public string Symbol { get; init; } = "/LHHN-VP";

    [Description("Where reports go, within a sentence; the desk's mailbox of staff.json is put behind it.")]
    public string ReportsTo { get; init; } = "Văn phòng Liên hiệp";

    [Description("Who signs, a line each.")]
    public IReadOnlyList<string> Signature { get; init; } = ["TL. Chủ tịch", "Chánh Văn phòng"];

    [Description("Nơi nhận, a line each; the first is \"Như trên\".")]
    public IReadOnlyList<string> Receivers { get; init; } = ["- Như trên;", "- Lưu: VT, VP."];

    [Description("The new day: so many working days after the letter's.")]
    [Range(1, 60)]
    public int WorkingDays { get; init; } = 4;
}
