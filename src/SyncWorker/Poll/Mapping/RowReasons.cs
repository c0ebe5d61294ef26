using System.Reflection;
using SyncWorker.Union;

namespace SyncWorker.Poll.Mapping;

/// <summary>Why a row or a field of it is not taken: every reason, in English and Vietnamese. Quarantine stores the English.</summary>
static class RowReasons
{
    // What stands around a reason
    public static readonly Sentence Found = new("{0}: found '{1}', expected {2*}", "{0}: thấy '{1}', cần {2*}");
    public static readonly Sentence Lacks = new("{0}: {1*}", "{0}: {1*}");
    public static readonly Sentence FieldStays = new(
        "{0*}; the field stays as it was, the row is taken",
        "{0*}; trường này giữ nguyên như cũ, các trường khác của dòng vẫn được lấy"
    );
    public static readonly Sentence Either = new("{0} or {1*}", "{0} hoặc {1*}");

    // Rows that are no data
    public static readonly Sentence HeaderAgain = new("no data: the header line again", "không phải dữ liệu: dòng tiêu đề lặp lại");
    public static readonly Sentence LooksLike = new("no data: {0} is like '{1}'", "không phải dữ liệu: {0} có dạng '{1}'");

    // The form of a row
    public static readonly Sentence Columns = new("{0} columns", "{0} cột");
    public static readonly Sentence ColumnsOfHeader = new("{0} columns as in the header", "{0} cột như dòng tiêu đề");
    public static readonly Sentence Object = new("an object { }", "một đối tượng { }");
    public static readonly Sentence OneObject = new("one object, not more", "chỉ một đối tượng");
    public static readonly Sentence Json = new("JSON: {0}", "JSON sai: {0}");
    public static readonly Sentence WholeNames = new(
        "names of whole characters: half a character is escaped in one",
        "tên gồm các ký tự trọn vẹn: có tên chứa nửa ký tự"
    );
    public static readonly Sentence NameOnce = new(
        "the name once in the record, not twice",
        "tên này chỉ được có một lần trong dòng, không phải hai"
    );
    public static readonly Sentence SingleValue = new("a single value", "một giá trị đơn");

    // Ids
    public static readonly Sentence ShortId = new("an id of at most 400 characters", "mã tối đa 400 ký tự");
    public static readonly Sentence IdValue = new("a value: it is the row's id", "một giá trị: đây là mã của dòng");
    public static readonly Sentence IdOfItsOwn = new(
        "an id of its own: another row has it too; none of them is taken",
        "một mã riêng: dòng khác cũng có mã này; không dòng nào được lấy"
    );

    // Any field
    public static readonly Sentence MustHave = new("empty; the row must have a value here", "trống; dòng phải có giá trị ở đây");
    public static readonly Sentence Formula = new(
        "the formula's value, which is not in the file: open it in Excel and save it",
        "giá trị của công thức, hiện không có trong tệp: hãy mở tệp bằng Excel rồi lưu lại"
    );
    public static readonly Sentence CellError = new(
        "a value: that is a spreadsheet's error",
        "một giá trị: đây là thông báo lỗi của bảng tính"
    );
    public static readonly Sentence TooLong = new("at most {0} characters, not {1}", "tối đa {0} ký tự, không phải {1}");
    public static readonly Sentence NoNul = new("text without NUL characters", "văn bản không có ký tự NUL");
    public static readonly Sentence NoMarkup = new("a name, not markup", "một tên gọi, không phải mã đánh dấu (HTML)");

    // Damaged text
    public static readonly Sentence LettersLost = new(
        "text in the encoding it is read with: letters were lost (set \"encoding\")",
        "văn bản đúng bảng mã đang dùng để đọc: đã mất chữ (đặt \"encoding\")"
    );
    public static readonly Sentence QuestionMarks = new(
        "a whole name: letters have become question marks at the source",
        "một tên trọn vẹn: ở nguồn đã có chữ biến thành dấu hỏi"
    );
    public static readonly Sentence DecodedTwice = new(
        "text that was decoded once: this is UTF-8 read as windows-1252 at the source",
        "văn bản được giải mã một lần: đây là UTF-8 mà nguồn đã đọc như windows-1252"
    );

    // Transforms
    public static readonly Sentence CountryCode = new("a country code of two letters", "mã nước gồm hai chữ cái");
    public static readonly Sentence Digits = new("{0} digits", "{0} chữ số");
    public static readonly Sentence ProvinceCode = new(
        "a province code of two digits as of {0}",
        "mã tỉnh gồm hai chữ số theo danh mục ngày {0}"
    );
    public static readonly Sentence Number = new("a number such as {0}", "một số như {0}");
    public static readonly Sentence Amount = new(
        "an amount such as 335, trên 335, 3,4 tỷ đồng or 1.250.000",
        "một số lượng như 335, trên 335, 3,4 tỷ đồng hoặc 1.250.000"
    );
    public static readonly Sentence DateWritten = new("a date written {0*}", "ngày viết theo dạng {0*}");
    public static readonly Sentence OwnDate = new(
        "a date (transform date or day, as ownFields says)",
        "một ngày (phép chuyển date hoặc day, theo ownFields)"
    );
    public static readonly Sentence OwnNumber = new(
        "a number (transform number, as ownFields says)",
        "một số (phép chuyển number, theo ownFields)"
    );
    public static readonly Sentence TimeWritten = new("a time written {0*}", "thời điểm viết theo dạng {0*}");
    public static readonly Sentence DayRange = new("a day from {0} to {1}", "một ngày từ năm {0} đến năm {1}");
    public static readonly Sentence OneMailbox = new("one mailbox such as vp@example.org", "một địa chỉ thư điện tử như vp@example.org");
    public static readonly Sentence OneOf = new("one of {0}", "một trong: {0}");
    public static readonly Sentence Like = new("a text like {0}", "văn bản có dạng {0}");
    public static readonly Sentence Workable = new(
        "a value that this program can work with: its transform ended in {0}",
        "một giá trị mà chương trình xử lý được: phép chuyển kết thúc bằng {0}"
    );
    public static readonly Sentence Unlike = new("a text unlike {0}", "văn bản không có dạng {0}");

    public static IReadOnlyList<Sentence> All { get; } =
    [
        .. typeof(RowReasons)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(Sentence))
            .Select(field => (Sentence)field.GetValue(null)!),
    ];

    /// <summary>Finds what quarantine has stored.</summary>
    public static SentenceBook Book { get; } = new([FieldStays, Found, HeaderAgain, LooksLike, Lacks], All);
}
