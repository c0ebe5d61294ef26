using System.ComponentModel;
using SyncWorker.Union;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Remind.Rules;

/// <summary>When each unit is asked to look through its own record of the register, and what it is asked for.</summary>
sealed class RegisterCheckOptions
{
    [Description("Day of the year by which the sheet is to be back, MM-dd; a day off goes back to the last working day.")]
    public required MonthDay Due { get; init; }

    [Description("How long before that day each unit's office gets its record and the sheet.")]
    public Lead Lead { get; init; } = new(20, LeadUnit.WorkingDays);

    [Description("Which partners are asked; left out: all partners. Only those with a register number are.")]
    public PartnerFilter Who { get; init; } = new();

    [Description("The fields asked for, in order, each with its name for people: { \"founded\": \"Ngày thành lập\" }.")]
    public IReadOnlyDictionary<string, string> Fields { get; init; } =
        new Dictionary<string, string>
        {
            [CanonicalField.NameVi] = "Tên tổ chức",
            [CanonicalField.NameEn] = "Tên tiếng Anh",
            [CanonicalField.Founded] = "Ngày thành lập",
            [CanonicalField.Address] = "Địa chỉ",
            [CanonicalField.Phone] = "Điện thoại",
            [CanonicalField.Email] = "Thư điện tử",
            [CanonicalField.TermEnd] = "Ngày hết nhiệm kỳ",
            [CanonicalField.BoardSize] = "Số ủy viên ban chấp hành",
            [CanonicalField.ActiveMembers] = "Số ủy viên thực sự tham gia",
            [CanonicalField.BoardReviewed] = "Ngày rà soát ban chấp hành",
        };

    [Description("The folder that returned sheets are put into, absolute or beside this file: `partner returned` shows what they change.")]
    [NotEmpty("It is no folder.", "Write such as \"returned\".")]
    public string Returned { get; init; } = "returned";
}
