using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>What cannot be worked out stops itself alone and is named.</summary>
public sealed class SetAsideTests
{
    static DueItemKey Key(string rule, string subject) => new(rule, subject, "2026");

    [Fact]
    public void What_cannot_be_made_is_left_out_and_named_once_and_the_rest_goes_on()
    {
        var aside = new SetAside();
        static IEnumerable<int> Make(int n) =>
            n switch
            {
                2 => throw new FormatException("no day\nat all"),
                3 => [3, 1 / (n - 3)],
                _ => [n, n * 10],
            };

        for (var twice = 0; twice < 2; twice++)
        {
            Assert.Equal([1, 10, 4, 40], aside.Each("r", [1, 2, 3, 4], n => ($"partner:{n}", $"Hội {n}"), Make));
        }

        Assert.Equal(
            ["Set aside: r, Hội 2: no day at all", "Set aside: r, Hội 3: DivideByZeroException: Attempted to divide by zero."],
            aside.Named
        );
        Assert.True(aside.Has(Key("r", "partner:2")));
        Assert.False(aside.Has(Key("r", "partner:1")));
        Assert.False(aside.Has(Key("other", "partner:2")));
    }

    [Fact]
    public void A_run_that_is_stopped_is_no_fault()
    {
        var aside = new SetAside();

        Assert.Throws<OperationCanceledException>(() =>
            aside.Try("r", () => ("partner:1", "Hội 1"), () => throw new OperationCanceledException())
        );
        Assert.Empty(aside.Named);
    }

    [Fact]
    public void What_is_set_aside_for_no_rule_is_so_for_all_and_a_rule_without_subject_for_all_subjects()
    {
        var aside = new SetAside();
        Assert.False(aside.Has(Key("r", "partner:1")));

        aside.Try(null, () => ("partner:1", "Hội 1"), () => throw new FormatException("x"));
        aside.Add("whole", null, "y");

        Assert.Equal(["Set aside: Hội 1: x", "y"], aside.Named);
        Assert.True(aside.Has(Key("any", "partner:1")));
        Assert.True(aside.Has(Key("whole", "partner:2")));
        Assert.False(aside.Has(Key("any", "partner:2")));
    }

    [Fact]
    public void A_rule_that_is_paused_is_unknown_until_its_pause_ends_and_is_not_named()
    {
        var aside = new SetAside();
        aside.Pause("a");
        aside.Pause("b");
        aside.Add("a", "partner:1", "x");

        var later = aside.Without(["a"]);
        later.Add("c", null, "x");

        Assert.Equal((true, true), (aside.Has(Key("a", "partner:2")), aside.Has(Key("b", "partner:2"))));
        Assert.Equal((false, true), (later.Has(Key("a", "partner:2")), later.Has(Key("b", "partner:2"))));
        Assert.True(later.Has(Key("a", "partner:1")));
        Assert.Equal(["x"], later.Named); // said once
        Assert.False(aside.Has(Key("c", "partner:1")));
    }

    [Theory]
    [InlineData("1799-12-31", false)]
    [InlineData("1800", true)]
    [InlineData("2150-12", true)]
    [InlineData("2151", false)]
    [InlineData("9999-12-31", false)]
    public void A_date_of_the_register_lies_in_the_years_that_the_calendars_can_count(string text, bool counts)
    {
        var date = PartialDate.Parse(text);
        if (counts)
        {
            Assert.Equal(date, SetAside.Countable(date, "founded"));
            return;
        }

        Assert.Equal(
            $"founded is {text}, outside 1800 to 2150. Correct it in the source, or with: SyncWorker partner pin",
            Assert.Throws<FormatException>(() => SetAside.Countable(date, "founded")).Message
        );
    }

    [Theory]
    [InlineData("1949-12-31", false)]
    [InlineData("1950-01-01", true)]
    [InlineData("2150-12-31", true)]
    [InlineData("2151-01-01", false)]
    public void Nothing_falls_due_before_1950_or_after_2150(string text, bool falls)
    {
        var day = World.Day(text);
        if (falls)
        {
            Assert.Equal(day, SetAside.Due(day, "x"));
            return;
        }

        Assert.Equal(
            "x, outside 1950 to 2150: nothing falls due on such a day. Correct it in the source, or with: SyncWorker partner pin",
            Assert.Throws<FormatException>(() => SetAside.Due(day, "x")).Message
        );
    }
}
