namespace SyncWorker.Union;

/// <summary>
/// The names a source's columns are mapped to. Poll writes them, Reconcile merges them, Remind reads them. Values are text:
/// names in NFC, dates as <see cref="PartialDate"/>, countries as ISO 3166-1 alpha-2, provinces as two-digit codes of today.
/// Config may map further fields; they are kept and merged like these.
/// </summary>
static class CanonicalField
{
    /// <summary>central_association, local_union, provincial_association, foreign_partner, country, event, activity …</summary>
    public const string Kind = "kind";

    /// <summary>The union's own register number, such as CA-FR: an exact key.</summary>
    public const string RegisterId = "registerId";

    public const string NameVi = "nameVi";

    public const string NameEn = "nameEn";

    /// <summary>Other names it is found by, separated by <c>; </c>.</summary>
    public const string Aliases = "aliases";

    public const string Country = "country";

    /// <summary>A country as the source writes it, when the mapping could not turn it into a code.</summary>
    public const string CountryText = "countryText";

    public const string Province = "province";

    /// <summary>Day of founding.</summary>
    public const string Founded = "founded";

    /// <summary>Day diplomatic relations with Vietnam were established; on a partner only evidence for its country's.</summary>
    public const string Relations = "relations";

    /// <summary><c>MM-dd</c>, for a country.</summary>
    public const string NationalDay = "nationalDay";

    public const string NationalDayYear = "nationalDayYear";

    /// <summary>A country's name in full, as its National Day is named by: "Cộng hòa Pháp".</summary>
    public const string OfficialNameVi = "officialNameVi";

    /// <inheritdoc cref="OfficialNameVi"/>
    public const string OfficialNameEn = "officialNameEn";

    public const string Department = "department";

    public const string Region = "region";

    public const string Email = "email";

    public const string Phone = "phone";

    public const string Address = "address";

    /// <summary>The group of units that it belongs to.</summary>
    public const string Cluster = "cluster";

    /// <summary>active or inactive, where a source says so.</summary>
    public const string Status = "status";

    /// <summary>End of the term of office.</summary>
    public const string TermEnd = "termEnd";

    /// <summary>End of an agreement with the partner.</summary>
    public const string AgreementEnd = "agreementEnd";

    /// <summary>End of its registration with an authority.</summary>
    public const string RegistrationEnd = "registrationEnd";

    /// <summary>How many members its governing body has.</summary>
    public const string BoardSize = "boardSize";

    /// <summary>How many of them really take part.</summary>
    public const string ActiveMembers = "activeMembers";

    /// <summary>The day that size and active members were last looked at: what those two are as of.</summary>
    public const string BoardReviewed = "boardReviewed";

    /// <summary>When the source last changed the row, as the source writes it: freshness.</summary>
    public const string Updated = "updated";

    /// <summary>The kind of rows that are countries.</summary>
    public const string CountryKind = "country";

    /// <summary>
    /// The kind of rows that are events (a ceremony, an arrival, a meeting) and no organisations: Remind reads them from the snapshot.
    /// </summary>
    public const string EventKind = "event";

    /// <summary>The kind of rows that are activities held (a ceremony, a visit, a gift): counted, each once, by <c>figures</c>.</summary>
    public const string ActivityKind = "activity";

    /// <summary>The kind of rows that are totals which a unit tells of itself: "trên 12 hoạt động" in <see cref="Period"/>.</summary>
    public const string UnitFiguresKind = "unit_figures";

    /// <summary>The kind of rows that are documents: number, day, title, issuer, link.</summary>
    public const string DocumentKind = "document";

    /// <summary>The kinds of rows that are no organisations; a country is a subject of its own.</summary>
    public static readonly IReadOnlyList<string> NoOrganisations = [CountryKind, EventKind, ActivityKind, UnitFiguresKind, DocumentKind];

    /// <summary>When an activity was held or a document signed: a <see cref="PartialDate"/>.</summary>
    public const string Day = "day";

    /// <summary>The unit that held the activity, that tells its totals, or that the document concerns.</summary>
    public const string Lead = "lead";

    /// <summary>The units that took part, separated by <c>; </c>.</summary>
    public const string Joint = "joint";

    /// <summary>How many people took part: an <see cref="Amount"/>.</summary>
    public const string Participants = "participants";

    /// <summary>The money that was given or collected, in đồng: an <see cref="Amount"/>.</summary>
    public const string Money = "money";

    /// <summary>The campaign that the money belongs to, by its name in reconcile.json.</summary>
    public const string Campaign = "campaign";

    /// <summary>Aid of foreign organisations, in đồng: an <see cref="Amount"/>.</summary>
    public const string Aid = "aid";

    /// <summary>What a unit's totals are of: 2026-H1.</summary>
    public const string Period = "period";

    /// <summary>How many activities a unit says that it held: an <see cref="Amount"/>.</summary>
    public const string Activities = "activities";

    /// <summary>"1830/LHHN-VP".</summary>
    public const string Number = "number";

    /// <summary>Who issued the document.</summary>
    public const string Issuer = "issuer";

    /// <summary>Where the document can be read.</summary>
    public const string Link = "link";

    /// <summary>
    /// What is wrong with a field that config names, and what was meant; null for a known one. A field of the union's own may be filled
    /// by hand alone (<c>partner pin</c>), so only a name that is near a known one is surely wrong.
    /// </summary>
    public static (string Message, string Fix)? Fault(string field, IReadOnlyCollection<string> known) =>
        known.Contains(field) ? null
        : !field.All(char.IsAsciiLetterOrDigit) || char.IsAsciiDigit(field.FirstOrDefault('0'))
            ? ($"\"{field}\" is not the name of a field.", "Write letters and digits alone, such as \"founded\".")
        : Suggestion.For(field, known) is { } near ? ($"No source has a field \"{field}\".", $"Did you mean \"{near}\"?")
        : null;

    /// <summary>Those that can be set by hand and hold neither a date nor a day of the year, with | between them.</summary>
    public const string NoDates =
        $"{Kind}|{RegisterId}|{NameVi}|{NameEn}|{Aliases}|{Country}|{CountryText}|{Province}|{NationalDayYear}|{OfficialNameVi}|{OfficialNameEn}|{Department}|{Region}|{Cluster}|{Email}|{Phone}|{Address}|{Status}|{BoardSize}|{ActiveMembers}|{Updated}";

    /// <summary>Every field that the program itself reads.</summary>
    public static bool IsKnown(string field) => s_all.Contains(field);

    static readonly HashSet<string> s_all =
    [
        .. typeof(CanonicalField)
            .GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
            .Where(constant =>
                constant.IsLiteral && (constant.Name == nameof(Kind) || !constant.Name.EndsWith(nameof(Kind), StringComparison.Ordinal))
            )
            .Select(constant => (string)constant.GetRawConstantValue()!)
            .Where(value => !value.Contains('|', StringComparison.Ordinal)), // a list of fields is none
    ];

    /// <summary>The fields that hold a <see cref="PartialDate"/>.</summary>
    public static readonly IReadOnlyList<string> Dates = [Founded, Relations, TermEnd, AgreementEnd, RegistrationEnd, BoardReviewed];

    /// <summary>All that a person may set by hand, whether or not a source is mapped to it.</summary>
    public static readonly IReadOnlyList<string> Settable =
    [
        Kind,
        RegisterId,
        NameVi,
        NameEn,
        Aliases,
        Country,
        Province,
        NationalDay,
        NationalDayYear,
        Department,
        Region,
        Cluster,
        Email,
        Phone,
        Address,
        Status,
        BoardSize,
        ActiveMembers,
        .. Dates,
    ];
}
