using System.Globalization;
using SyncWorker.Config;
using SyncWorker.Config.Tables;
using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Remind.Judge;

/// <summary>
/// The real planner, told the scene through the program's own readers, and asked in the two ways in which the program asks it.
/// </summary>
sealed class PlannerUnderTest
{
    readonly Scene _scene;
    readonly RemindOptions _options;
    readonly WorkCalendar _calendar;
    readonly StaffOptions _staff;
    readonly List<PartnerFacts> _partners;
    readonly List<CountryFacts> _countries;
    readonly List<ObligationFacts> _received;
    readonly HashSet<string> _meetings;
    readonly HashSet<string> _once;

    public PlannerUnderTest(Scene scene)
    {
        _scene = scene;
        List<ConfigFault> faults = [];
        Assert.True(
            ConfigBinder.TryBind<RemindOptions>("remind.json", scene.Remind, out var options, out _, faults),
            string.Join("; ", faults)
        );
        _options = options;
        _meetings = [.. options.Meetings.Select(rule => rule.Id)];
        _once = [.. options.Terms.Select(rule => rule.Id), .. _meetings];
        _calendar = Calendar(scene.Calendar);
        _staff = new() { Staff = [.. scene.Staff.Select(Position)] };
        _partners = [.. scene.Associations.Select(Partner)];
        _countries = [.. scene.Lands.Select(Country)];
        var owed = Facts([]) is var facts ? OwedIn(facts).ToDictionary(o => (o.Partner.Id, o.Code, o.Period)) : [];
        _received =
        [
            .. scene
                .Receipts.Where(r => owed.ContainsKey((r.Association, r.Code, r.Period)))
                .OrderBy(r => r.On)
                .Select(r => new ObligationFacts
                {
                    PartnerId = r.Association,
                    Code = r.Code,
                    Period = r.Period,
                    Due = owed[(r.Association, r.Code, r.Period)].Due,
                    ReceivedOn = r.On,
                    Evidence = "command",
                }),
        ];
    }

    /// <summary>Roles that nobody held, over all days.</summary>
    public int Faults { get; private set; }

    /// <summary>
    /// Mailed reminders with the planner's reasons, asked as the stage asks: every day anew, a case book for that day alone, the
    /// receipts as they are known on that day, the ledger of all days before.
    /// </summary>
    public Dictionary<Told, string> Answer()
    {
        var told = new Dictionary<Told, string>();
        var ledger = new Ledger([]);
        for (var today = _scene.From; today <= _scene.To; today = today.AddDays(1))
        {
            if (_scene.Down.Any(down => down.From <= today && today <= down.To))
            {
                continue;
            }

            var known = _received.Where(r => r.ReceivedOn <= today).ToList();
            var facts = Facts(known, today);
            var plan = Planner.Decide(DueItemIndex.Build(facts, today, today), facts, ledger, today);
            Faults += plan.Faults.Count;
            foreach (var reminder in plan.Reminders)
            {
                ledger.Add(
                    World.Entry(reminder.Item, reminder.Step, reminder.Recipient) with
                    {
                        Day = reminder.Day,
                        SendOn = reminder.SendOn,
                        State = reminder.IsMailed ? LedgerState.Sent : reminder.State,
                    }
                );
                if (reminder.IsMailed || reminder.State == LedgerState.Expired)
                {
                    told.Add(Line(today, reminder), $"{reminder.State}: {reminder.Reason}");
                }
            }
        }

        return told;
    }

    /// <summary>The same through <c>remind preview</c>, which makes one case book for the whole range and keeps its own ledger.</summary>
    public Dictionary<Told, string> Foresee() =>
        Preview
            .Run(Facts([]), new([]), _scene.From, _scene.To)
            .SelectMany(plan => plan.Reminders.Where(reminder => reminder.IsMailed), (plan, reminder) => (plan.Today, Reminder: reminder))
            .ToDictionary(at => Line(at.Today, at.Reminder), at => $"{at.Reminder.State}: {at.Reminder.Reason}");

    /// <summary>In the oracle's words: what ends and what meets once is known by its day, an expiry by its name.</summary>
    Told Line(DateOnly today, PlannedReminder reminder)
    {
        var isOnce = _once.Contains(reminder.Item.Rule);
        return new(
            today,
            reminder.Recipient,
            reminder.Item.Rule,
            _meetings.Contains(reminder.Item.Rule) ? "" : reminder.Item.Subject,
            isOnce ? reminder.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : reminder.Item.Period,
            reminder.State == LedgerState.Expired ? "expired" : reminder.Step.ToString()
        );
    }

    RemindFacts Facts(IReadOnlyList<ObligationFacts> received, DateOnly? today = null) =>
        new(today is { } day ? [.. _partners.Select(partner => AsOf(partner, day))] : _partners, _countries, received)
        {
            Options = _options,
            Staff = _staff,
            Calendar = _calendar,
            GoLive = _scene.From,
            LongBreak = new() { FromDays = _scene.LongBreakFromDays },
        };

    /// <summary>What the register has on a day.</summary>
    PartnerFacts AsOf(PartnerFacts successor, DateOnly today)
    {
        var renewed = _scene.Renewals.Where(r => r.Association == successor.Id && r.On <= today).OrderBy(r => r.On).ToList();
        if (renewed.Count == 0)
        {
            return successor;
        }

        var fields = successor.Fields.ToDictionary();
        renewed.ForEach(r => fields[r.Field] = r.To);
        return successor with { Fields = fields };
    }

    /// <summary>What is owed in all the years, for the due day that the store's rows carry.</summary>
    IEnumerable<OwedReport> OwedIn(RemindFacts facts) =>
        from rule in _options.Reports
        from year in Enumerable.Range(_scene.From.Year - 1, _scene.To.Year - _scene.From.Year + 3)
        from period in Periods.InYear(year, rule.Period)
        where ReportItems.IsWanted(period, rule)
        from owed in ReportItems.Owed(period, rule, facts)
        select owed;

    /// <summary>Read through the file reader, as config is.</summary>
    static WorkCalendar Calendar(IReadOnlyList<string> lines)
    {
        var folder = Directory.CreateTempSubdirectory("syncworker-oracle-");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "calendars"));
            File.WriteAllLines(
                Path.Combine(folder.FullName, "calendars", "vn.csv"),
                ["date,weekday,name_vi,name_en,kind,is_workday,status,source", .. lines]
            );
            List<ConfigFault> faults = [];
            var calendar = CalendarFolder.Read(folder.FullName, faults);
            Assert.Empty(faults);
            return calendar;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static Position Position(Seat seat) =>
        new()
        {
            Id = seat.Id,
            Title = seat.Id,
            Department = seat.Department,
            Roles = [.. seat.Roles.Select(role => Roles.Find(role)!.Value)],
            Covers = seat.Covers,
            Email = $"{seat.Id}@example.org",
            Leave =
            [
                .. seat.Absences.Select(a => new LeavePeriod
                {
                    From = a.From,
                    To = a.To,
                    Deputy = a.Deputy,
                }),
            ],
        };

    static PartnerFacts Partner(Association association)
    {
        var fields = association.Dates.ToDictionary();
        if (association.HasMailbox)
        {
            fields[CanonicalField.Email] = $"hoi{association.Id}@example.org";
        }

        return new()
        {
            Id = association.Id,
            Kind = association.Kind,
            RegisterId = association.Register,
            NameVi = $"Hội {association.Id}",
            Country = association.Country,
            Fields = fields,
            KnownOn = DateOnly.MinValue,
        };
    }

    static CountryFacts Country(Land land) =>
        new()
        {
            Iso2 = land.Code,
            NameVi = land.Code,
            Department = land.Department,
            NationalDay = land.NationalDay is { } day ? MonthDay.Parse(day, null) : null,
            NationalDayYear = land.NationalDayYear,
            Relations = land.Relations is { } relations ? PartialDate.Parse(relations) : null,
            KnownOn = DateOnly.MinValue,
        };
}
