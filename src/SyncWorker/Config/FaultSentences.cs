using System.Reflection;
using SyncWorker.Union;

namespace SyncWorker.Config;

/// <summary>What check says of a fault and what to write instead, in English and Vietnamese.</summary>
static class FaultSentences
{
    const string Quote = "\"";

    // What was found
    public static readonly Sentence NoKey = new("There is no key {0} here.", "Ở đây không có khóa {0}.");
    public static readonly Sentence KeyMissing = new("The key {0} is missing.", "Thiếu khóa {0}.");
    public static readonly Sentence KeyTwice = new("The key {0} stands here a second time.", "Khóa {0} được ghi hai lần ở đây.");
    public static readonly Sentence Null = new("Found null where {0*} is expected.", "Thấy null, cần {0*}.");
    public static readonly Sentence OneOfWords = new(
        "Found {0} where one of a few words is expected.",
        "Thấy {0}, cần một trong các từ cho phép."
    );
    public static readonly Sentence SomethingLike = new(
        "Found {0} where something like {1} is expected.",
        "Thấy {0}, cần viết dạng như {1}."
    );
    public static readonly Sentence TimeLike = new("Found {0} where a time like {1} is expected.", "Thấy {0}, cần giờ dạng {1}.");
    public static readonly Sentence DayLike = new("Found {0} where a day like {1} is expected.", "Thấy {0}, cần ngày dạng {1}.");
    public static readonly Sentence WholeNumber = new("Found {0} where a whole number is expected.", "Thấy {0}, cần một số nguyên.");
    public static readonly Sentence OtherExpected = new("Found {0} where {1*} is expected.", "Thấy {0}, cần {1*}.");
    public static readonly Sentence TextInQuotes = new("text in quotes", "văn bản trong ngoặc kép");
    public static readonly Sentence FoundValue = new("Found {0}.", "Thấy {0}.");
    public static readonly Sentence Range = new("The field {0} must be between {1} and {2}.", "Trường {0} phải từ {1} đến {2}.");
    public static readonly Sentence EmptyText = new("The text is empty.", "Văn bản để trống.");
    public static readonly Sentence IdTwice = new("The id {0} is used twice.", "Mã {0} được dùng hai lần.");
    public static readonly Sentence NameTwice = new("The name {0} is used twice.", "Tên {0} được dùng hai lần.");
    public static readonly Sentence NoPosition = new("There is no position {0}.", "Không có vị trí {0}.");
    public static readonly Sentence NoJob = new("There is no job {0}.", "Không có tác vụ {0}.");
    public static readonly Sentence NoCountry = new("There is no country {0}.", "Không có nước {0}.");
    public static readonly Sentence NoProvince = new("There is no province {0}.", "Không có tỉnh {0}.");
    public static readonly Sentence NoCodeList = new("There is no code list {0}.", "Không có danh sách mã {0}.");
    public static readonly Sentence NoDraft = new("There is no draft {0}.", "Không có mẫu thư {0}.");
    public static readonly Sentence NoZone = new("There is no time zone {0}.", "Không có múi giờ {0}.");
    public static readonly Sentence NoDay = new("There is no day {0}.", "Không có ngày {0}.");
    public static readonly Sentence NoKind = new(
        "There is no kind {0} in codes.kind of reconcile.json.",
        "Không có loại {0} trong codes.kind của reconcile.json."
    );
    public static readonly Sentence NoTransform = new("There is no transform {0}.", "Không có phép chuyển {0}.");
    public static readonly Sentence NoSourceField = new("No source has a field {0}.", "Không nguồn nào có trường {0}.");
    public static readonly Sentence NotOfSource = new("{0} is no field of this source.", "{0} không phải trường của nguồn này.");
    public static readonly Sentence NoFieldOfColumn = new("No field is mapped to the column {0}.", "Không trường nào lấy từ cột {0}.");
    public static readonly Sentence NoDepartment = new(
        "No position of staff.json is in {0}.",
        "Trong staff.json không có vị trí nào thuộc {0}."
    );
    public static readonly Sentence LeaveEnds = new("The leave ends before it begins.", "Kỳ nghỉ kết thúc trước khi bắt đầu.");
    public static readonly Sentence LeaveLong = new("The leave lasts for more than five years.", "Kỳ nghỉ dài quá năm năm.");
    public static readonly Sentence OwnDeputy = new("The deputy is the position itself.", "Người thay chính là vị trí đó.");
    public static readonly Sentence HoursEnd = new("The hours end before they begin.", "Giờ kết thúc trước giờ bắt đầu.");
    public static readonly Sentence TrialTo = new(
        "The mode is trial, but trialTo names no mailbox.",
        "Đang chạy thử (trial) nhưng trialTo chưa ghi hộp thư."
    );
    public static readonly Sentence NoDomain = new(
        "The list is empty, so no mail could leave.",
        "Danh sách trống, nên không thư nào gửi được."
    );
    public static readonly Sentence NotAMailbox = new("{0} is not a mailbox: {1*}.", "{0} không phải hộp thư: {1*}.");
    public static readonly Sentence NoAt = new("it has no @", "thiếu dấu @");
    public static readonly Sentence SeveralMailboxes = new("it is more than one address", "có hơn một địa chỉ");
    public static readonly Sentence NotADomain = new("{0} is not a domain.", "{0} không phải tên miền.");
    public static readonly Sentence NoAddress = new("{0} is no address.", "{0} không phải địa chỉ.");
    public static readonly Sentence NoOneCanWrite = new("No one can write to {0}.", "Không thể gửi thư đến {0}.");
    public static readonly Sentence NotADay = new("{0} is no day.", "{0} không phải ngày.");
    public static readonly Sentence Outside = new("{0} lies outside {1} to {2}.", "{0} nằm ngoài khoảng {1} đến {2}.");
    public static readonly Sentence Port = new("Port {0} is not for that security.", "Cổng {0} không dùng cho cách bảo mật này.");
    public static readonly Sentence RunsAfter = new(
        "It runs after {0}, which is not among the jobs.",
        "Chạy sau {0}, nhưng không có tác vụ đó."
    );
    public static readonly Sentence OutsideHours = new(
        "It runs only outside mailHours ({0}), so no mail would leave.",
        "Chỉ chạy ngoài giờ gửi thư ({0}), nên không thư nào được gửi."
    );
    public static readonly Sentence NoPart = new("A report of each {0} has no part {1}.", "Báo cáo mỗi {0} không có phần {1}.");
    public static readonly Sentence Delay = new(
        "The first delay, {0}, is longer than the longest, {1}.",
        "Thời gian chờ đầu tiên, {0}, dài hơn mức dài nhất, {1}."
    );
    public static readonly Sentence Cursor = new(
        "Where the next cursor or address stands is missing.",
        "Thiếu chỗ ghi con trỏ hoặc địa chỉ trang sau."
    );
    public static readonly Sentence PeriodOnly = new("Only {period} is filled in here: {0}.", "Ở đây chỉ điền được {period}: {0}.");
    public static readonly Sentence NotJson = new("This is not JSON: {0*}", "Đây không phải JSON: {0*}");
    public static readonly Sentence InvalidName = new(
        "{0} is an invalid start of a property name.",
        "{0} không thể mở đầu tên của một khóa."
    );
    public static readonly Sentence InvalidAfter = new("{0} is invalid after a value.", "{0} không thể đứng sau một giá trị.");
    public static readonly Sentence InvalidStart = new("{0} is an invalid start of a value.", "{0} không thể mở đầu một giá trị.");
    public static readonly Sentence ExpectedA = new("Expected a {0}.", "Cần {0}.");
    public static readonly Sentence ExpectedEither = new("Expected either {0}.", "Cần một trong: {0}.");
    public static readonly Sentence NoDateFormat = new("{0} is no format of a date.", "{0} không phải dạng viết ngày.");
    public static readonly Sentence NotUtf8 = new(
        "This is not UTF-8 (first bad byte in line {0}).",
        "Tệp không phải UTF-8 (byte sai đầu tiên ở dòng {0})."
    );
    public static readonly Sentence NoFolder = new("This config folder does not exist.", "Thư mục cấu hình này không có.");
    public static readonly Sentence NotATime = new(
        "{0} is not a time of day: write it like 07:30, from 00:00 to 23:59.",
        "{0} không phải giờ trong ngày: viết như 07:30, từ 00:00 đến 23:59."
    );
    public static readonly Sentence CronFields = new(
        "Cron has 6 fields here, the first one is the second.",
        "Cron ở đây có 6 phần, phần đầu là giây."
    );

    // What to write instead
    public static readonly Sentence DidYouMean = new("Did you mean {0}?", "Có phải là {0}?");
    public static readonly Sentence Allowed = new("Allowed: {0}.", "Được phép: {0}.");
    public static readonly Sentence Secrets = new(
        "Secrets never stand in config: store it with `secret set NAME`, and write \"secret\": \"NAME\".",
        "Mật khẩu không bao giờ ghi trong cấu hình: lưu bằng `secret set TÊN`, rồi ghi \"secret\": \"TÊN\"."
    );
    public static readonly Sentence AddInside = new("Add it inside this object.", "Thêm khóa đó vào đối tượng này.");
    public static readonly Sentence KeepOne = new("Keep one of them.", "Chỉ giữ một.");
    public static readonly Sentence WriteValue = new("Write a value, or leave the key out.", "Ghi một giá trị, hoặc bỏ khóa đi.");
    public static readonly Sentence WriteText = new("Write the text anew, or leave the key out.", "Viết lại văn bản, hoặc bỏ khóa đi.");
    public static readonly Sentence SourceOwn = new("Give each source its own.", "Mỗi nguồn một tên riêng.");
    public static readonly Sentence RuleOwn = new(
        "Give each rule its own: the ledger knows reminders by it.",
        "Mỗi quy tắc một mã riêng: sổ nhắc việc nhận ra lần nhắc theo mã đó."
    );
    public static readonly Sentence PositionOwn = new("Give each position its own.", "Mỗi vị trí một mã riêng.");
    public static readonly Sentence Swap = new("Swap from and to.", "Đổi chỗ from và to.");
    public static readonly Sentence AnotherPosition = new("Name another position.", "Ghi một vị trí khác.");
    public static readonly Sentence LookAtYear = new("Look at its year.", "Xem lại năm.");
    public static readonly Sentence LookAtMonth = new("Look at its month.", "Xem lại tháng.");
    public static readonly Sentence WriteMailbox = new("Write one address such as {0}.", "Viết một địa chỉ như {0}.");
    public static readonly Sentence WriteZone = new("Write an IANA name such as {0}.", "Viết tên theo IANA như {0}.");
    public static readonly Sentence WriteCountry = new(
        "Write two capital letters of ISO 3166-1, such as FR; tables/country_names.csv lists them.",
        "Viết hai chữ hoa theo ISO 3166-1 như FR; xem tables/country_names.csv."
    );
    public static readonly Sentence WriteProvince = new(
        "Write VN- and the two digits of a province of today; tables/provinces.csv lists them.",
        "Viết VN- và hai chữ số của tỉnh hiện nay; xem tables/provinces.csv."
    );
    public static readonly Sentence WriteMonthDay = new(
        "Write month and day like {0} for 8 July.",
        "Viết tháng và ngày, như {0} là 8 tháng 7."
    );
    public static readonly Sentence WriteLead = new(
        "Write it like \"14 days\", \"5 working days\", \"6 months\" or \"the day\".",
        "Viết như \"14 days\" (ngày), \"5 working days\" (ngày làm việc), \"6 months\" (tháng) hoặc \"the day\" (đúng ngày)."
    );
    public static readonly Sentence WriteDuration = new(
        "Write a number and seconds, minutes, hours or days, such as {0}.",
        "Viết một số và seconds (giây), minutes (phút), hours (giờ) hoặc days (ngày), như {0}."
    );
    public static readonly Sentence WriteDay = new("Write such as {0}, or the month such as {1}.", "Viết như {0}, hoặc tháng như {1}.");
    public static readonly Sentence WriteDomain = new("Write the part after the @, such as {0}.", "Viết phần sau dấu @, như {0}.");
    public static readonly Sentence WriteFrom = new("Write from before to, such as {0}.", "Ghi from trước to, như {0}.");
    public static readonly Sentence WriteParts = new("Write H1 or H2, Q1 to Q4, 01 to 12.", "Viết H1 hoặc H2, Q1 đến Q4, 01 đến 12.");
    public static readonly Sentence LookAtLine = new(
        "Look at this line and the one before it for a missing comma, quote or bracket.",
        "Xem dòng này và dòng trên: thiếu dấu phẩy, ngoặc kép hoặc ngoặc."
    );
    public static readonly Sentence CurlyQuotes = new(
        "The line has curly quotes; write straight ones (\").",
        "Dòng có ngoặc kép cong; hãy viết ngoặc kép thẳng (\")."
    );
    public static readonly Sentence SaveUtf8 = new("Notepad: Save as, Encoding: UTF-8.", "Notepad: Save as, Encoding: UTF-8.");
    public static readonly Sentence Interval = new(
        "Write an interval from 1 second to 23 hours; for once a day write {0}.",
        "Viết khoảng từ 1 giây đến 23 giờ; mỗi ngày một lần thì viết {0}."
    );
    public static readonly Sentence Within = new("Let it run within them.", "Cho chạy trong giờ đó.");
    public static readonly Sentence PortFix = new(
        "Write \"port\": 465 with tls, 587 with start-tls.",
        "Viết \"port\": 465 với tls, 587 với start-tls."
    );
    public static readonly Sentence AddTrialTo = new(
        "Add \"trialTo\": {0} with your own mailbox.",
        "Thêm \"trialTo\": {0} với hộp thư của mình."
    );
    public static readonly Sentence AddNext = new("Add \"next\" with its path.", "Thêm \"next\" và đường dẫn.");
    public static readonly Sentence WriteMissed = new(
        "Write \"skip\", \"once\", or {0} (minutes, hours, days, working days).",
        "Viết \"skip\" (bỏ qua), \"once\" (bù một lần), hoặc {0} (minutes, hours, days, working days)."
    );
    public static readonly Sentence NameDomains = new(
        "Name the domains of your staff and associations, such as {0}, or say {1}.",
        "Ghi tên miền của cán bộ và các hội, như {0}, hoặc ghi {1}."
    );
    public static readonly Sentence WritePeriod = new(
        "Write {period} for the period, or take the braces out.",
        "Viết {period} cho kỳ báo cáo, hoặc bỏ dấu ngoặc nhọn."
    );
    public static readonly Sentence Formats = new("Formats: {0}.", "Các dạng: {0}.");
    public static readonly Sentence WriteDraft = new("Write letter, or leave it out.", "Viết letter, hoặc bỏ đi.");
    public static readonly Sentence WriteAddress = new(
        "Write a mailbox or an address, such as {0}.",
        "Viết một hộp thư hoặc địa chỉ, như {0}."
    );
    public static readonly Sentence SecretGoes = new(
        "A secret goes to `secret set NAME`, and auth names it.",
        "Mật khẩu lưu bằng `secret set TÊN`, và auth gọi tên đó."
    );
    public static readonly Sentence WriteSuchAs = new("Write such as {0}.", "Viết như {0}.");
    public static readonly Sentence FirstBefore = new("Write first before longest, such as {0}.", "Ghi first nhỏ hơn longest, như {0}.");

    static IReadOnlyList<Sentence> All { get; } =
    [
        .. typeof(FaultSentences)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(Sentence))
            .Select(field => (Sentence)field.GetValue(null)!),
        .. CheckSentences.All,
    ];

    static SentenceBook Book { get; } = new([], All);

    /// <summary>A message or a fix in Vietnamese, sentence by sentence; what has none stays English.</summary>
    /// <param name="english">One or more sentences.</param>
    /// <param name="isWhole">Whether each of them was found.</param>
    public static string Translate(string english, out bool isWhole)
    {
        isWhole = true;
        var words = new List<string>();
        foreach (var sentence in Split(english))
        {
            var found = Book.Find(sentence);
            isWhole &= found is not null;
            words.Add(found ?? sentence);
        }

        return string.Join(' ', words);
    }

    /// <summary>The sentences of a text that have no Vietnamese one.</summary>
    public static IEnumerable<string> Missing(string english) => Split(english).Where(sentence => Book.Find(sentence) is null);

    // Between sentences stands an end mark, a blank and a capital letter; within quotes nothing ends.
    static IEnumerable<string> Split(string text)
    {
        var from = 0;
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            isQuoted ^= text[i] == Quote[0] && !(i > 0 && text[i - 1] == '\'' && i + 1 < text.Length && text[i + 1] == '\'');
            if (
                !isQuoted
                && text[i] is '.' or '?'
                && i + 2 < text.Length
                && text[i + 1] == ' '
                && (char.IsUpper(text[i + 2]) || text[i + 2] == Quote[0])
            )
            {
                yield return text[from..(i + 1)];
                from = i + 2;
            }
        }

        yield return text[from..];
    }
}
