using System.Text.RegularExpressions;
using SyncWorker.Config;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary>
/// What verbs print for people, in Vietnamese: faults of the config sentence by sentence, lines of check and status by their form. A line that
/// is not known stays English; JSON, logs and the store are English always.
/// </summary>
static partial class VietnameseLines
{
    static readonly SentenceBook s_lines = new(
        [],
        [
            // help
            new("Description:", "Nội dung:"),
            new("Usage:", "Cách dùng:"),
            new("Arguments:", "Tham số:"),
            new("Options:", "Tùy chọn:"),
            new("Commands:", "Lệnh:"),
            // faults
            new("{0} fault in {1}; nothing was done.", "{0} lỗi trong {1}; chưa làm gì."),
            new("{0} faults in {1}; nothing was done.", "{0} lỗi trong {1}; chưa làm gì."),
            new("No fault in {0}.", "Không có lỗi trong {0}."),
            new("Warning: {0}", "Lưu ý: {0}"),
            new("Next runs ({0})", "Các lần chạy sắp tới ({0})"),
            new(
                "The worker waits: it asks nobody and mails nobody. Still to fill in:",
                "Hệ thống đang chờ: chưa hỏi nguồn nào, chưa gửi thư cho ai. Còn phải điền:"
            ),
            // poll add
            new("Added to {0}, line {1}.", "Đã thêm vào {0}, dòng {1}."),
            new("Would be added to {0}:", "Sẽ thêm vào {0}:"),
            new("Next:", "Tiếp theo:"),
            new("To look at:", "Cần xem lại:"),
            new("Tried on {0} row: each can be read.", "Đã thử {0} dòng: đọc được hết."),
            new("Tried on {0} rows: each can be read.", "Đã thử {0} dòng: đọc được hết."),
            new("Tried on {0} rows: {1} would go to quarantine.", "Đã thử {0} dòng: {1} dòng phải xem lại."),
            // status
            new("never", "chưa"),
            new("Worker: running since {0}, process {1}", "Hệ thống: đang chạy từ {0}, tiến trình {1}"),
            new(
                "Worker: process {0} lives, but its schedule has made no turn since {1}: restart it",
                "Hệ thống: tiến trình {0} còn sống nhưng lịch không chạy từ {1}: hãy khởi động lại"
            ),
            new("Worker: not running, it was told to stop {0}", "Hệ thống: không chạy, đã được dừng lúc {0}"),
            new(
                "Worker: NOT RUNNING. Process {0} is gone and was not told to stop; last heard of {1*}: start it",
                "Hệ thống: KHÔNG CHẠY. Tiến trình {0} đã mất mà không ai dừng; lần cuối {1*}: hãy khởi động"
            ),
            new("Worker: has not run on this data folder", "Hệ thống: chưa chạy trên thư mục dữ liệu này"),
            new(
                "Mails: trial, every mail goes to trialTo, until: SyncWorker send golive",
                "Thư: chạy thử, mọi thư về trialTo, cho đến khi: SyncWorker send golive"
            ),
            new("Mails: live since {0}, by {1}", "Thư: gửi thật từ {0}, do {1}"),
            new("Mails: live since {0}", "Thư: gửi thật từ {0}"),
            new("Mails: live, as schedule.json says", "Thư: gửi thật, theo schedule.json"),
            new(
                "Config: {0} fault in {1}; the last good copy, of {2}, is in force until it is mended",
                "Cấu hình: {0} lỗi trong {1}; đang dùng bản đúng gần nhất, lúc {2}, cho đến khi sửa"
            ),
            new(
                "Config: {0} faults in {1}; the last good copy, of {2}, is in force until it is mended",
                "Cấu hình: {0} lỗi trong {1}; đang dùng bản đúng gần nhất, lúc {2}, cho đến khi sửa"
            ),
            new("Config: {0} fault in {1}; there is no last good copy", "Cấu hình: {0} lỗi trong {1}; chưa có bản đúng nào"),
            new("Config: {0} faults in {1}; there is no last good copy", "Cấu hình: {0} lỗi trong {1}; chưa có bản đúng nào"),
            new("No job has times.", "Chưa có tác vụ nào có giờ chạy."),
            new("Jobs", "Tác vụ"),
            new("{0} last success {1*}, next {2*}", "{0} lần tốt gần nhất {1*}, lần tới {2*}"),
            new("{0} OVERDUE since {1}; last success {2*}, next {3*}", "{0} QUÁ GIỜ từ {1}; lần tốt gần nhất {2*}, lần tới {3*}"),
            new("{0} running since {1}; last success {2*}, next {3*}", "{0} đang chạy từ {1}; lần tốt gần nhất {2*}, lần tới {3*}"),
            new("{0} BREAKS EACH TIME; last success {1*}, next {2*}", "{0} LẦN NÀO CŨNG HỎNG; lần tốt gần nhất {1*}, lần tới {2*}"),
            new("No run yet.", "Chưa chạy lần nào."),
            new("Last runs", "Các lần chạy gần nhất"),
            new("Trouble of {0}: {1}", "Sự cố của {0}: {1}"),
            new("No source has been polled yet.", "Chưa hỏi nguồn nào."),
            new("Sources", "Nguồn"),
            new("{0} healthy {1} rows, last good {2*}", "{0} tốt     {1} dòng, lần tốt gần nhất {2*}"),
            new("{0} unhealthy {1} rows, last good {2*}; since {3}: {4}", "{0} có lỗi  {1} dòng, lần tốt gần nhất {2*}; từ {3}: {4}"),
            new("Quarantine: {0} row that could not be read", "Dòng cần xem lại: {0}"),
            new("Quarantine: {0} rows that could not be read", "Dòng cần xem lại: {0}"),
            new("Quarantine: {0} rows that could not be read, the first {1}", "Dòng cần xem lại: {0}, dưới đây là {1} dòng đầu"),
            new("Outbox: empty", "Hộp thư đi: trống"),
            new("Outbox: {0}", "Hộp thư đi: {0}"),
            new(
                "Mailboxes outside the union's domains that wait for a person: {0}. See: SyncWorker mail recipients list",
                "Hộp thư ngoài tên miền của Liên hiệp chờ duyệt: {0}. Xem: SyncWorker mail recipients list"
            ),
            new(
                "Answers within 30 days: {0}. See: SyncWorker mail answers",
                "Thư trả lời trong 30 ngày: {0}. Xem: SyncWorker mail answers"
            ),
            new(
                "Mailboxes that were reported as not there: {0}. See: SyncWorker mail recipients list",
                "Hộp thư được báo là không còn: {0}. Xem: SyncWorker mail recipients list"
            ),
            new("Held since {0}: {1}: {2}", "Đang giữ từ {0}: {1}: {2}"),
            new("Paused since {0} until {1}: {2}: {3}", "Tạm dừng từ {0} đến {1}: {2}: {3}"),
            new("Paused in {0} until {1}: {2}: {3}", "Tạm dừng theo {0} đến {1}: {2}: {3}"),
            new("On leave until {0}: {1}; its mail goes to {2}", "Nghỉ đến {0}: {1}; thư chuyển cho {2}"),
            new("On leave until {0}: {1}; nobody stands in", "Nghỉ đến {0}: {1}; không có ai thay"),
            new("Paused since {0}: {1}: {2}", "Tạm dừng từ {0}: {1}: {2}"),
        ]
    );

    /// <summary>The language that --lang asks for, else that of the environment as POSIX has it: LC_ALL, LC_MESSAGES, LANG.</summary>
    public static MailLanguage LanguageOf(MailLanguage? asked, Func<string, string?> environment) =>
        asked
        ?? (
            ((string[])["LC_ALL", "LC_MESSAGES", "LANG"]).Select(environment).FirstOrDefault(value => !string.IsNullOrEmpty(value))
                is { } locale
            && locale.StartsWith("vi", StringComparison.OrdinalIgnoreCase)
                ? MailLanguage.Vi
                : MailLanguage.En
        );

    /// <summary>A text of one or more lines.</summary>
    public static string? Translate(string? text) => text is null ? null : string.Join('\n', text.Split('\n').Select(Line));

    /// <summary>Whether all that a fault's line says has a Vietnamese text.</summary>
    public static bool HasAll(string fault)
    {
        FaultSentences.Translate(Fault().Match(fault.Trim()).Groups["words"].Value, out var isWhole);
        return isWhole;
    }

    static string Line(string line)
    {
        var words = line.TrimStart();
        if (words.Length == 0)
        {
            return line;
        }

        var indent = line[..^words.Length];
        return s_lines.Find(words.TrimEnd()) is { } found ? indent + found
            : Fault().Match(words) is { Success: true } fault
                ? indent + fault.Groups["place"].Value + FaultSentences.Translate(fault.Groups["words"].Value, out _)
            : line;
    }

    [GeneratedRegex(@"^(?<place>[\w./\-]+\.(?:json|csv|hbs)(?::\d+)?:(?: [^\s:]+:)? )(?<words>.+)$")]
    private static partial Regex Fault();
}
