using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace SyncWorker.Union;

/// <summary>
/// What Remind tells Send about one reminder: facts, not sentences, so that Send can compose it in the recipient's language
/// at the last moment and "in 7 days" is true when the mail leaves. Stored as JSON in <see cref="Store.Rows.LedgerEntry.Facts"/>.
/// </summary>
sealed record ReminderContent
{
    /// <summary>What it is about. When it says what became of another reminder, <see cref="Of"/> says what that one is about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required ReminderKind Kind { get; init; }

    /// <summary>The subject's name in Vietnamese: a country, an association, a report.</summary>
    public required string SubjectVi { get; init; }

    /// <summary>The subject's name in English, where there is one.</summary>
    public string? SubjectEn { get; init; }

    /// <summary>The date that is commemorated, for an anniversary.</summary>
    public PartialDate? Origin { get; init; }

    /// <summary>Years counted, when the rule counts them.</summary>
    public int? Years { get; init; }

    /// <summary>ordinary, round5 or round10.</summary>
    public Milestone? Milestone { get; init; }

    /// <summary>What to do, from the rule: Vietnamese and English.</summary>
    public string? ActionVi { get; init; }

    /// <inheritdoc cref="ActionVi"/>
    public string? ActionEn { get; init; }

    /// <summary>For a report: received and owed in the recipient's field.</summary>
    public int? Received { get; init; }

    /// <inheritdoc cref="Received"/>
    public int? Owed { get; init; }

    /// <summary>For a report: the units whose report has not been received.</summary>
    public IReadOnlyList<MissingReport> Missing { get; init; } = [];

    /// <summary>For a report asked of one unit: its name as in the register.</summary>
    public string? UnitVi { get; init; }

    /// <inheritdoc cref="UnitVi"/>
    public string? UnitEn { get; init; }

    /// <summary>The department whose units these are, when they are all of one: the heading of the table.</summary>
    public string? Department { get; init; }

    /// <inheritdoc cref="Department"/>
    public string? DepartmentEn { get; init; }

    /// <summary>Working days since the due day, on an overdue step.</summary>
    public int? OverdueWorkingDays { get; init; }

    /// <summary>Set when this mail should have left so many working days ago ("trễ 1 ngày").</summary>
    public int? LateWorkingDays { get; init; }

    /// <summary>
    /// On an overdue step: the day of the next one, and the roles it goes to ("Nếu đến thứ Sáu … hệ thống sẽ báo Văn phòng").
    /// </summary>
    public DateOnly? NextStepOn { get; init; }

    /// <inheritdoc cref="NextStepOn"/>
    public IReadOnlyList<Addressee> NextStepTo { get; init; } = [];

    /// <summary>What goes with the next step's mail, such as <c>letter</c>.</summary>
    public string? NextStepDraft { get; init; }

    /// <summary>On an overdue step: the roles that get it ("Nơi nhận").</summary>
    public IReadOnlyList<Addressee> StepTo { get; init; } = [];

    /// <summary>A draft that is to go with the mail, such as <c>letter</c>.</summary>
    public string? Draft { get; init; }

    /// <summary>The text of a message to many, which is a mail of its own.</summary>
    public string? BodyVi { get; init; }

    /// <inheritdoc cref="BodyVi"/>
    public string? BodyEn { get; init; }

    /// <summary>A table that goes with the mail as an .xlsx file, such as next year's list.</summary>
    public SheetTable? Table { get; init; }

    /// <summary>The same for readers of English, where there is one.</summary>
    public SheetTable? TableEn { get; init; }

    /// <summary>The day rests on a calendar that is only computed: marked "tạm tính".</summary>
    public bool Tentative { get; init; }

    /// <summary>For an event: keys of the anniversaries it covers, such as <c>relations/country:HU</c>.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>For an event: when and where it is held, each for itself, as a calendar takes them.</summary>
    public HeldAt? Held { get; init; }

    /// <summary>before or after: part of the notice before a long break, or on the first day back.</summary>
    public string? Break { get; init; }

    /// <summary>For moved, done, cancelled and expired: the kind it is about, such as relations or report.</summary>
    public ReminderKind? Of { get; init; }

    /// <summary>The document the due day rests on.</summary>
    public string? Basis { get; init; }

    /// <summary>The day it was on before it moved, when it moved.</summary>
    public DateOnly? MovedFrom { get; init; }

    /// <summary>Why this person gets it, Vietnamese and English: "được phân công theo dõi địa bàn Châu Âu".</summary>
    public string? WhyVi { get; init; }

    /// <inheritdoc cref="WhyVi"/>
    public string? WhyEn { get; init; }

    static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>As the ledger keeps it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    public static ReminderContent FromJson(string json) => JsonSerializer.Deserialize<ReminderContent>(json, s_json)!;
}

/// <param name="Unit">The association's or union's name as in the register.</param>
/// <param name="Reminded">How often it has been reminded.</param>
/// <param name="Officer">The position that follows it, when that is not the reader: "Chuyên viên Ban Châu Âu".</param>
sealed record MissingReport(string Unit, int Reminded, string? Officer)
{
    /// <summary>The unit's name in English, where the register has one.</summary>
    public string? UnitEn { get; init; }

    /// <summary><see cref="Officer"/> in English.</summary>
    public string? OfficerEn { get; init; }
}

/// <summary>An event's own title, hour and place.</summary>
sealed record HeldAt(string TitleVi)
{
    public string? TitleEn { get; init; }

    /// <summary>On the clock of the place; null for a whole day.</summary>
    public TimeOnly? Time { get; init; }

    public string? Place { get; init; }

    /// <summary>The place's time zone, by its IANA name.</summary>
    public string? Zone { get; init; }
}
