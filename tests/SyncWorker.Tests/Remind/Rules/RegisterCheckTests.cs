using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>What each unit is asked of its own record, and when. 16 March 2026 is a Monday.</summary>
public sealed class RegisterCheckTests
{
    static RegisterCheckOptions Rule(string due = "03-16", PartnerFilter? who = null, params (string Field, string Label)[] fields) =>
        new()
        {
            Due = MonthDay.Parse(due, null),
            Who = who ?? new(),
            Fields = fields.ToDictionary(field => field.Field, field => field.Label),
        };

    static List<DueItem> Items(string from, string to, RegisterCheckOptions rule, RemindFacts facts) =>
        [.. RegisterCheck.DueItems(World.Day(from), World.Day(to), rule, facts)];

    [Fact]
    public void A_unit_gets_its_record_and_the_sheet_to_send_back()
    {
        var unit = RuleWorld.Partner(1, ("founded", "1962-10"), ("address", "1 Hàng Bài")) with { NameEn = "Association 1" };
        var rule = Rule(fields: [("founded", "Ngày thành lập"), ("address", "Địa chỉ"), ("phone", "Điện thoại")]);

        var item = Assert.Single(Items("2026-01-01", "2026-12-31", rule, RuleWorld.Facts([unit])));

        Assert.Equal(new("register-check", "partner:1", "2026"), item.Key);
        Assert.Equal(
            (World.Day("2026-03-16"), "the sheet is to be back by 03-16", World.Day("2026-03-16")),
            (item.Day, item.DayWhy, item.ExpiresOn)
        );
        Assert.Equal(["20 working days 2026-02-16"], RuleWorld.Steps(item));
        Assert.Equal([Role.AssociationOffice], item.Steps[0].To);
        Assert.Equal((unit, World.Day("2021-05-03")), (item.Scope.Partner, item.KnownOn));
        Assert.Equal(
            (ReminderKind.RegisterCheck, "Phiếu rà soát thông tin năm 2026", "Check of the register 2026", "Hội 1", "Association 1"),
            (item.Facts.Kind, item.Facts.SubjectVi, item.Facts.SubjectEn, item.Facts.UnitVi, item.Facts.UnitEn)
        );
        Assert.Equal(RegisterCheck.Record(unit, rule), item.Facts.Record);
        var sheet = item.Facts.Table!;
        Assert.Equal("Phiếu rà soát 2026", sheet.Name);
        Assert.Equal([10, 30, 40, 40, 20], sheet.Widths);
        Assert.Equal(
            [
                "Mã số|Mục|Thông tin hiện có|Bổ sung, sửa đổi|Trường (không sửa)",
                "CA-1|Ngày thành lập|10/1962 (chưa đủ ngày, tháng)||founded",
                "CA-1|Địa chỉ|1 Hàng Bài||address",
                "CA-1|Điện thoại|(chưa có)||phone",
            ],
            sheet.Lines.Select(line => string.Join("|", line))
        );
    }

    [Theory]
    [InlineData("2026-03-13", "2026-03-13", "2026")] // 15 March is a Sunday
    [InlineData("2026-03-14", "2027-03-14", "")]
    [InlineData("2026-03-13", "2028-03-15", "2026 2027 2028")]
    public void It_is_asked_for_once_a_year_by_a_working_day(string from, string to, string periods)
    {
        var items = Items(from, to, Rule("03-15"), RuleWorld.Facts([RuleWorld.Partner(1)]));

        Assert.Equal(periods, string.Join(" ", items.Select(item => item.Period)));
    }

    [Fact]
    public void Only_active_units_with_a_number_that_the_rule_is_about_are_asked()
    {
        var facts = RuleWorld.Facts([
            RuleWorld.Partner(1),
            RuleWorld.Partner(2) with
            {
                IsActive = false,
            },
            RuleWorld.Partner(3) with
            {
                RegisterId = null,
            },
            RuleWorld.Partner(4),
        ]);
        var rule = Rule(who: new() { Except = ["CA-4"] }, fields: [("phone", "Điện thoại")]);

        Assert.Equal(["partner:1"], Items("2026-01-01", "2026-12-31", rule, facts).Select(item => item.Subject));
        Assert.Equal(["CA-1"], RegisterCheck.Gaps(rule, facts).Select(gap => gap.RegisterId));
    }

    [Fact]
    public void A_unit_that_cannot_be_asked_is_named_and_a_step_within_a_long_break_is_told_before_it()
    {
        var facts = RuleWorld.Facts([RuleWorld.Partner(1)]) with { Calendar = RuleWorld.NineDaysOff, LongBreak = new() };
        RegisterCheckOptions Leading(int number, LeadUnit unit) => new() { Due = new(3, 23), Lead = new(number, unit) };

        Assert.Equal(["14 days 2026-03-04"], RuleWorld.Steps(Items("2026-01-01", "2026-12-31", Leading(14, LeadUnit.Days), facts)[0]));
        Assert.Empty(Items("0050-01-01", "0050-12-31", Leading(1000, LeadUnit.Months), facts));
        Assert.StartsWith(
            "Set aside: register-check, CA-1 (Hội 1): ArgumentOutOfRangeException: ",
            Assert.Single(facts.SetAside.Named),
            StringComparison.Ordinal
        );
        Assert.True(facts.SetAside.Has(new("register-check", "partner:1", "50")));
    }

    [Theory]
    [InlineData("nameVi", null, "Hội 1", RecordGap.None)]
    [InlineData("nameEn", "x", null, RecordGap.Missing)] // the unit's name, not a field
    [InlineData("founded", "1962-10-28", "28/10/1962", RecordGap.None)]
    [InlineData("founded", "1962-10", "10/1962", RecordGap.Incomplete)]
    [InlineData("boardReviewed", "1962", "1962", RecordGap.Incomplete)]
    [InlineData("founded", "chưa rõ", "chưa rõ", RecordGap.None)]
    [InlineData("founded", null, null, RecordGap.Missing)]
    [InlineData("boardSize", "1962", "1962", RecordGap.None)] // a number
    [InlineData("historicVisit", "1962-10", "10/1962", RecordGap.None)] // a field of one's own may be known so far
    [InlineData("birthday", "12-20", "20/12", RecordGap.None)]
    [InlineData("phone", "024 0000", "024 0000", RecordGap.None)]
    public void A_line_of_the_record_is_as_people_write_it_and_says_what_it_lacks(string field, string? value, string? shown, object gap)
    {
        var unit = value is null ? RuleWorld.Partner(1) : RuleWorld.Partner(1, (field, value));

        var line = Assert.Single(RegisterCheck.Record(unit, Rule(fields: [(field, "Mục")])));

        Assert.Equal(new(field, "Mục", shown, (RecordGap)gap), line);
    }

    [Fact]
    public void The_names_are_those_of_the_unit()
    {
        var unit = RuleWorld.Partner(1, ("nameVi", "x")) with { NameEn = "Association 1" };

        Assert.Equal(
            ["Hội 1", "Association 1"],
            RegisterCheck.Record(unit, Rule(fields: [("nameVi", "a"), ("nameEn", "b")])).Select(line => line.Value)
        );
    }

    [Fact]
    public void Gaps_are_listed_by_department_and_name_in_the_order_of_a_Vietnamese_list()
    {
        PartnerFacts Of(long id, string name, string? department, string phone = "") =>
            RuleWorld.Partner(id, ("department", department ?? ""), ("phone", phone)) with
            {
                NameVi = name,
            };
        var facts = RuleWorld.Facts([
            Of(1, "Hội A", null),
            Of(2, "Hội Em", "Ban B"),
            Of(3, "Hội Đức", "Ban B"),
            Of(4, "Hội Dũng", "Ban B"),
            Of(5, "Hội Z", "Ban Đ"),
            Of(6, "Hội Y", "Ban E"),
            Of(7, "Hội B", "Ban A", "024 0000"),
            Of(8, "Hội Ăn B", "Ban E"),
            Of(9, "Hội An C", "Ban E"),
        ]);

        var gaps = RegisterCheck.Gaps(Rule(fields: [("nameVi", "Tên"), ("phone", "Điện thoại")]), facts);

        Assert.Equal(["Hội Dũng", "Hội Đức", "Hội Em", "Hội Z", "Hội An C", "Hội Ăn B", "Hội Y", "Hội A"], gaps.Select(gap => gap.Name));
        Assert.Equal(["Ban B", "Ban B", "Ban B", "Ban Đ", "Ban E", "Ban E", "Ban E", null], gaps.Select(gap => gap.Department));
        Assert.All(gaps, gap => Assert.Equal([new("phone", "Điện thoại", null, RecordGap.Missing)], gap.Lines));
    }
}
