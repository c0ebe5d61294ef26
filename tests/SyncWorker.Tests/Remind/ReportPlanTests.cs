using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

public sealed class ReportPlanTests
{
    static RemindFacts Union(IReadOnlyList<ObligationFacts>? obligations = null, ReportOptions? rule = null) =>
        World.Of(
            [World.Association(1, "FR"), World.Association(2, "RS"), World.Association(3, "LA")],
            [World.Country("FR"), World.Country("RS"), World.Country("LA", "Ban Châu Á")],
            reports: [rule ?? World.HalfYear()],
            obligations: obligations,
            goLive: "2026-01-01"
        );

    static ObligationFacts Received(long partner, string on) =>
        new()
        {
            PartnerId = partner,
            Code = "RPT-6T-H",
            Period = "2026-H1",
            Due = World.Day("2026-07-08"),
            ReceivedOn = World.Day(on),
        };

    [Fact]
    public void The_due_day_of_2026_is_chased_by_the_table_of_the_union()
    {
        // Wednesday 08/07/2026. 14 days before: Wednesday 24/06. 5 working days: 01/07. 1: 07/07.
        // Overdue 1, 3, 7 working days: Thursday 09/07, Monday 13/07, Friday 17/07.
        var mails = World.Mails(Union(), "2026-06-01", "2026-07-31");

        Assert.Equal(["2026-06-24", "2026-07-01", "2026-07-07", "2026-07-09"], Days(mails, "partner:1"));
        Assert.Equal(["2026-06-24", "2026-07-01", "2026-07-07", "2026-07-13"], Days(mails, "staff:eu-1"));
        Assert.Equal(["2026-07-13", "2026-07-17"], Days(mails, "staff:eu-head"));
        Assert.Equal(["2026-07-17"], Days(mails, "staff:chief"));
    }

    [Fact]
    public void Staff_get_one_line_for_all_their_units_with_who_is_missing()
    {
        var facts = Union([Received(1, "2026-07-03")]);

        var line = World
            .Run(facts, "2026-07-13", "2026-07-13")
            .Select(at => at.Reminder)
            .Single(reminder => reminder.Recipient == "staff:eu-head");

        Assert.Equal("report:RPT-6T-H", line.Item.Subject);
        Assert.Equal((1, 2), (line.Facts.Received!.Value, line.Facts.Owed!.Value));
        Assert.Equal(["Hội 2"], line.Facts.Missing.Select(missing => missing.Unit));
        Assert.Equal(("Ban Châu Âu", 3), (line.Facts.Department, line.Facts.OverdueWorkingDays!.Value));
        Assert.Equal(World.Day("2026-07-17"), line.Facts.NextStepOn);
    }

    [Fact]
    public void Units_are_listed_in_Vietnamese_order_by_name()
    {
        string[] names =
        [
            "Hội hữu nghị Việt Nam - Ý",
            "Hội hữu nghị Việt Nam - Đức",
            "Hội hữu nghị Việt Nam - Áo",
            "Hội hữu nghị Việt Nam - Extremadura",
            "Hội hữu nghị Việt Nam - Dominica",
        ];
        var facts = World.Of(
            [.. names.Select((name, i) => World.Association(i + 1, "FR") with { NameVi = name })],
            [World.Country("FR")],
            reports: [World.HalfYear()],
            goLive: "2026-01-01"
        );

        var line = World
            .Run(facts, "2026-06-24", "2026-06-24")
            .Select(at => at.Reminder)
            .Single(reminder => reminder.Recipient == "staff:eu-1");

        Assert.Equal(["Áo", "Dominica", "Đức", "Extremadura", "Ý"], line.Facts.Missing.Select(missing => missing.Unit.Split(" - ")[1]));
    }

    [Fact]
    public void The_plan_of_the_next_year_is_received_and_counted_apart_from_the_report()
    {
        ReportOptions Year(string id, string code, DueYear year) =>
            new()
            {
                Id = id,
                Code = code,
                Name = new() { Vi = $"{code} {{period}}" },
                Period = PeriodLength.Year,
                Due = new() { Day = MonthDay.Parse("12-10", null), Year = year },
            };
        var facts = World.Of(
            [World.Association(1, "FR"), World.Association(2, "RS")],
            [World.Country("FR"), World.Country("RS")],
            reports: [Year("report", "BC", DueYear.Same), Year("plan", "KH", DueYear.Previous)],
            obligations: [Received(1, "2026-12-01") with { Code = "BC", Period = "2026", Due = World.Day("2026-12-10") }],
            goLive: "2026-01-01"
        );

        var chased = World.Run(facts, "2026-12-11", "2026-12-15").Where(at => at.Reminder.IsMailed).Select(at => at.Reminder).ToList();

        Assert.Equal(
            ["BC năm 2026 1/2 without CA-2", "KH năm 2027 0/2 without CA-1, CA-2"],
            chased
                .Where(reminder => reminder.Recipient == "staff:eu-head")
                .Select(reminder => reminder.Facts)
                .Select(said =>
                    $"{said.SubjectVi} {said.Received}/{said.Owed} without {string.Join(", ", said.Missing.Select(missing => $"CA-{missing.Unit[^1]}"))}"
                )
        );
        Assert.Equal(["plan"], chased.Where(reminder => reminder.Recipient == "partner:1").Select(reminder => reminder.Item.Rule));
    }

    [Fact]
    public void Once_received_everyone_is_silent()
    {
        var facts = Union([Received(1, "2026-07-03"), Received(2, "2026-07-03"), Received(3, "2026-07-03")]);

        Assert.Empty(World.Mails(facts, "2026-07-03", "2026-07-31"));
    }

    [Fact]
    public void A_unit_that_is_exempt_is_not_counted_and_one_with_its_own_day_has_its_own_line()
    {
        var rule = World.HalfYear();
        rule = new()
        {
            Id = rule.Id,
            Code = rule.Code,
            Name = rule.Name,
            Period = rule.Period,
            Only = rule.Only,
            Due = rule.Due,
            Exceptions =
            [
                new()
                {
                    Unit = "CA-1",
                    Period = "2026-H1",
                    Reason = "mới thành lập",
                },
                new()
                {
                    Unit = "CA-2",
                    Period = "2026-H1",
                    Due = World.Day("2026-07-20"),
                    Reason = "Công văn 12",
                },
            ],
        };

        var mails = World.Mails(Union(rule: rule), "2026-06-01", "2026-08-31");

        Assert.Empty(Days(mails, "partner:1"));
        Assert.Equal("2026-07-21", Days(mails, "partner:2")[^1]);
        Assert.Equal("2026-07-09", Days(mails, "partner:3")[^1]);
        Assert.Equal(["2026-07-23", "2026-07-29"], Days(mails, "staff:eu-head"));
    }

    [Fact]
    public void An_associations_head_is_never_chased()
    {
        var rule = new ReportOptions
        {
            Id = "r",
            Code = "R",
            Name = new() { Vi = "R" },
            Due = new() { Day = new(7, 8) },
            To = [Role.AssociationLeader],
            Overdue = [],
        };

        Assert.Empty(World.Run(Union(rule: rule), "2026-01-01", "2026-12-31"));
    }

    [Fact]
    public void A_due_day_from_a_document_is_not_moved_and_names_it()
    {
        var rule = new ReportOptions
        {
            Id = "r",
            Code = "R",
            Name = new() { Vi = "R" },
            Only = ["H1"],
            Due = new() { Day = new(7, 8) },
            Periods = new Dictionary<string, PeriodDue>
            {
                ["2026-H1"] = new() { Due = World.Day("2026-07-11"), Basis = "Công văn số 55" },
            },
        };

        var found = DueItemIndex
            .Build(Union(rule: rule), World.Day("2026-07-01"), World.Day("2026-07-01"))
            .Items.First(dueItem => dueItem.Period == "2026-H1");

        Assert.Equal((World.Day("2026-07-11"), "Công văn số 55"), (found.Day, found.Facts.Basis));
    }

    [Fact]
    public void A_basis_that_is_a_number_becomes_the_document_as_it_is_cited()
    {
        var rule = new ReportOptions
        {
            Id = "r",
            Code = "R",
            Name = new() { Vi = "R" },
            Only = ["H1"],
            Due = new() { Day = new(7, 8) },
            Periods = new Dictionary<string, PeriodDue>
            {
                ["2026-H1"] = new() { Due = World.Day("2026-07-11"), Basis = "55/LHHN-VP" },
            },
        };
        var facts = new RemindFacts([World.Association(1, "FR")], [World.Country("FR")], [])
        {
            Options = new() { Reports = [rule] },
            Staff = new() { Staff = World.Staff },
            Calendar = World.Calendar,
            GoLive = World.Day("2026-01-01"),
            Documents = new([new("55/LHHN-VP", "V/v gửi báo cáo") { Day = PartialDate.Parse("2026-06-02") }]),
        };

        var period = Periods.InYear(2026, PeriodLength.HalfYear).First();

        Assert.Equal(
            "Công văn số 55/LHHN-VP ngày 02/06/2026 về việc gửi báo cáo",
            Assert.Single(ReportItems.Owed(period, rule, facts)).Basis
        );
    }

    [Fact]
    public void A_report_that_was_due_before_the_start_is_not_owed()
    {
        Assert.Empty(
            World.Run(
                World.Of([World.Association(1, "FR", known: "2026-07-10")], [World.Country("FR")], reports: [World.HalfYear()]),
                "2026-07-10",
                "2026-07-31"
            )
        );
    }

    [Theory]
    [InlineData(nameof(PeriodLength.Month), "2026-02", "2026-02-28")]
    [InlineData(nameof(PeriodLength.Quarter), "2026-Q3", "2026-09-30")]
    [InlineData(nameof(PeriodLength.HalfYear), "2026-H2", "2026-12-31")]
    [InlineData(nameof(PeriodLength.Year), "2026", "2026-12-31")]
    public void A_period_ends_on_its_last_day(string length, string key, string end) =>
        Assert.Equal(World.Day(end), Periods.InYear(2026, Enum.Parse<PeriodLength>(length)).Single(period => period.Key == key).End);

    static List<string> Days(List<string> mails, string recipient) =>
        [.. mails.Where(mail => mail.Contains($" {recipient} ", StringComparison.Ordinal)).Select(mail => mail[..10])];

    static ObligationFacts Extended(long partner, string to, string code = "RPT-6T-H", string period = "2026-H1") =>
        new()
        {
            PartnerId = partner,
            Code = code,
            Period = period,
            Due = World.Day("2026-07-08"),
            ExtendedTo = World.Day(to),
            ExtensionReason = "gia hạn, staff:eu-1, 2026-07-07",
        };

    [Fact]
    public void A_unit_with_a_later_day_has_a_line_of_its_own_and_stays_listed_in_that_of_the_old_day()
    {
        var lines = World
            .Run(Union([Extended(1, "2026-07-20")]), "2026-07-13", "2026-07-23")
            .Select(at => at.Reminder)
            .Where(reminder => reminder.To is not null)
            .ToList();

        var old = lines.Single(line => line is { Recipient: "staff:eu-head", Item.Subject: "report:RPT-6T-H", SendOn.Day: 13 });
        Assert.Equal((0, 2, UnitSet.Department), (old.Facts.Received!.Value, old.Facts.Owed!.Value, old.Facts.UnitSet));
        Assert.Equal(
            [("Hội 1", true, World.Day("2026-07-20")), ("Hội 2", false, default)],
            old.Facts.Missing.Select(missing => (missing.Unit, missing.IsListedOnly, missing.ExtendedTo.GetValueOrDefault()))
        );
        var own = lines.Single(line => line is { Recipient: "staff:eu-head", Item.Subject: "report:RPT-6T-H+1" });
        Assert.Equal((World.Day("2026-07-20"), World.Day("2026-07-23"), UnitSet.Extended), (own.Day, own.SendOn, own.Facts.UnitSet));
        Assert.Equal(
            ["2026-07-13", "2026-07-17", "2026-07-21"],
            lines.Where(line => line.Recipient == "partner:1").Select(line => $"{line.SendOn:yyyy-MM-dd}").Distinct()
        );
    }

    [Fact]
    public void When_all_that_are_missing_have_a_later_day_nobody_is_asked()
    {
        var facts = Union([Extended(1, "2026-07-20"), Received(2, "2026-07-03"), Received(3, "2026-07-03")]);

        Assert.DoesNotContain(World.Run(facts, "2026-07-09", "2026-07-17"), at => at.Reminder.Item.Subject == "report:RPT-6T-H");
        var line = DueItemIndex.Build(facts, World.Day("2026-07-09"), World.Day("2026-07-09")).ByKey[
            new("half-year-report", "report:RPT-6T-H", "2026-H1")
        ];
        Assert.Equal("all others received, the rest has a later day", line.Closed);
    }

    [Fact]
    public void Who_follows_only_units_with_a_later_day_gets_no_table_while_others_do()
    {
        var facts = Union([Extended(1, "2026-07-20"), Received(2, "2026-07-03")]);

        var told = World
            .Run(facts, "2026-07-13", "2026-07-13")
            .Select(at => at.Reminder)
            .Where(reminder => reminder.To is not null && reminder.Item.Subject == "report:RPT-6T-H");

        Assert.Equal(["staff:asia-1", "staff:asia-head"], told.Select(reminder => reminder.Recipient).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nobody_hears_that_all_is_in_while_a_unit_has_a_later_day()
    {
        var facts = Union([Extended(1, "2026-07-20"), Received(2, "2026-07-03"), Received(3, "2026-07-03")]);
        var told = World.Entry(
            new("half-year-report", "report:RPT-6T-H", "2026-H1"),
            ReminderStep.Overdue("3 working days"),
            "staff:eu-1"
        ) with
        {
            Day = World.Day("2026-07-08"),
            SendOn = World.Day("2026-07-13"),
            State = LedgerState.Sent,
        };

        Assert.DoesNotContain(
            World.Run(facts, "2026-07-14", "2026-07-17", new Ledger([told])),
            at => at.Reminder.Step.Kind is StepKind.Done or StepKind.Cancelled
        );
    }

    [Fact]
    public void A_request_keeps_its_line_when_a_unit_is_given_a_later_day()
    {
        const string Code = "ASK-20260701-1";
        var facts = Union([Extended(1, "2026-07-20", Code, Code), Extended(2, "2026-07-08", Code, Code)]);

        var days = DueItemIndex
            .Build(facts, World.Day("2026-07-09"), World.Day("2026-07-09"))
            .Items.Where(item => item.Rule == RemindOptions.RequestRule)
            .Select(item => $"{item.Subject} {item.Day:yyyy-MM-dd} {item.Units.Count}");

        Assert.Equal(
            ["partner:1 2026-07-20 0", "partner:2 2026-07-08 0", $"report:{Code} 2026-07-08 2", $"report:{Code}+1 2026-07-20 1"],
            days.Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("2026", "2026-01-01")]
    [InlineData("2026-H1", "2026-01-01")]
    [InlineData("2026-H2", "2026-07-01")]
    [InlineData("2026-Q3", "2026-07-01")]
    [InlineData("2026-11", "2026-11-01")]
    [InlineData("ASK-20260706-2", "2026-07-06")]
    [InlineData("ASK-x", "0001-01-01")]
    [InlineData("other", "0001-01-01")]
    [InlineData("", "0001-01-01")]
    public void A_report_comes_no_earlier_than_its_period_or_request(string key, string day) =>
        Assert.Equal(World.Day(day), Periods.FirstDay(key));

    [Theory]
    [InlineData("2026-H1", "2026-07-08", "2026-01-01")]
    [InlineData("2027", "2026-12-10", "2026-01-01")] // the plan of 2027
    [InlineData("2027", null, "2027-01-01")]
    public void A_report_comes_in_its_period_or_in_the_year_in_which_it_is_due_before_it(string key, string? due, string day) =>
        Assert.Equal(World.Day(day), Periods.EarliestReceipt(key, due is null ? null : World.Day(due)));
}
