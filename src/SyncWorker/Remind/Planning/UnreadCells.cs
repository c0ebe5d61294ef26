using System.Security.Cryptography;
using System.Text;
using SyncWorker.Remind.Rules;
using SyncWorker.Remind.Sheets;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>
/// Tells the officer of a unit what stands in a tracking sheet and cannot be read, in the next digest: whoever wrote it believes that the
/// report is closed. Once for each content of a cell.
/// </summary>
static class UnreadCells
{
    const int SubjectBytes = 8;

    static readonly ReminderStep s_once = new(StepKind.Once);

    /// <summary>What the ledger knows it by; another text in the cell is another subject.</summary>
    public static string Subject(UnreadCell cell) =>
        "sheet:"
        + Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', cell.Unit, cell.Code, cell.Period, cell.Text))).AsSpan(0, SubjectBytes)
        );

    /// <param name="told">Subjects that the ledger has.</param>
    public static IReadOnlyList<PlannedReminder> Tell(
        IEnumerable<UnreadCell> cells,
        IReadOnlySet<string> told,
        RemindFacts facts,
        DateOnly today
    )
    {
        var finder = new RecipientFinder(facts);
        return
        [
            .. from cell in cells.DistinctBy(Subject)
            where !told.Contains(Subject(cell))
            let partner = facts.Partners.FirstOrDefault(partner => partner.IsActive && partner.RegisterId == cell.Unit)
            where partner is not null && facts.Obligation(partner.Id, cell.Code, cell.Period)?.ReceivedOn is null
            from to in finder.Find(Role.Officer, facts.ScopeOf(partner), today)
            where to.Mail.Contains(MailKind.Daily)
            select Reminder(cell, partner, to, today),
        ];
    }

    static PlannedReminder Reminder(UnreadCell cell, PartnerFacts partner, Recipient to, DateOnly today) =>
        new()
        {
            Item = new(RemindOptions.SheetRule, Subject(cell), cell.Period),
            Step = s_once,
            Recipient = to.Key,
            Day = today,
            SendOn = today,
            State = LedgerState.Due,
            Reason = $"{cell.File}, line {cell.Line}: what stands there {cell.WhyEn}",
            To = to,
            Facts = new()
            {
                Kind = ReminderKind.SheetEntry,
                SubjectVi = $"Sổ theo dõi, dòng {cell.Line}: \"{cell.Text}\" ở cột Ngày nhận: {cell.WhyVi}",
                SubjectEn = $"Tracking sheet, line {cell.Line}: \"{cell.Text}\" under Ngày nhận {cell.WhyEn}",
                UnitVi = partner.NameVi,
                UnitEn = partner.NameEn,
                ActionVi = $"ghi lại ngày nhận như {DayText.DayFirst(today)}",
                ActionEn = $"write the day of receipt like {DayText.DayFirst(today)}",
                WhyVi = to.WhyVi,
                WhyEn = to.WhyEn,
            },
        };
}
