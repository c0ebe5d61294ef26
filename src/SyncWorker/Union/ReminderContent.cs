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

    /// <summary>
    /// What to do, step by step: each text holds from its day until that of the next. Send takes the one of the day the mail leaves on,
    /// so that nothing is asked any more that is past. Empty where one text holds for all, as <see cref="ActionVi"/>.
    /// </summary>
    public IReadOnlyList<DatedAction> Actions { get; init; } = [];

    /// <summary>The last step before or on the day: a reminder can be put off until then, never beyond.</summary>
    public DateOnly? LastStepOn { get; init; }

    /// <summary>For a report: received and owed in the recipient's field.</summary>
    public int? Received { get; init; }

    /// <inheritdoc cref="Received"/>
    public int? Owed { get; init; }

    /// <summary>For a report: the units whose report has not been received.</summary>
    public IReadOnlyList<MissingReport> Missing { get; init; } = [];

    /// <summary>
    /// For a report asked of one unit: its name as in the register. For a conclusion or a petition its owner, a unit or a position.
    /// </summary>
    public string? UnitVi { get; init; }

    /// <inheritdoc cref="UnitVi"/>
    public string? UnitEn { get; init; }

    /// <summary>The tracking sheet that config names for these units' departments, as people open it; null where it names none.</summary>
    public string? TrackingSheet { get; init; }

    /// <summary>Which units <see cref="Received"/> and <see cref="Owed"/> count: a total is always of a set that the mail names.</summary>
    public UnitSet UnitSet { get; init; }

    /// <summary>
    /// The same total cut into parts that add up to it: by officer for one department, by department for several. Empty where there is
    /// one part only.
    /// </summary>
    public IReadOnlyList<ReportPart> Parts { get; init; } = [];

    /// <summary>The departments whose units these are, when the set is made of whole departments: "Ban Châu Âu, Ban Châu Á".</summary>
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

    /// <summary>The reader is among <see cref="NextStepTo"/>: "hệ thống sẽ gửi đồng chí dự thảo công văn".</summary>
    public bool NextStepIsToReader { get; init; }

    /// <summary>
    /// The department is the Office itself, which has a chief and no Trưởng Ban, and whose readers are not told that "the Office" will
    /// be told.
    /// </summary>
    public bool IsOfOffice { get; init; }

    /// <summary>On an overdue step: the roles that get it ("Nơi nhận").</summary>
    public IReadOnlyList<Addressee> StepTo { get; init; } = [];

    /// <summary>A draft that is to go with the mail, such as <c>letter</c>.</summary>
    public string? Draft { get; init; }

    /// <summary>The text of a message to many, which is a mail of its own.</summary>
    public string? BodyVi { get; init; }

    /// <inheritdoc cref="BodyVi"/>
    public string? BodyEn { get; init; }

    /// <summary>For the check of the register: the unit's own record, gaps marked.</summary>
    public IReadOnlyList<RecordLine> Record { get; init; } = [];

    /// <summary>A table that goes with the mail as an .xlsx file, such as next year's list.</summary>
    public SheetTable? Table { get; init; }

    /// <summary>The same for readers of English, where there is one.</summary>
    public SheetTable? TableEn { get; init; }

    /// <summary>What the list of next year's days holds; it is a mail of its own.</summary>
    public YearListContent? YearList { get; init; }

    /// <summary>The day rests on a calendar that is only computed: marked "tạm tính".</summary>
    public bool Tentative { get; init; }

    /// <summary>For an event: keys of the anniversaries it covers, such as <c>relations/country:HU</c>.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>For an event: when and where it is held, each for itself, as a calendar takes them.</summary>
    public HeldAt? Held { get; init; }

    /// <summary>before or after: part of the notice before a long break, or on the first day back.</summary>
    public string? Break { get; init; }

    /// <summary>The break that <see cref="Break"/> speaks of: its days, and what it is called where the calendar says so.</summary>
    public DateOnly? BreakFrom { get; init; }

    /// <inheritdoc cref="BreakFrom"/>
    public DateOnly? BreakTo { get; init; }

    /// <inheritdoc cref="BreakFrom"/>
    public string? BreakVi { get; init; }

    /// <inheritdoc cref="BreakFrom"/>
    public string? BreakEn { get; init; }

    /// <summary>For moved, done, cancelled and expired: the kind it is about, such as relations or report.</summary>
    public ReminderKind? Of { get; init; }

    /// <summary>For a decision: who asks for it, such as "Trưởng Ban Châu Âu".</summary>
    public string? AskedByVi { get; init; }

    /// <inheritdoc cref="AskedByVi"/>
    public string? AskedByEn { get; init; }

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

    /// <summary>The unit's number in the store, which a signed link names; null in what was written before there were such links.</summary>
    public long? Partner { get; init; }

    /// <summary>The later day that it was given.</summary>
    public DateOnly? ExtendedTo { get; init; }

    /// <summary>It is chased by <see cref="ExtendedTo"/> on a line of its own; here it is listed and counted, and not asked.</summary>
    public bool IsListedOnly { get; init; }

    /// <summary>What came back instead of the report, as a person noted it.</summary>
    public string? Response { get; init; }

    /// <summary>Of the unit's office, as in the register.</summary>
    public string? Phone { get; init; }

    /// <inheritdoc cref="Phone"/>
    public string? Email { get; init; }
}

/// <summary>A line of a unit's own record.</summary>
/// <param name="Field">Its canonical name.</param>
/// <param name="Label">"Ngày thành lập".</param>
/// <param name="Value">As people write it: 28/10/1962; null when it is missing.</param>
/// <param name="Gap">Whether it is to be completed.</param>
sealed record RecordLine(string Field, string Label, string? Value, RecordGap Gap);

/// <summary>What a line of a record lacks.</summary>
enum RecordGap
{
    None,

    /// <summary>A day that is known to its month or year only.</summary>
    Incomplete,

    Missing,
}

/// <summary>A set of units that a total counts.</summary>
enum UnitSet
{
    /// <summary>Those that the reader is given to follow.</summary>
    Followed,

    /// <summary>All of the departments that are named.</summary>
    Department,

    /// <summary>All that owe it.</summary>
    Union,

    /// <summary>Those of the cluster that the reader's unit heads.</summary>
    OwnCluster,

    /// <summary>Those that were given a later day.</summary>
    Extended,
}

/// <summary>A part of a total: what one officer follows, or one department.</summary>
/// <param name="Name">"Chuyên viên Ban Châu Âu" or "Ban Châu Âu"; null for units that nobody follows.</param>
sealed record ReportPart(string? Name, int Received, int Owed)
{
    /// <summary><see cref="Name"/> in English.</summary>
    public string? NameEn { get; init; }
}

/// <summary>The list of a year's days as its mail tells it: the counts, and the round years in words; all of it is in the table.</summary>
/// <param name="Year">Whose days they are.</param>
/// <param name="Days">How many there are.</param>
/// <param name="Rounds">Years ending in 0.</param>
/// <param name="Fives">How many end in 5.</param>
sealed record YearListContent(int Year, int Days, IReadOnlyList<ListedDay> Rounds, int Fives)
{
    /// <summary>Where the file lies, when config names a folder.</summary>
    public string? File { get; init; }
}

/// <summary>A day of the list.</summary>
/// <param name="Day">Null when it is known to the month or the year only.</param>
/// <param name="Vi">"70 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - Serbia".</param>
/// <param name="En">The same in English.</param>
sealed record ListedDay(DateOnly? Day, string Vi, string En)
{
    /// <summary>When only the month is known.</summary>
    public int? Month { get; init; }

    /// <summary>Whose field it lies in.</summary>
    public string? Department { get; init; }

    /// <inheritdoc cref="Department"/>
    public string? DepartmentEn { get; init; }
}

/// <summary>What to do from a day on.</summary>
/// <param name="From">The earliest day there is for what is far ahead.</param>
/// <param name="Vi">In Vietnamese.</param>
/// <param name="En">In English, where it is given.</param>
sealed record DatedAction(DateOnly From, string Vi, string? En);

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
