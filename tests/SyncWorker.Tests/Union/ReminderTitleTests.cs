using SyncWorker.Tests.Remind;
using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>A reminder named in one phrase, and what is asked for on a day.</summary>
public sealed class ReminderTitleTests
{
    static ReminderContent Facts(ReminderKind kind, int? years = null, string? en = "Laos") =>
        new()
        {
            Kind = kind,
            SubjectVi = "Lào",
            SubjectEn = en,
            Years = years,
        };

    [Theory]
    [InlineData(ReminderKind.NationalDay, null, "Quốc khánh Lào", "National Day of Laos")]
    [InlineData(ReminderKind.NationalDay, 51, "51 năm Quốc khánh Lào", "National Day of Laos (51st anniversary)")]
    [InlineData(ReminderKind.Relations, null, "Ngày thiết lập quan hệ ngoại giao Việt Nam - Lào", "Viet Nam-Laos diplomatic relations")]
    [InlineData(
        ReminderKind.Relations,
        5,
        "05 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - Lào",
        "5th anniversary of Viet Nam-Laos diplomatic relations"
    )]
    [InlineData(ReminderKind.Founding, null, "Ngày thành lập Lào", "founding day of Laos")]
    [InlineData(ReminderKind.Founding, 100, "100 năm Ngày thành lập Lào", "100th anniversary of the founding of Laos")]
    [InlineData(ReminderKind.Anniversary, null, "Lào", "Laos")]
    [InlineData(ReminderKind.Anniversary, 12, "12 năm Lào", "Laos (12th anniversary)")]
    public void A_day_is_named_by_its_kind_and_its_years(object kind, int? years, string vi, string en)
    {
        var facts = Facts((ReminderKind)kind, years);

        Assert.Equal((vi, en), (ReminderTitle.Vi(facts), ReminderTitle.En(facts)));
        Assert.Equal(en.Replace("Laos", "Lào", StringComparison.Ordinal), ReminderTitle.En(Facts((ReminderKind)kind, years, en: null)));
    }

    [Fact]
    public void What_is_asked_of_one_unit_names_it()
    {
        var facts = Facts(ReminderKind.Report) with { UnitVi = "Hội Pháp", UnitEn = "French association" };

        Assert.Equal(("Lào - Hội Pháp", "Laos - French association"), (ReminderTitle.Vi(facts), ReminderTitle.En(facts)));
        Assert.Equal("Laos - Hội Pháp", ReminderTitle.En(facts with { UnitEn = null }));
        Assert.Equal("Ngày thành lập Lào", ReminderTitle.Vi(facts with { Kind = ReminderKind.Founding }));
    }

    [Theory]
    [InlineData(1, "1st")]
    [InlineData(2, "2nd")]
    [InlineData(3, "3rd")]
    [InlineData(4, "4th")]
    [InlineData(10, "10th")]
    [InlineData(11, "11th")]
    [InlineData(12, "12th")]
    [InlineData(13, "13th")]
    [InlineData(21, "21st")]
    [InlineData(52, "52nd")]
    [InlineData(73, "73rd")]
    [InlineData(80, "80th")]
    [InlineData(101, "101st")]
    [InlineData(111, "111th")]
    [InlineData(112, "112th")]
    [InlineData(113, "113th")]
    public void Ordinals_are_those_of_english(int number, string ordinal) => Assert.Equal(ordinal, ReminderTitle.Ordinal(number));

    [Fact]
    public void What_to_do_is_a_sentence_in_each_language()
    {
        var facts = Facts(ReminderKind.Report) with { ActionVi = "liên hệ các hội", ActionEn = "write to the associations" };

        Assert.Equal("Việc cần làm: liên hệ các hội.", ReminderTitle.TodoVi(facts));
        Assert.Equal("To do: write to the associations.", ReminderTitle.TodoEn(facts));
        Assert.Equal("To do: liên hệ các hội.", ReminderTitle.TodoEn(facts with { ActionEn = null }));
        Assert.Null(ReminderTitle.TodoVi(Facts(ReminderKind.Report)));
        Assert.Null(ReminderTitle.TodoEn(Facts(ReminderKind.Report)));
    }

    [Theory]
    [InlineData("2026-06-30", null)]
    [InlineData("2026-07-01", "first")]
    [InlineData("2026-07-09", "first")]
    [InlineData("2026-07-10", "second")]
    [InlineData("2026-12-31", "second")] // whether or not the day has passed: the rule says what to do then
    public void Each_step_asks_for_its_own_until_the_next(string today, string? asked)
    {
        var facts = Facts(ReminderKind.Event) with
        {
            ActionVi = "never",
            Actions = [new(World.Day("2026-07-01"), "first", null), new(World.Day("2026-07-10"), "second", null)],
        };

        Assert.Equal(asked, ReminderTitle.ActionOn(facts, World.Day("2026-07-14"), World.Day(today))?.Vi);
    }

    [Theory]
    [InlineData(ReminderKind.Event, "2026-07-14", true)]
    [InlineData(ReminderKind.Event, "2026-07-15", false)]
    [InlineData(ReminderKind.Report, "2026-07-15", true)]
    [InlineData(ReminderKind.ReportOverdue, "2026-07-15", true)]
    [InlineData(ReminderKind.TermOverdue, "2026-07-15", true)]
    [InlineData(ReminderKind.Term, "2026-07-15", false)]
    public void Of_a_day_that_has_passed_nothing_is_asked_unless_it_is_chased(object kind, string today, bool isAsked)
    {
        var facts = Facts((ReminderKind)kind) with { ActionVi = "vi", ActionEn = "en" };

        Assert.Equal(
            isAsked ? new DatedAction(DateOnly.MinValue, "vi", "en") : null,
            ReminderTitle.ActionOn(facts, World.Day("2026-07-14"), World.Day(today))
        );
        Assert.Null(ReminderTitle.ActionOn(facts with { ActionVi = null }, World.Day("2026-07-14"), World.Day(today)));
    }

    [Fact]
    public void A_notice_names_the_reminder_it_is_about()
    {
        var about = Facts(ReminderKind.NationalDay, 51) with
        {
            Actions = [new(DateOnly.MinValue, "gửi", null)],
            WhyVi = "vì",
            WhyEn = "because",
        };

        var moved = ReminderTitle.Notice(ReminderKind.Moved, about);
        var expired = ReminderTitle.Expired(about);

        Assert.Equal((ReminderKind.Moved, ReminderKind.NationalDay), (moved.Kind, moved.Of));
        Assert.Equal(("51 năm Quốc khánh Lào", "National Day of Laos (51st anniversary)"), (moved.SubjectVi, moved.SubjectEn));
        Assert.Equal(("vì", "because"), (moved.WhyVi, moved.WhyEn));
        Assert.Empty(moved.Actions);
        Assert.Equal((ReminderKind.Expired, ReminderKind.NationalDay), (expired.Kind, expired.Of));
        Assert.Equal(about.Actions, expired.Actions); // still to be done
        Assert.Same(expired, ReminderTitle.Expired(expired));
    }
}
