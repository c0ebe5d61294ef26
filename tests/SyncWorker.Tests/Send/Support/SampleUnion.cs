using SyncWorker.Hosting.Config;
using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Send.Templates;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send.Support;

/// <summary>
/// A union with the shipped rules and calendars, 27 associations of Europe, a local union and a small staff: the mails of a day
/// are planned and composed by the program's own code.
/// </summary>
sealed class SampleUnion(string language)
{
    static readonly SyncConfig s_shipped = ConfigFolder.Load(SourceTree.Config).Config!;

    static readonly (string Iso2, string Vi, string En)[] s_countries =
    [
        ("AL", "Albania", "Albania"),
        ("GB", "Anh", "United Kingdom"),
        ("AM", "Armenia", "Armenia"),
        ("AT", "Áo", "Austria"),
        ("AZ", "Azerbaijan", "Azerbaijan"),
        ("PL", "Ba Lan", "Poland"),
        ("BY", "Belarus", "Belarus"),
        ("BE", "Bỉ", "Belgium"),
        ("BG", "Bulgaria", "Bulgaria"),
        ("DK", "Đan Mạch", "Denmark"),
        ("DE", "Đức", "Germany"),
        ("GE", "Georgia", "Georgia"),
        ("NL", "Hà Lan", "Netherlands"),
        ("HU", "Hungary", "Hungary"),
        ("GR", "Hy Lạp", "Greece"),
        ("IT", "Italia", "Italy"),
        ("RU", "Liên bang Nga", "Russia"),
        ("NO", "Na Uy", "Norway"),
        ("FR", "Cộng hòa Pháp", "France"),
        ("FI", "Phần Lan", "Finland"),
        ("RO", "Romania", "Romania"),
        ("CZ", "Séc", "Czechia"),
        ("RS", "Serbia", "Serbia"),
        ("SK", "Slovakia", "Slovakia"),
        ("ES", "Tây Ban Nha", "Spain"),
        ("SE", "Thụy Điển", "Sweden"),
        ("CH", "Thụy Sĩ", "Switzerland"),
    ];

    /// <summary>As shipped; a sample may put rules of its own in their place.</summary>
    public RemindOptions Rules { get; set; } = s_shipped.Remind;

    public DateOnly GoLive { get; set; } = new(2026, 1, 1);

    /// <summary>Countries whose associations have reported.</summary>
    public HashSet<string> Received { get; } = [];

    public List<HeldEvent> Events { get; } = [];

    public List<Assignment> Assignments { get; } = [];

    public List<HeldChange> HeldChanges { get; } = [];

    public List<ObligationFacts> Requests { get; } = [];

    /// <summary>Country, relations, national day.</summary>
    public Dictionary<string, (string? Relations, string? NationalDay)> Days { get; } = [];

    /// <summary>Fields of the local union of Lai Châu.</summary>
    public Dictionary<string, string> LocalUnion { get; } = new() { [CanonicalField.Email] = "laichau@example.org" };

    /// <summary>Position that is on leave, and who stands in.</summary>
    public (string Id, string Deputy)? Away { get; set; }

    /// <summary>What was decided and told on the days before.</summary>
    public Ledger Told { get; } = new([]);

    public TrialView? Trial { get; set; }

    /// <summary>Names of associations that are not the usual ones, by country.</summary>
    public Dictionary<string, string> Names { get; } = [];

    /// <summary>The number of the association of a country among the partners.</summary>
    public static long Partner(string iso2) => Array.FindIndex(s_countries, country => country.Iso2 == iso2) + 1;

    public const long LaiChau = 100;

    /// <summary>Plans a day and remembers what was told on it.</summary>
    public Plan Plan(string day)
    {
        var at = Day(day);
        return Preview.Run(Facts(), Told, at, at).Single();
    }

    /// <summary>The mail of a day to one recipient.</summary>
    public DigestInput Mail(string day, string recipient, bool isWeekly = false)
    {
        var plan = Plan(day);
        var own = (isWeekly ? plan.Outlook : plan.Reminders)
            .Where(reminder => reminder.Recipient == recipient && reminder.To is not null)
            .ToList();
        Assert.NotEmpty(own);
        return new()
        {
            Today = plan.Today,
            Time = isWeekly ? new(14, 0) : new(7, 30),
            Language = Enum.Parse<MailLanguage>(language, ignoreCase: true),
            Salutation = own[0].To!.Salutation,
            IsForStaff = recipient.StartsWith("staff:", StringComparison.Ordinal),
            Reminders =
            [
                .. own.Where(reminder => reminder.State is LedgerState.Due or LedgerState.Late or LedgerState.Expired)
                    .Select(reminder => new MailReminder(reminder.ToEntry(facts: ""), reminder.Facts)),
            ],
            IsWorkingDay = s_shipped.Calendar.IsWorking,
            FarAheadDays = s_shipped.Send.FarAheadDays,
            Desk = new(
                language == "vi" ? s_shipped.Staff.Desk.NameVi : s_shipped.Staff.Desk.NameEn,
                s_shipped.Staff.Desk.Email,
                s_shipped.Staff.Desk.Phone
            )
            {
                Union = language == "vi" ? "Liên hiệp các tổ chức hữu nghị Việt Nam" : "the Viet Nam Union of Friendship Organizations",
            },
            OutlookOn = isWeekly ? plan.Today : null,
            Trial = Trial,
        };
    }

    RemindFacts Facts() =>
        new(
            [.. s_countries.Select((country, i) => Association(i + 1, country.Iso2, country.Vi, country.En)), Local()],
            [.. s_countries.Select(country => Country(country.Iso2, country.Vi, country.En))],
            [.. Received.Select(Sent), .. Requests]
        )
        {
            Options = Rules,
            Staff = new() { Staff = [.. Staff()] },
            Calendar = s_shipped.Calendar,
            GoLive = GoLive,
            Events = Events,
            HeldChanges = HeldChanges,
            Assignments = Assignments,
            LongBreak = s_shipped.Schedule.LongBreak,
        };

    PartnerFacts Association(long id, string iso2, string vi, string en) =>
        new()
        {
            Id = id,
            Kind = "central_association",
            RegisterId = $"CA-{iso2}",
            NameVi = Names.GetValueOrDefault(iso2, $"Hội hữu nghị Việt Nam - {vi.Replace("Cộng hòa ", "", StringComparison.Ordinal)}"),
            NameEn = Names.ContainsKey(iso2) ? null : $"Vietnam-{en} Friendship Association",
            Country = iso2,
            Fields = new Dictionary<string, string>
            {
                [CanonicalField.Email] = $"{iso2}@example.org",
                [CanonicalField.Phone] = $"024 0000 00{id:00}",
            },
            KnownOn = GoLive,
        };

    PartnerFacts Local() =>
        new()
        {
            Id = LaiChau,
            Kind = "local_union",
            RegisterId = "LU-12",
            NameVi = "Liên hiệp các tổ chức hữu nghị tỉnh Lai Châu",
            NameEn = "Lai Chau Union of Friendship Organizations",
            Province = "12",
            Fields = LocalUnion,
            KnownOn = GoLive,
        };

    CountryFacts Country(string iso2, string vi, string en) =>
        new()
        {
            Iso2 = iso2,
            NameVi = vi,
            NameEn = en,
            Department = "Ban Châu Âu",
            Relations = Days.GetValueOrDefault(iso2).Relations is { } relations ? PartialDate.Parse(relations) : null,
            NationalDay = Days.GetValueOrDefault(iso2).NationalDay is { } day ? MonthDay.Parse(day, null) : null,
            KnownOn = GoLive,
        };

    static ObligationFacts Sent(string iso2) =>
        new()
        {
            PartnerId = Partner(iso2),
            Code = "RPT-6T-H",
            Period = "2026-H1",
            Due = new(2026, 7, 8),
            ReceivedOn = new(2026, 7, 1),
        };

    IEnumerable<Position> Staff() =>
        [
            At("bcau-01", ("Chuyên viên", "Officer"), ("Ban Châu Âu", "Department of Europe"), [Role.Officer], ["*"]),
            At("bcau-02", ("Chuyên viên", "Officer"), ("Ban Châu Âu", "Department of Europe"), [Role.Officer], []),
            At("bcau-tb", ("Trưởng Ban", "Head"), ("Ban Châu Âu", "Department of Europe"), [Role.DepartmentHead], ["*"]),
            At("vp-01", ("Chuyên viên", "Officer"), ("Văn phòng", "Office"), [Role.Officer], ["VN-*"]),
            At("vp-cvp", ("Chánh Văn phòng", "Chief of Office"), ("Văn phòng", "Office"), [Role.OfficeChief, Role.DepartmentHead], ["*"]),
            At("lh-pct", ("Phó Chủ tịch", "Vice President"), ("Liên hiệp", "Union"), [Role.Leader], ["*"], MailKind.Weekly),
        ];

    Position At(
        string id,
        (string Vi, string En) title,
        (string Vi, string En) department,
        Role[] roles,
        string[] covers,
        params MailKind[] mail
    ) =>
        new()
        {
            Id = id,
            Title = title.Vi,
            TitleEn = title.En,
            Department = department.Vi,
            DepartmentEn = department.En,
            Roles = roles,
            Covers = covers,
            Email = $"{id}@example.org",
            Language = Enum.Parse<MailLanguage>(language, ignoreCase: true),
            Mail = mail is [] ? [MailKind.Daily, MailKind.Weekly] : mail,
            Leave =
                Away is { } away && away.Id == id
                    ?
                    [
                        new()
                        {
                            From = new(2026, 1, 1),
                            To = new(2027, 12, 31),
                            Deputy = away.Deputy,
                        },
                    ]
                    : [],
        };

    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
