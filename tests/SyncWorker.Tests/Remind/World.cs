using System.Globalization;
using SyncWorker.Config.Tables;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Remind;

/// <summary>A small union to plan for: what a test does not name is as shipped.</summary>
static class World
{
    public static readonly WorkCalendar Calendar = CalendarFolder.Read(SourceTree.Config, []);

    public static readonly LongBreak NoLongBreaks = new() { FromDays = 30 };

    public static readonly Lead[] Ordinary =
    [
        new(15, LeadUnit.WorkingDays),
        new(5, LeadUnit.WorkingDays),
        new(1, LeadUnit.WorkingDays),
        Lead.TheDay,
    ];

    /// <summary>A row of the ledger, to be completed by its day and state.</summary>
    public static LedgerEntry Entry(DueItemKey item, ReminderStep step, string recipient) =>
        new()
        {
            Rule = item.Rule,
            Subject = item.Subject,
            Period = item.Period,
            Step = step,
            Recipient = recipient,
            Reason = "",
            Facts = "",
        };

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static RemindFacts Of(
        IReadOnlyList<PartnerFacts>? partners = null,
        IReadOnlyList<CountryFacts>? countries = null,
        IReadOnlyList<AnniversaryOptions>? anniversaries = null,
        IReadOnlyList<ReportOptions>? reports = null,
        IReadOnlyList<Position>? staff = null,
        IReadOnlyList<ObligationFacts>? obligations = null,
        string goLive = "2020-01-01",
        LongBreak? longBreak = null,
        WorkCalendar? calendar = null
    ) =>
        new(partners ?? [], countries ?? [], obligations ?? [])
        {
            Options = new()
            {
                Anniversaries = anniversaries ?? [],
                Reports = reports ?? [],
                Departments = new Dictionary<string, string> { ["local_union"] = "Văn phòng" },
            },
            Staff = new() { Staff = staff ?? Staff },
            Calendar = calendar ?? Calendar,
            GoLive = Day(goLive),
            LongBreak = longBreak ?? NoLongBreaks,
        };

    public static readonly IReadOnlyList<Position> Staff =
    [
        Position("eu-1", "Ban Châu Âu", "officer"),
        Position("eu-head", "Ban Châu Âu", "department.head"),
        Position("asia-1", "Ban Châu Á", "officer"),
        Position("asia-head", "Ban Châu Á", "department.head"),
        Position("office-1", "Văn phòng", "officer"),
        Position("chief", "Văn phòng", "office.chief"),
    ];

    public static Position Position(
        string id,
        string department,
        string role,
        IReadOnlyList<string>? covers = null,
        IReadOnlyList<LeavePeriod>? leave = null
    ) =>
        new()
        {
            Id = id,
            Title = role,
            Department = department,
            Roles = Roles.Find(role) is { } known ? [known] : [],
            Covers = covers ?? ["*"],
            Email = $"{id}@example.org",
            Leave = leave ?? [],
        };

    public static CountryFacts Country(
        string iso2,
        string department = "Ban Châu Âu",
        string? relations = null,
        string? nationalDay = null,
        int? year = null
    ) =>
        new()
        {
            Iso2 = iso2,
            NameVi = iso2,
            Department = department,
            Relations = relations is null ? null : PartialDate.Parse(relations),
            NationalDay = nationalDay is null ? null : MonthDay.Parse(nationalDay, null),
            NationalDayYear = year,
            KnownOn = Day("2020-01-01"),
        };

    public static PartnerFacts Association(
        long id,
        string country,
        string? founded = null,
        string known = "2020-01-01",
        string? email = "",
        string kind = "central_association"
    ) =>
        new()
        {
            Id = id,
            Kind = kind,
            RegisterId = $"CA-{id}",
            NameVi = $"Hội {id}",
            Country = country,
            Fields = new Dictionary<string, string>
            {
                [CanonicalField.Email] = email is "" ? $"hoi{id}@example.org" : email ?? "",
                [CanonicalField.Founded] = founded ?? "",
            },
            KnownOn = Day(known),
        };

    public static AnniversaryOptions Founding(IReadOnlyList<Lead>? lead = null) =>
        new()
        {
            Id = "founding",
            Of = "founded",
            Lead = lead ?? Ordinary,
        };

    public static AnniversaryOptions Relations(IReadOnlyList<Lead>? lead = null) =>
        new()
        {
            Id = "relations",
            Of = "relations",
            Lead = lead ?? Ordinary,
        };

    public static ReportOptions HalfYear(string due = "07-08") =>
        new()
        {
            Id = "half-year-report",
            Code = "RPT-6T-H",
            Name = new() { Vi = "Báo cáo {period}", En = "Report for {period}" },
            Period = PeriodLength.HalfYear,
            Only = ["H1"],
            Due = new() { Day = MonthDay.Parse(due, null) },
        };

    /// <summary>The one case of a rule and a subject in a year.</summary>
    public static DueItem CaseIn(int year, RemindFacts facts) =>
        DueItemIndex
            .Build(facts, new(year, 1, 1), new(year, 12, 31))
            .Items.Single(dueItem => dueItem.Period == year.ToString(CultureInfo.InvariantCulture));

    /// <summary>What every day of a range brings, as the service would decide it.</summary>
    public static List<(DateOnly Day, PlannedReminder Reminder)> Run(RemindFacts facts, string from, string to, Ledger? ledger = null) =>
        [
            .. Preview
                .Run(facts, ledger ?? new([]), Day(from), Day(to))
                .SelectMany(plan => plan.Reminders.Select(reminder => (plan.Today, reminder))),
        ];

    /// <summary>The mails of a range, one line each: day, recipient, subject, step.</summary>
    public static List<string> Mails(RemindFacts facts, string from, string to, Ledger? ledger = null) =>
        [.. Run(facts, from, to, ledger).Where(at => at.Reminder.IsMailed).Select(at => Line(at.Day, at.Reminder))];

    public static string Line(DateOnly day, PlannedReminder reminder) =>
        string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} {reminder.Recipient} {reminder.Item.Subject} {reminder.Step}");
}
