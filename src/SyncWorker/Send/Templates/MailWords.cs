using System.Globalization;

namespace SyncWorker.Send.Templates;

/// <summary>Days, spans and counts as the mails write them, in Vietnamese or English. "ngày" and "ngày làm việc" are always told apart.</summary>
abstract class MailWords
{
    public static MailWords Of(string language) => language == "en" ? English.Instance : Vietnamese.Instance;

    /// <summary>vi or en: part of the template's file name.</summary>
    public abstract string Language { get; }

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

    /// <summary>The roles of staff.json in words: "Trưởng Ban, Chánh Văn phòng".</summary>
    public abstract string Roles(IEnumerable<string> roles);

    /// <summary>The subject of a table of missing reports.</summary>
    public abstract string MissingSubject(int missing, int owed, string report, int workingDays);

    public abstract string? Milestone(string? milestone);

    /// <summary>The section's title by its key.</summary>
    public abstract string Section(string key);

    /// <summary>The subject's tag.</summary>
    public abstract string Tag { get; }

    /// <summary>The subject's tag in a trial.</summary>
    public abstract string TrialTag { get; }

    /// <summary>The subject's tag of a mail that may be a repeat.</summary>
    public abstract string RepeatTag { get; }

    public abstract string OverdueReports(int count);

    public abstract string DueReports(int count);

    public abstract string DaysToPrepare(int count);

    public abstract string Changes(int count);

    /// <summary>The subject's tag of the weekly outlook.</summary>
    public abstract string OutlookTag { get; }

    /// <summary>What stands above the weekly outlook.</summary>
    public abstract string OutlookHeading { get; }

    /// <summary>A section of the weekly outlook, by its first and last day.</summary>
    public abstract string Week(DateOnly from, DateOnly to);

    public abstract string Anniversaries(int count);

    /// <summary>Events, meetings and terms.</summary>
    public abstract string Others(int count);

    /// <summary>"13/07 - 26/07/2026", with both years when they differ.</summary>
    public static string Span(DateOnly from, DateOnly to) => $"{(from.Year == to.Year ? Date(from)[..5] : Date(from))} - {Date(to)}";

    /// <summary>"14/07/1992", "09/1973" or "1990": as far as it is known.</summary>
    public static string Date(PartialDate date) => date.Precision switch
    {
        DatePrecision.Day => string.Create(CultureInfo.InvariantCulture, $"{date.Day:00}/{date.Month:00}/{date.Year}"),
        DatePrecision.Month => string.Create(CultureInfo.InvariantCulture, $"{date.Month:00}/{date.Year}"),
        _ => date.Year.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>"06/07/2026".</summary>
    public static string Date(DateOnly day) => day.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture);

    sealed class Vietnamese : MailWords
    {
        public static readonly Vietnamese Instance = new();
        static readonly string[] s_days = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];
        static readonly string[] s_short = ["CN", "T2", "T3", "T4", "T5", "T6", "T7"];

        public override string Language => "vi";

        public override string Tag => "[Nhắc việc]";

        public override string TrialTag => "[CHẠY THỬ]";

        public override string RepeatTag => "[Có thể đã nhận]";

        public override string Day(DateOnly day) => $"{s_days[(int)day.DayOfWeek]}, {Date(day)}";

        public override string ShortDay(DateOnly day) => $"{s_short[(int)day.DayOfWeek]} {Date(day)}";

        public override string DaysLeft(int days) => days switch
        {
            0 => "hôm nay",
            1 => "ngày mai",
            > 1 => $"còn {days:00} ngày",
            _ => $"đã qua {-days:00} ngày",
        };

        public override string WorkingDaysLeft(int days) => days switch
        {
            0 => "hạn là hôm nay",
            > 0 => $"còn {days:00} ngày làm việc",
            _ => $"quá hạn {-days:00} ngày làm việc",
        };

        public override string Late(int workingDays) => $"nhắc muộn {workingDays:00} ngày làm việc";

        public override string Moment(DateOnly day, TimeOnly time) => $"{time:HH} giờ {time:mm}, {Within(day)}, ngày {Date(day)}";

        public override string DayWithin(DateOnly day) => $"{Within(day)}, {Date(day)}";

        public override string Percent(int part, int whole) => whole == 0 ? "0%" : (100.0 * part / whole).ToString("0.#", s_numbers) + "%";

        public override string Roles(IEnumerable<string> roles) => string.Join(", ", roles.Select(role => role switch
        {
            "officer" => "chuyên viên theo dõi",
            "department.head" => "Trưởng Ban",
            "office.chief" => "Chánh Văn phòng",
            "leader" => "Lãnh đạo",
            "association.office" => "văn phòng hội",
            _ => role,
        }));

        // "Báo cáo 6 tháng đầu năm 2026 của các hội ở Trung ương" is "6 tháng đầu năm 2026" of "hội" here.
        public override string MissingSubject(int missing, int owed, string report, int workingDays)
        {
            var unit = report.Contains(" hội", StringComparison.Ordinal) ? "hội" : "đơn vị";
            var period = report.Replace("Báo cáo ", "", StringComparison.Ordinal).Split(" của ")[0];
            return $"[Chưa nhận báo cáo] {missing:00}/{owed:00} {unit} – {period}, quá hạn {workingDays:00} ngày LV";
        }

        static string Within(DateOnly day) => s_days[(int)day.DayOfWeek] is ['T', .. var rest] ? $"t{rest}" : "Chủ nhật";

        static readonly CultureInfo s_numbers = CultureInfo.GetCultureInfo("vi-VN");

        public override string? Milestone(string? milestone) => milestone switch
        {
            "round10" => "năm tròn",
            "round5" => "năm lẻ 5",
            _ => null,
        };

        public override string Section(string key) => key switch
        {
            "overdue" => "QUÁ HẠN",
            "week" => "ĐẾN HẠN TRONG TUẦN",
            "prepare" => "CẦN CHUẨN BỊ",
            "far" => "NHÌN XA",
            _ => "THAY ĐỔI, ĐÃ QUA",
        };

        public override string OverdueReports(int count) => $"{count} báo cáo quá hạn";

        public override string DueReports(int count) => $"{count} báo cáo đến hạn";

        public override string DaysToPrepare(int count) => $"{count} ngày cần chuẩn bị";

        public override string Changes(int count) => $"{count} việc thay đổi";

        public override string OutlookTag => "[Lịch hai tuần]";

        public override string OutlookHeading => "Lịch hai tuần tới";

        public override string Week(DateOnly from, DateOnly to) => $"TUẦN {Span(from, to)}";

        public override string Anniversaries(int count) => $"{count} ngày kỷ niệm";

        public override string Others(int count) => $"{count} sự kiện, thời hạn";
    }

    sealed class English : MailWords
    {
        public static readonly English Instance = new();

        public override string Language => "en";

        public override string Tag => "[Reminder]";

        public override string TrialTag => "[TRIAL]";

        public override string RepeatTag => "[Possible repeat]";

        public override string Day(DateOnly day) => day.ToString("dddd, dd/MM/yyyy", CultureInfo.InvariantCulture);

        public override string ShortDay(DateOnly day) => day.ToString("ddd dd/MM/yyyy", CultureInfo.InvariantCulture);

        public override string DaysLeft(int days) => days switch
        {
            0 => "today",
            1 => "tomorrow",
            > 1 => $"in {days} days",
            -1 => "1 day ago",
            _ => $"{-days} days ago",
        };

        public override string WorkingDaysLeft(int days) => days switch
        {
            0 => "due today",
            1 => "1 working day left",
            > 1 => $"{days} working days left",
            -1 => "1 working day overdue",
            _ => $"{-days} working days overdue",
        };

        public override string Late(int workingDays) => workingDays == 1 ? "1 working day late" : $"{workingDays} working days late";

        public override string Moment(DateOnly day, TimeOnly time) => $"{time:HH\\:mm}, {DayWithin(day)}";

        public override string DayWithin(DateOnly day) => Day(day);

        public override string Percent(int part, int whole) => whole == 0 ? "0%" : (100.0 * part / whole).ToString("0.#", CultureInfo.InvariantCulture) + "%";

        public override string Roles(IEnumerable<string> roles) => string.Join(", ", roles.Select(role => role switch
        {
            "officer" => "the officer",
            "department.head" => "the head of department",
            "office.chief" => "the chief of office",
            "leader" => "the leaders",
            "association.office" => "the association's office",
            _ => role,
        }));

        public override string MissingSubject(int missing, int owed, string report, int workingDays) =>
            $"[Reports missing] {missing}/{owed} – {WorkingDaysLeft(-workingDays)}: {report}";

        public override string? Milestone(string? milestone) => milestone switch
        {
            "round10" => "round anniversary",
            "round5" => "five-year anniversary",
            _ => null,
        };

        public override string Section(string key) => key switch
        {
            "overdue" => "OVERDUE",
            "week" => "DUE THIS WEEK",
            "prepare" => "TO PREPARE",
            "far" => "FAR AHEAD",
            _ => "CHANGED OR PAST",
        };

        public override string OverdueReports(int count) => count == 1 ? "1 report overdue" : $"{count} reports overdue";

        public override string DueReports(int count) => count == 1 ? "1 report due" : $"{count} reports due";

        public override string DaysToPrepare(int count) => count == 1 ? "1 day to prepare" : $"{count} days to prepare";

        public override string Changes(int count) => count == 1 ? "1 change" : $"{count} changes";

        public override string OutlookTag => "[Two weeks]";

        public override string OutlookHeading => "The next two weeks";

        public override string Week(DateOnly from, DateOnly to) => $"WEEK {Span(from, to)}";

        public override string Anniversaries(int count) => count == 1 ? "1 anniversary" : $"{count} anniversaries";

        public override string Others(int count) => count == 1 ? "1 event or term" : $"{count} events or terms";
    }
}
