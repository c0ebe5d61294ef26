using SyncWorker.Hosting.Schedule;
using SyncWorker.Hosting.Status;
using SyncWorker.Pages;
using SyncWorker.Reconcile.Activities;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Reconcile.Figures;
using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Remind;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Pages;

/// <summary>A site of a few partners, one of them with a hostile name, and of one of everything else.</summary>
static class SmallSite
{
    /// <summary>What a partner may write to harm a page, a spreadsheet, a reader's eye.</summary>
    public const string Hostile = "<script>alert(1)</script>=HYPERLINK(\"http://evil.example.org\") \u202Egpj.exe & 'x' </script>";

    static readonly DateTimeOffset s_then = new(2026, 7, 6, 1, 0, 0, TimeSpan.Zero);

    public static readonly Moment Now = new(s_then, new(2026, 7, 6), new(8, 0));

    public static SiteFacts Facts(Audience audience = Audience.Staff, string firstName = "Hội hữu nghị Việt Nam - Pháp") =>
        new()
        {
            At = Now,
            Options = new() { Audience = audience },
            Union = Union,
            Status = Status,
            Register = new(
                [
                    Entry(1, firstName, "FR", null, "Vietnam-France Friendship Association"),
                    Entry(2, Hostile, "FR", null, null),
                    Entry(3, "Liên hiệp các tổ chức hữu nghị tỉnh Bắc Ninh", null, "24", null) with
                    {
                        FormerNames = ["Liên hiệp các tổ chức hữu nghị tỉnh Bắc Giang"],
                    },
                    Entry(4, "Quỹ Hòa bình", null, null, null),
                ],
                [Country("FR", "Pháp", "France", "07-14", "1973-04-12"), Country("IN", "Ấn Độ", "India", "01-26", "1972-01-07")],
                Doubtful: 2
            ),
            Figures = Figures,
            Documents =
            [
                Document("123/LHHN-VP", "V/v gửi báo cáo", "https://van-ban.example.org/123?a=1&b=2") with
                {
                    Units = "Hội hữu nghị Việt Nam - Pháp; Hội khác",
                    Partners = [1],
                },
                Document("07/QĐ-HHN", Hostile, "javascript:alert(1)") with
                {
                    Units = Hostile,
                    Partners = [2],
                },
                new(new(null, "Ảnh họp mặt") { Link = "\\\\may-chu\\anh của an@example.org" }) { Source = "van-ban" },
            ],
            Overview = Overview.Create(Remind(firstName), Now.Today),
            Questions =
            [
                new(
                    3,
                    "Liên hiệp tỉnh Bắc Ninh",
                    new("Which cluster is it in?", "Đơn vị này thuộc cụm nào?"),
                    "partner pin LU34-24 cluster \"Cụm 1\""
                ),
            ],
            Mails = [Mail(7, OutboxState.Sent), Mail(8, OutboxState.Uncertain, "write to an@example.org")],
            Runs =
            [
                new()
                {
                    Stage = "poll",
                    Subject = "register",
                    StartedAt = s_then,
                    EndedAt = s_then.AddSeconds(2.5),
                    AsOf = Now.Today,
                    Outcome = RunOutcome.Partly,
                    Counts = """{ "rows read": 4 }""",
                    Error = "bản ghi của binh@example.org",
                },
            ],
            ConfigFiles = [new("poll.json", s_then, 40, "0123abcd")],
            ConfigChanges = [new(s_then, "poll.json", 3, 1), new(s_then, "old.csv", 0, 12)],
        };

    static DocumentView Document(string number, string title, string link) =>
        new(
            new(number, title)
            {
                Day = PartialDate.Parse("2026-06-02"),
                Issuer = "VUFO",
                Link = link,
            }
        )
        {
            Source = "van-ban",
        };

    static FiguresOverview Figures
    {
        get
        {
            var (half, year) = (FigurePeriod.Find("2026-H1")!, FigurePeriod.Find("2026")!);
            return new([
                new(half, [Counted(half, "256", "trên 335"), Counted(half.YearsBefore(1), "201", "298"), Counted(half.YearsBefore(2))])
                {
                    Frozen =
                    [
                        new(
                            1,
                            new(2026, 7, 3),
                            "lan",
                            "Sơ kết",
                            [Of(FigureKey.CentralActivities, "255")],
                            [new(Of(FigureKey.CentralActivities, "255"), Of(FigureKey.CentralActivities, "256"))]
                        ),
                    ],
                    Joined = [new([Told(11, "Hòa nhạc Việt Nam - Pháp"), Told(12, Hostile)], ["same day"])],
                    Asked = [new(Told(13, "Tọa đàm"), Told(14, Hostile), 0.7, "names alike")],
                },
                new(year, [Counted(year, "256"), Counted(year.YearsBefore(1))]),
            ])
            {
                Quiet =
                [
                    new(4, null, "Quỹ Hòa bình", "ngo", Amount.Zero, null),
                    new(1, "CA-1", Hostile, "", Amount.Zero, PartialDate.Parse("2025-12")),
                ],
            };
        }
    }

    static PeriodFigures Counted(FigurePeriod period, string? central = null, string? local = null) =>
        new(
            period,
            central is null
                ? [new Figure(FigureKey.CentralActivities, null, Amount.Zero, [])]
                :
                [
                    Of(FigureKey.CentralActivities, central),
                    .. local is null ? Array.Empty<Figure>() : [Of(FigureKey.LocalActivities, local)],
                    new(FigureKey.ForeignNgos, null, new(436), [new(FigureSource.Register, 436)]),
                    new(FigureKey.CampaignMoney, Hostile, Amount.Parse("416 tỷ"), [new("bao-chi của binh@example.org", 2)])
                    {
                        Notes = [new($"{Hostile}: các nguồn ghi 416 tỷ đồng; gần 420 tỷ đồng.", $"{Hostile}: the sources tell two.")],
                    },
                    new(FigureKey.ReportsInTime, null, new(90), [new(FigureSource.Reports, 90)]),
                ]
        )
        {
            Remarks = [new($"Đơn vị \"{Hostile}\" không tìm thấy.", $"The unit \"{Hostile}\" is not in the register.")],
        };

    static Figure Of(FigureKey key, string value) => new(key, null, Amount.Parse(value), [new("hoi", 12), new("lien-hiep", 30)]);

    static ToldActivity Told(long row, string name) =>
        new(new("hoi", $"{row}"))
        {
            Row = row,
            Day = PartialDate.Parse("2026-03-01"),
            Name = name,
            Title = ActivityTitle.Read(name, new(new(), [])),
            Lead = new("partner:1", "Hội hữu nghị Việt Nam - Pháp", UnitLevel.CentralAssociation) { Partner = 1 },
        };

    static UnionSettings Union =>
        new()
        {
            Zone = Zones.TryFind("Asia/Ho_Chi_Minh", out var zone) ? zone : TimeZoneInfo.Utc,
            Calendar = World.Calendar,
            Staff = new() { Staff = World.Staff },
            Tables = new()
            {
                Provinces = new([new("Bắc Ninh", "24", IsFormer: false), new("Bắc Giang", "24", IsFormer: true) { Names = ["Bac Giang"] }]),
            },
            Folder = "",
            GoLive = new(2026, 1, 1),
            LongBreak = World.NoLongBreaks,
            Mode = MailMode.Trial,
            MailHours = new(),
        };

    static RemindFacts Remind(string firstName) =>
        World.Of(
            partners:
            [
                World.Association(1, "FR", "1955-07-16") with
                {
                    NameVi = firstName,
                },
                World.Association(2, "FR", "1956-09-01") with
                {
                    NameVi = Hostile,
                },
            ],
            countries: [World.Country("FR", relations: "1973-04-12", nationalDay: "07-14", year: 1789)],
            anniversaries: [World.Relations([Lead.TheDay]), World.Founding([Lead.TheDay])],
            reports: [World.HalfYear()],
            obligations:
            [
                Owed(1, "2026-H1", "2026-07-03", null),
                Owed(2, "2026-H1", "2026-07-03", "2026-07-04"),
                Owed(1, "2025-H1", "2025-07-03", "2025-07-01"),
            ]
        );

    static ObligationFacts Owed(long partner, string period, string due, string? received) =>
        new()
        {
            PartnerId = partner,
            Code = "RPT-6T-H",
            Period = period,
            Due = World.Day(due),
            ReceivedOn = received is null ? null : World.Day(received),
            Basis = "Công văn số 1",
        };

    static RegisterEntry Entry(long id, string name, string? country, string? province, string? english)
    {
        var fields = new Dictionary<string, string>
        {
            ["nameVi"] = name,
            ["email"] = "vp@example.org",
            ["phone"] = "024 0000 0000",
        };
        return new(
            new()
            {
                Id = id,
                Kind = "central_association",
                RegisterId = $"CA-{id}",
                NameVi = name,
                NameEn = english,
                Country = country,
                Province = province,
                Fields = "{}",
            },
            fields
        )
        {
            Choices =
            [
                .. fields.Select(field => new FieldChoice(field.Key, field.Value, "")
                {
                    By = MergeRule.Rank,
                    Winner = new("register", $"CA-{id}", field.Value, s_then),
                    Others = [new("source-a", "9", $"{field.Value}?", s_then)],
                }),
            ],
            Changes =
            [
                new()
                {
                    Subject = $"partner:{id}",
                    Field = "phone",
                    Old = "<b>1</b>",
                    New = "024 0000 0000",
                    Source = "register",
                    At = s_then,
                },
            ],
        };
    }

    static Country Country(string code, string vi, string en, string day, string relations) =>
        new()
        {
            Iso2 = code,
            NameVi = vi,
            NameEn = en,
            NationalDay = day,
            RelationsDate = relations,
            Department = "Ban Châu Âu",
            Fields = "{}",
        };

    static OutboxMail Mail(long id, OutboxState state, string? reason = null) =>
        new()
        {
            Id = id,
            Recipient = "staff:eu-1",
            Day = Now.Today,
            Kind = OutboxMail.Digest,
            Salutation = "",
            Language = MailLanguage.Vi,
            State = state,
            Reason = reason,
            Subject = "[Nhắc việc] T2 06/07/2026",
            SentAt = state == OutboxState.Sent ? s_then : null,
        };

    static StatusReport Status =>
        new()
        {
            WrittenAt = s_then,
            Process = new(WorkerIs.Running, 1, s_then, s_then, null, null),
            Config = new("config", ConfigInForce.Edited, [], null),
            Mode = new(MailMode.Trial, null, null),
            Jobs = [new("poll", "every 30 minutes", s_then, s_then, s_then, s_then.AddMinutes(30), s_then, false, false, false)],
            Workers =
            [
                new("may1 /var/lib/syncworker", "0.4.0", "0011223344556677", s_then, true),
                new("may2 <b>", "0.4.0", "0011223344556677", s_then, false),
            ],
            Sources = [new("register", FeedHealth.Unhealthy, s_then, s_then, 4, 2, "no answer from it@example.org")],
            Quarantine =
            [
                new(
                    "register",
                    "row 3",
                    [
                        "nameVi: empty; the row must have a value here",
                        "founded: found '32/13/1990', expected a date written dd/MM/yyyy or yyyy; the field stays as it was, the row is taken",
                    ],
                    s_then
                ),
            ],
            QuarantineTotal = 1,
            Outbox = new Dictionary<string, int> { ["sent"] = 1, ["uncertain"] = 1 },
            Holds = [new("plan:abc123", "30 of 40 would go", s_then), new("send", "too many mails", s_then)],
            Pauses = [new(PausedKind.Source, "source-b", "they move house", s_then, s_then.AddDays(3))],
        };
}
