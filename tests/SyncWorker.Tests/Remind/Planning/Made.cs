using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>Cases, rows and positions made by hand, so that a test names all that the class under test is given.</summary>
static class Made
{
    /// <summary>The officer of <see cref="World.Staff"/> who follows France.</summary>
    public const string Officer = "staff:eu-1";

    public const string Europe = "Ban Châu Âu";

    public static readonly MailKind[] Both = [MailKind.Daily, MailKind.Weekly];

    /// <summary>A day of France, in the field of the Department of Europe.</summary>
    public static DueItem Case(string day, params Step[] steps) =>
        new()
        {
            Rule = "relations",
            Subject = "country:FR",
            Period = "2026",
            Day = World.Day(day),
            DayWhy = "the register says so",
            Steps = steps,
            Scope = new() { Country = "FR", Department = Europe },
            KnownOn = World.Day("2020-01-01"),
            Facts = new()
            {
                Kind = ReminderKind.Relations,
                SubjectVi = "Pháp",
                SubjectEn = "France",
            },
        };

    /// <summary>A step to the officer where the test names no role.</summary>
    public static Step Step(string name, string on, params Addressee[] to) =>
        new(ReminderStep.Parse(name), World.Day(on), $"{name} counted") { To = to is [] ? [Role.Officer] : to, Raw = World.Day(on) };

    public static LedgerEntry Row(
        DueItem of,
        string step,
        string sendOn,
        LedgerState state = LedgerState.Sent,
        string recipient = Officer
    ) => World.Entry(of.Key, ReminderStep.Parse(step), recipient) with { Day = of.Day, SendOn = World.Day(sendOn), State = state };

    public static Unit Unit(PartnerFacts partner, string? department = Europe, bool isOpen = true) =>
        new(
            partner,
            new()
            {
                Partner = partner,
                Country = partner.Country,
                Department = department,
            },
            isOpen
        );

    /// <summary>Somebody who gets a mail.</summary>
    public static Recipient To(string key = Officer, Role role = Role.Officer) =>
        new(key)
        {
            Address = "a@example.org",
            Salutation = "Đồng chí",
            Role = role,
            WhyVi = "vì",
            WhyEn = "because",
        };

    public static Position Position(
        string id,
        string department,
        Role role,
        IReadOnlyList<MailKind>? mail = null,
        IReadOnlyList<LeavePeriod>? leave = null,
        IReadOnlyList<string>? covers = null
    ) =>
        new()
        {
            Id = id,
            Title = Roles.Word(role),
            Department = department,
            DepartmentEn = $"{department} in English",
            Roles = [role],
            Covers = covers ?? ["*"],
            Email = $"{id}@example.org",
            Mail = mail ?? [MailKind.Daily],
            Leave = leave ?? [],
        };

    /// <summary>Away all year.</summary>
    public static LeavePeriod Away(string? deputy = null) =>
        new()
        {
            From = World.Day("2026-01-01"),
            To = World.Day("2026-12-31"),
            Deputy = deputy,
        };
}
