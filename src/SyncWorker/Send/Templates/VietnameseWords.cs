using System.Globalization;
using SyncWorker.Union;

namespace SyncWorker.Send.Templates;

/// <summary>The words of users' own papers: "chưa nhận được", never "chậm nộp".</summary>
sealed class VietnameseWords : MailWords
{
    public static readonly VietnameseWords Instance = new();
    static readonly string[] s_days = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];
    static readonly string[] s_short = ["CN", "T2", "T3", "T4", "T5", "T6", "T7"];
    static readonly CultureInfo s_numbers = CultureInfo.GetCultureInfo("vi-VN");

    public override MailLanguage Language => MailLanguage.Vi;

    public override StringComparer Collation => Digest.Collation;

    public override string Tag => "[Nhắc việc]";

    public override string TrialTag => "[CHẠY THỬ]";

    public override string RepeatTag => "[Có thể đã nhận]";

    public override string Day(DateOnly day) => $"{s_days[(int)day.DayOfWeek]}, {Date(day)}";

    public override string ShortDay(DateOnly day) => $"{s_short[(int)day.DayOfWeek]} {Date(day)}";

    public override string DaysLeft(int days) =>
        days switch
        {
            0 => "hôm nay",
            1 => "ngày mai",
            > 1 => $"còn {days:00} ngày",
            _ => $"đã qua {-days:00} ngày",
        };

    public override string WorkingDaysLeft(int days) =>
        days switch
        {
            0 => "hạn là hôm nay",
            > 0 => $"còn {days:00} ngày làm việc",
            _ => $"quá hạn {-days:00} ngày làm việc",
        };

    public override string Late(int workingDays) => $"nhắc muộn {workingDays:00} ngày làm việc";

    public override string Moment(DateOnly day, TimeOnly time) => $"{time:HH} giờ {time:mm}, {Within(day)}, ngày {Date(day)}";

    public override string DayWithin(DateOnly day) => $"{Within(day)}, {Date(day)}";

    public override string Percent(int part, int whole) => whole == 0 ? "0%" : (100.0 * part / whole).ToString("0.#", s_numbers) + "%";

    public override string Count(int count) => count.ToString("00", CultureInfo.InvariantCulture);

    public override string SetName(ReminderContent facts) =>
        facts.UnitSet switch
        {
            UnitSet.Followed => $"Các {Units(facts.Missing)} đồng chí theo dõi",
            UnitSet.OwnCluster => "Các đơn vị thuộc Cụm",
            UnitSet.Union => "Toàn Liên hiệp",
            UnitSet.Extended => $"Các {Units(facts.Missing)} được gia hạn",
            _ => facts.Department ?? "Các đơn vị",
        };

    public override string Asked(ReminderContent facts) =>
        facts switch
        {
            { UnitSet: UnitSet.Department, Department: { } name } when !name.Contains(", ", StringComparison.Ordinal) => name.StartsWith(
                "Ban ",
                StringComparison.Ordinal
            )
                ? "Ban"
                : name,
            { UnitSet: UnitSet.OwnCluster } => "Quý Liên hiệp",
            _ => "đồng chí",
        };

    protected override string WholeUnion => "toàn Liên hiệp";

    protected override string Nobody => "chưa phân công";

    public override string Years(int count) => $"{Count(count)} năm";

    public override string? Reminded(int times) => times == 0 ? null : $"đã nhắc {Count(times)} lần";

    // "Văn phòng", not its chief: what is told there is told to the office; but within the Office it is its chief.
    public override string WillFollow(ReminderContent facts)
    {
        return facts switch
        {
            { NextStepIsToReader: true, NextStepDraft: not null } => "hệ thống sẽ gửi đồng chí dự thảo công văn",
            { NextStepIsToReader: true } => "hệ thống sẽ nhắc lại đồng chí",
            _ => $"hệ thống sẽ báo {string.Join(", ", facts.NextStepTo.OrderBy(Rank).Select(Next).Distinct())}"
                + (facts.NextStepDraft is null ? "" : " kèm dự thảo công văn"),
        };

        string Next(Addressee role) => role.Role == Role.OfficeChief && !facts.IsOfOffice ? "Văn phòng" : Holder(role, facts);
    }

    public override string Units(IReadOnlyList<MissingReport> missing) => CalledBy(missing, "hội", "Liên hiệp", "đơn vị");

    public override string Unit(IReadOnlyList<MissingReport> missing) => CalledBy(missing, "Hội", "Liên hiệp", "Đơn vị");

    public override string AnnexTitle(ReminderContent facts) =>
        $"Các {Units(facts.Missing)} chưa gửi {OwnReport(facts.SubjectVi)} ({Count(facts.Missing.Count)})";

    public override string Comrade => "Đồng chí";

    public override string You(string unit) =>
        unit.StartsWith("Hội ", StringComparison.Ordinal) ? "Quý Hội"
        : unit.StartsWith("Liên hiệp ", StringComparison.Ordinal) ? "Quý Liên hiệp"
        : "Quý đơn vị";

    public override string OwnReport(string report) => report.Split(" của các ")[0];

    public override string Papers(IEnumerable<string> names) =>
        names.All(name => name.StartsWith("Báo cáo", StringComparison.Ordinal)) ? "báo cáo" : "văn bản";

    public override IEnumerable<string> MissingSubjects(MissingCounts counts, string period, int workingDays)
    {
        var start = $"[Chưa nhận BC] {Count(counts.Missing)}/{Count(counts.Owed)} {counts.Units} – ";
        var late = $", quá hạn {Count(workingDays)} ngày LV";
        period = period.Replace("tổng kết năm ", "tổng kết ", StringComparison.Ordinal);
        var shorter = period.Replace(" năm ", " ", StringComparison.Ordinal);
        return [start + period + late, start + shorter + late, start + shorter];
    }

    public override string Period(string report) =>
        OwnReport(report)
            .Replace("Báo cáo ", "", StringComparison.Ordinal)
            .Replace("Phương hướng, kế hoạch công tác ", "kế hoạch ", StringComparison.Ordinal);

    public override string UnitTag(ReportState state) =>
        state switch
        {
            ReportState.Missing => "[Chưa nhận báo cáo]",
            ReportState.Due => "[Nhắc báo cáo]",
            _ => "[Đã nhận báo cáo]",
        };

    public override string ShortDate(DateOnly day) => Date(day);

    protected override string ExtendedTo(DateOnly day) => $"gia hạn đến {Date(day)}";

    protected override string Telephone => "ĐT";

    public override string DueOn(string day) => $"hạn {day}";

    public override string? Milestone(Milestone? milestone) =>
        milestone switch
        {
            Union.Milestone.Round10 => "năm tròn",
            Union.Milestone.Round5 => "năm lẻ 5",
            _ => null,
        };

    public override string MonthOnly(string month) => $"chỉ biết tháng {month}";

    public override string Tentative => "ngày tạm tính";

    public override string MovedFrom(DateOnly day) => $"trước là {DayWithin(day)}";

    public override string Basis(string document) => $"căn cứ: {document}";

    public override string Section(DigestSection section) =>
        section switch
        {
            DigestSection.Overdue => "QUÁ HẠN",
            DigestSection.Week => "ĐẾN HẠN TRONG TUẦN",
            DigestSection.Prepare => "CẦN CHUẨN BỊ",
            DigestSection.Far => "NHÌN XA",
            _ => "THAY ĐỔI, ĐÃ QUA",
        };

    public override string OverdueReports(int count) => $"{count} báo cáo quá hạn";

    public override string OverdueMatters(int count) => $"{count} việc quá hạn";

    public override string DueReports(int count) => $"{count} báo cáo đến hạn";

    public override string DueThisWeek(int count) => $"{count} việc trong tuần";

    public override string ToPrepare(int count) => $"{count} việc cần chuẩn bị";

    public override string FarAhead(int count, bool areDays) => $"{count} {(areDays ? "ngày" : "việc")} nhìn xa";

    public override string Rest(int count, bool isAll) => isAll ? $"{count} việc" : $"{count} việc khác";

    public override string IsToday(string title) => $"hôm nay: {title}";

    public override string DueToday(int count) => $"{count} việc hôm nay";

    public override string Title(ReminderContent facts) =>
        facts.Kind switch
        {
            ReminderKind.Moved => $"Thay đổi ngày: {facts.SubjectVi}",
            ReminderKind.Cancelled => $"Không còn trong lịch: {facts.SubjectVi}",
            ReminderKind.Done when facts.Of == ReminderKind.Assignment => $"Đã có kết quả: {facts.SubjectVi}",
            ReminderKind.Done => $"Đã nhận đủ: {facts.SubjectVi}",
            ReminderKind.Expired => $"Đã qua, chưa kịp nhắc: {facts.SubjectVi}",
            _ => ReminderTitle.Vi(facts),
        };

    public override string ShortTitle(ReminderContent facts) =>
        facts.Kind == ReminderKind.Relations
            ? $"{(facts.Years is { } years ? $"{Years(years)} " : "")}quan hệ Việt Nam - {facts.SubjectVi}"
            : Title(facts);

    public override string Later(AnswerAction choice) =>
        choice switch
        {
            AnswerAction.Tomorrow => "Nhắc lại ngày mai",
            AnswerAction.NextWeek => "Nhắc lại sau 01 tuần",
            AnswerAction.NextMonth => "Nhắc lại sau 01 tháng",
            _ => "Nhắc lại sau 03 ngày làm việc",
        };

    public override string YearListTag(int year) => $"[Danh mục năm {year}]";

    public override string YearListHeading(int year) => $"Danh mục ngày kỷ niệm năm {year}";

    public override string YearListIntro(YearListContent list, string action) =>
        $"Danh mục có {Count(list.Days)} ngày kỷ niệm, trong đó {Count(list.Rounds.Count)} năm tròn, {Count(list.Fives)} năm lẻ 5 "
        + $"(toàn bộ ở tệp kèm theo{(list.File is { } file ? $" và tại {file}" : "")}). Việc cần làm: {action}.";

    public override string RoundYears(int count) => $"{count} năm tròn";

    public override string FiveYears(int count) => $"{count} năm lẻ 5";

    public override string RoundYearsTitle => "NĂM TRÒN";

    public override string MonthOrYear(int? month, int year) => month is { } known ? $"Tháng {known:00}/{year}" : $"Năm {year}";

    public override string Changes(int count) => $"{count} việc thay đổi, đã qua";

    public override string OutlookTag => "[Lịch hai tuần]";

    public override string OutlookHeading => "Lịch hai tuần tới";

    public override string Week(DateOnly from, DateOnly to) =>
        $"{(from.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? "CUỐI TUẦN" : "TUẦN")} {Span(from, to)}";

    public override string DecisionsTitle => "VIỆC CẦN QUYẾT ĐỊNH";

    public override IReadOnlyList<string> ToDecide(int count) =>
        [$"{count} việc cần quyết định", $"{count} việc quyết định", $"{count} quyết định"];

    public override string Until(DateOnly day, bool isPast) => $"Chậm nhất {DayWithin(day)}{(isPast ? " (đã qua)" : "")}";

    public override string AskedBy(string asker) => $"{asker} đề nghị";

    public override string MissingTitle => "BÁO CÁO CHƯA NHẬN ĐỦ";

    public override IReadOnlyList<string> MissingReports(int count) => [$"{count} BC chưa nhận đủ", $"{count} BC thiếu"];

    public override string Summary(ReminderContent facts)
    {
        var (received, owed) = (facts.Received ?? 0, facts.Owed ?? 0);
        var parts = MissingParts(facts, name => name.StartsWith("Ban ", StringComparison.Ordinal) ? name["Ban ".Length..] : name);
        return $"{SetName(facts)}: đã nhận {Count(received)}/{Count(owed)} ({Percent(received, owed)}), "
            + $"chưa nhận {Count(owed - received)}{(parts is null ? "" : $" ({parts})")}";
    }

    public override string Span(DateOnly from, DateOnly to) =>
        from == to ? Date(to) : $"{(from.Year == to.Year ? Date(from)[..5] : Date(from))} - {Date(to)}";

    public override string Known(PartialDate date) => date.DayFirst();

    public override string Owner(string owner) => $"chủ trì: {owner}";

    public override string ResultOf(string assignment) => $"Kết quả thực hiện {char.ToLowerInvariant(assignment[0])}{assignment[1..]}";

    public override string CheckTag => "[Rà soát thông tin]";

    public override string CheckSubject => "Kính đề nghị kiểm tra, bổ sung";

    public override string? Gap(RecordGap gap) =>
        gap switch
        {
            RecordGap.Missing => "chưa có, kính đề nghị bổ sung",
            RecordGap.Incomplete => "chưa đủ ngày, tháng, kính đề nghị bổ sung",
            _ => null,
        };

    public override string Anniversaries(int count) => $"{count} ngày kỷ niệm";

    public override string Others(int count) => $"{count} sự kiện, thời hạn";

    static string Within(DateOnly day) => s_days[(int)day.DayOfWeek] is ['T', .. var rest] ? $"t{rest}" : "Chủ nhật";

    protected override string RoleName(Addressee addressee) =>
        addressee.Role switch
        {
            Role.Officer => "người theo dõi",
            Role.DepartmentHead => "Trưởng Ban",
            Role.OfficeChief => "Chánh Văn phòng",
            Role.Leader => "Lãnh đạo",
            Role.ClusterHead => "Cụm trưởng",
            Role.AssociationOffice => "văn phòng đơn vị",
            _ => addressee.ToString(),
        };
}
