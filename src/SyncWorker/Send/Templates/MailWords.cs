using System.Globalization;
using SyncWorker.Union;

namespace SyncWorker.Send.Templates;

/// <summary>
/// Days, spans and counts as the mails write them, in Vietnamese or English. "ngày" and "ngày làm việc" are always told apart.
/// </summary>
abstract class MailWords
{
    public static MailWords ForLanguage(MailLanguage language) =>
        language == MailLanguage.En ? EnglishWords.Instance : VietnameseWords.Instance;

    public abstract MailLanguage Language { get; }

    /// <summary>How the language sorts names: Đ after D in Vietnamese.</summary>
    public abstract StringComparer Collation { get; }

    /// <summary>"Thứ Hai, 06/07/2026".</summary>
    public abstract string Day(DateOnly day);

    /// <summary>"T2 06/07/2026", for a subject.</summary>
    public abstract string ShortDay(DateOnly day);

    /// <summary>"còn 08 ngày", "hôm nay", "đã qua 02 ngày".</summary>
    public abstract string DaysLeft(int days);

    /// <summary>"còn 02 ngày làm việc", "quá hạn 03 ngày làm việc".</summary>
    public abstract string WorkingDaysLeft(int days);

    /// <summary>"nhắc muộn 01 ngày làm việc".</summary>
    public abstract string Late(int workingDays);

    /// <summary>"07 giờ 00, thứ Hai, ngày 13/07/2026": within a sentence.</summary>
    public abstract string Moment(DateOnly day, TimeOnly time);

    /// <summary>"thứ Tư, 08/07/2026": within a sentence.</summary>
    public abstract string DayWithin(DateOnly day);

    /// <summary>"85,2%".</summary>
    public abstract string Percent(int part, int whole);

    /// <summary>"04", "27": a count as the mails write it.</summary>
    public abstract string Count(int count);

    /// <summary>Whose reports a total of a digest counts: "Các hội đồng chí theo dõi", "Ban Châu Âu", "Toàn Liên hiệp".</summary>
    public abstract string SetName(ReminderContent facts);

    /// <summary>The departments that a table's total counts, within a sentence; null for what is no set of departments.</summary>
    public string? Department(ReminderContent facts) =>
        facts.UnitSet switch
        {
            UnitSet.Union => WholeUnion,
            UnitSet.Department => Language.Choose(facts.Department, facts.DepartmentEn),
            _ => null,
        };

    /// <summary>Whom a table asks to act: "Ban", "Văn phòng", "đồng chí".</summary>
    public abstract string Asked(ReminderContent facts);

    /// <summary>"toàn Liên hiệp".</summary>
    protected abstract string WholeUnion { get; }

    /// <summary>The parts of a total: "Chuyên viên Ban Châu Âu (bcau-01) 15/21; …"; null where there is one part only.</summary>
    public string? Parts(ReminderContent facts) =>
        facts.Parts is []
            ? null
            : string.Join(
                "; ",
                facts.Parts.Select(part => $"{Language.Choose(part.Name, part.NameEn) ?? Nobody} {Count(part.Received)}/{Count(part.Owed)}")
            );

    /// <summary>Units that no officer follows.</summary>
    protected abstract string Nobody { get; }

    /// <summary>"34 năm".</summary>
    public abstract string Years(int count);

    /// <summary>"đã nhắc 3 lần"; null for never.</summary>
    public abstract string? Reminded(int times);

    /// <summary>What came of a unit instead of its report: "gia hạn đến 20/07/2026; hẹn gửi thứ Sáu"; null for nothing.</summary>
    public string? Response(MissingReport missing) =>
        (missing.ExtendedTo, missing.Response) switch
        {
            ({ } day, { } text) => $"{ExtendedTo(day)}; {text}",
            ({ } day, null) => ExtendedTo(day),
            (_, var text) => text,
        };

    /// <summary>"gia hạn đến 20/07/2026".</summary>
    protected abstract string ExtendedTo(DateOnly day);

    /// <summary>How the unit's office is reached: "ĐT 024 0000 0000 · vanphong@example.org"; null where the register does not say.</summary>
    public string? Contact(MissingReport missing) =>
        string.Join(" · ", ((string?[])[missing.Phone is { } phone ? $"{Telephone} {phone}" : null, missing.Email]).OfType<string>())
            is { Length: > 0 } contact
            ? contact
            : null;

    /// <summary>"ĐT".</summary>
    protected abstract string Telephone { get; }

    /// <summary>The title of a list of units: "Các hội chưa gửi Báo cáo 6 tháng đầu năm 2026 (16)".</summary>
    public abstract string AnnexTitle(ReminderContent facts);

    /// <summary>Who got the mail, at its foot: "Trưởng Ban; người theo dõi". The Office has no Trưởng Ban but its chief.</summary>
    public string Told(IEnumerable<ReminderContent> reports) =>
        string.Join(
            "; ",
            reports
                .SelectMany(facts => facts.StepTo.Select(role => (Rank: Rank(role), Name: Holder(role, facts))))
                .OrderBy(at => at.Rank)
                .Select(at => at.Name)
                .Distinct()
        );

    /// <summary>What the next step does: "hệ thống sẽ báo Văn phòng kèm dự thảo công văn".</summary>
    public abstract string WillFollow(ReminderContent facts);

    /// <summary>A role's holder as the mail names it: the Office has a chief and no Trưởng Ban.</summary>
    protected string Holder(Addressee role, ReminderContent facts) =>
        RoleName(role.Role == Role.DepartmentHead && facts.IsOfOffice ? Role.OfficeChief : role);

    /// <summary>What a role is called.</summary>
    protected abstract string RoleName(Addressee addressee);

    /// <summary>What units are called within a sentence, by what all their names say: "hội", "Liên hiệp", else "đơn vị".</summary>
    public abstract string Units(IReadOnlyList<MissingReport> missing);

    /// <summary>The same at the head of a column: "Hội".</summary>
    public abstract string Unit(IReadOnlyList<MissingReport> missing);

    /// <summary>How the foot speaks to staff: "Đồng chí".</summary>
    public abstract string Comrade { get; }

    /// <summary>How a letter addresses one unit: "Quý Hội", "Quý Liên hiệp", "Quý đơn vị".</summary>
    public abstract string You(string unit);

    /// <summary>A report's name for one unit, without whose reports they all are: "Báo cáo 6 tháng đầu năm 2026".</summary>
    public abstract string OwnReport(string report);

    /// <summary>What several things owed are called, and counted in: "báo cáo" when all are, else "văn bản" (a plan, a list).</summary>
    public abstract string Papers(IEnumerable<string> names);

    /// <summary>
    /// The subject of a table of missing reports, in ever shorter words: the period is in each, how long it is overdue in all but the last.
    /// </summary>
    public abstract IEnumerable<string> MissingSubjects(MissingCounts counts, string period, int workingDays);

    /// <summary>What a report is about, for a subject that says that it is one: "6 tháng đầu năm 2026".</summary>
    public abstract string Period(string report);

    /// <summary>The tag before the subject of a letter about one report: missing, due or received.</summary>
    public abstract string UnitTag(ReportState state);

    /// <summary>"08/07/2026": a day without its weekday.</summary>
    public abstract string ShortDate(DateOnly day);

    /// <summary>"hạn 08/07/2026", "hạn thứ Tư, 08/07/2026".</summary>
    public abstract string DueOn(string day);

    public abstract string? Milestone(Milestone? milestone);

    /// <summary>"chỉ biết tháng 09/1973".</summary>
    public abstract string MonthOnly(string month);

    /// <summary>"ngày tạm tính".</summary>
    public abstract string Tentative { get; }

    /// <summary>"trước là thứ Bảy, 20/02/2027".</summary>
    public abstract string MovedFrom(DateOnly day);

    /// <summary>"căn cứ: Công văn số …".</summary>
    public abstract string Basis(string document);

    /// <summary>The section's title.</summary>
    public abstract string Section(DigestSection section);

    /// <summary>The subject's tag.</summary>
    public abstract string Tag { get; }

    /// <summary>The subject's tag in a trial.</summary>
    public abstract string TrialTag { get; }

    /// <summary>The subject's tag of a mail that may be a repeat.</summary>
    public abstract string RepeatTag { get; }

    public abstract string OverdueReports(int count);

    /// <summary>Reports and other matters that are overdue.</summary>
    public abstract string OverdueMatters(int count);

    public abstract string DueReports(int count);

    /// <summary>What stands under the heading of the week.</summary>
    public abstract string DueThisWeek(int count);

    /// <summary>What stands under "to prepare".</summary>
    public abstract string ToPrepare(int count);

    /// <summary>What stands under "far ahead": days, or matters when other things than days are among them.</summary>
    public abstract string FarAhead(int count, bool areDays);

    public abstract string Changes(int count);

    /// <summary>What a subject has no room to tell apart: "2 việc khác"; "2 việc" when it tells nothing else.</summary>
    public abstract string Rest(int count, bool isAll);

    /// <summary>"hôm nay: Quốc khánh Malawi".</summary>
    public abstract string IsToday(string title);

    public abstract string DueToday(int count);

    /// <summary>What a line is about, in one phrase without its day: "Quốc khánh Bhutan", "Thay đổi ngày: Đại hội".</summary>
    public abstract string Title(ReminderContent facts);

    /// <summary>The same as short as a subject needs it: "34 năm quan hệ Việt Nam - Armenia".</summary>
    public abstract string ShortTitle(ReminderContent facts);

    /// <summary>The link that puts a reminder off: "Nhắc lại ngày mai".</summary>
    public abstract string Later(AnswerAction choice);

    /// <summary>The tag before the subject of next year's list: "[Danh mục năm 2027]".</summary>
    public abstract string YearListTag(int year);

    public abstract string YearListHeading(int year);

    /// <summary>The sentence under the heading of next year's list.</summary>
    public abstract string YearListIntro(YearListContent list, string action);

    public abstract string RoundYears(int count);

    public abstract string FiveYears(int count);

    /// <summary>The title over the round years.</summary>
    public abstract string RoundYearsTitle { get; }

    /// <summary>"Tháng 09/2027", "Năm 2027": a day that is known to the month or the year only.</summary>
    public abstract string MonthOrYear(int? month, int year);

    /// <summary>The subject's tag of the weekly outlook.</summary>
    public abstract string OutlookTag { get; }

    /// <summary>What stands above the weekly outlook.</summary>
    public abstract string OutlookHeading { get; }

    /// <summary>A section of the weekly outlook, by the first and last day that it covers.</summary>
    public abstract string Week(DateOnly from, DateOnly to);

    /// <summary>The section of what leaders are asked to decide.</summary>
    public abstract string DecisionsTitle { get; }

    /// <summary>How many there are, the longest wording first.</summary>
    public abstract IReadOnlyList<string> ToDecide(int count);

    /// <summary>"Chậm nhất thứ Sáu, 25/12/2026": the last day for a decision, and whether it is over.</summary>
    public abstract string Until(DateOnly day, bool isPast);

    /// <summary>"Trưởng Ban Châu Âu đề nghị".</summary>
    public abstract string AskedBy(string asker);

    /// <summary>The section of reports whose day has passed.</summary>
    public abstract string MissingTitle { get; }

    /// <summary>How many reports are not complete, the longest wording first.</summary>
    public abstract IReadOnlyList<string> MissingReports(int count);

    /// <summary>
    /// A report of many units in one line, without names: "Toàn Liên hiệp: đã nhận 88/99 (88,9%), chưa nhận 11 (Châu Âu 04, Châu Á 02)".
    /// </summary>
    public abstract string Summary(ReminderContent facts);

    public abstract string Anniversaries(int count);

    /// <summary>Events, meetings and terms.</summary>
    public abstract string Others(int count);

    /// <summary>"13/07 - 26/07/2026", with both years when they differ.</summary>
    public abstract string Span(DateOnly from, DateOnly to);

    /// <summary>"14/07/1992", "09/1973" or "1990": as far as it is known.</summary>
    public abstract string Known(PartialDate date);

    /// <summary>"chủ trì: Chuyên viên Ban Châu Âu".</summary>
    public abstract string Owner(string owner);

    /// <summary>What is asked of a unit that a conclusion or a petition is given to: "Kết quả thực hiện kết luận hội nghị: …".</summary>
    public abstract string ResultOf(string assignment);

    /// <summary>The tag before the subject of a unit's own record.</summary>
    public abstract string CheckTag { get; }

    /// <summary>"Kính đề nghị kiểm tra, bổ sung".</summary>
    public abstract string CheckSubject { get; }

    /// <summary>What a line of the record lacks; null for nothing.</summary>
    public abstract string? Gap(RecordGap gap);

    /// <summary>What is missing of each part, those with nothing missing left out.</summary>
    protected string? MissingParts(ReminderContent facts, Func<string, string> shorten) =>
        facts.Parts.Where(part => part.Owed > part.Received).ToList() is { Count: > 0 } parts
            ? string.Join(
                ", ",
                parts.Select(part => $"{shorten(Language.Choose(part.Name, part.NameEn) ?? Nobody)} {Count(part.Owed - part.Received)}")
            )
            : null;

    /// <summary>"06/07/2026".</summary>
    public static string Date(DateOnly day) => day.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture);

    /// <summary>Heads before officers, as the foot of an official letter lists them.</summary>
    protected static int Rank(Addressee addressee) =>
        addressee.Role switch
        {
            Role.Leader => 0,
            Role.OfficeChief => 1,
            Role.DepartmentHead => 2,
            _ => 3,
        };

    /// <summary>What the names of all units begin with tells what to call them.</summary>
    protected static string CalledBy(IReadOnlyList<MissingReport> missing, string association, string union, string other) =>
        missing.All(report => report.Unit.StartsWith("Hội ", StringComparison.Ordinal)) ? association
        : missing.All(report => report.Unit.StartsWith("Liên hiệp ", StringComparison.Ordinal)) ? union
        : other;
}
