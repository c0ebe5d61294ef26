using System.Globalization;

namespace SyncWorker.Tests.Remind.Judge;

/// <summary>The judge is judged first: the cases of data/date_cases.json that it claims to follow, answered by its own pieces.</summary>
public sealed class OracleOwnCasesTests
{
    static readonly DateOnly s_from = new(2025, 1, 2);

    static readonly WallCalendar s_wall = new(PublishedCalendar.Lines());

    [Theory]
    [InlineData("DC15", "2026-02-17", "next", "2026-02-23")]
    [InlineData("DC15", "2026-02-17", "previous", "2026-02-13")]
    [InlineData("DC17", "2027-07-10", "next", "2027-07-12")]
    [InlineData("DC17", "2027-07-10", "previous", "2027-07-09")]
    [InlineData("DC19", "2026-01-10", "next", "2026-01-10")]
    [InlineData("DC21", "2027-02-08", "next", "2027-02-12")]
    public void Days_off_are_rolled_over(string id, string day, string roll, string expected)
    {
        Assert.True(Day(expected) == s_wall.Roll(Day(day), roll), id);
    }

    [Theory]
    [InlineData("DC22", 2025, 3, 10, "2025-04-07")]
    [InlineData("DC22", 2026, 3, 10, "2026-04-26")]
    [InlineData("DC22", 2027, 3, 10, "2027-04-16")]
    [InlineData("DC22", 2028, 3, 10, "2028-04-04")]
    [InlineData("DC23", 2025, 6, 15, "2025-07-09")]
    [InlineData("DC24", 2024, 12, 30, "2025-01-28")]
    [InlineData("DC24", 2025, 12, 30, "2026-02-16")]
    public void Lunar_days_are_looked_up(string id, int year, int month, int day, string expected)
    {
        Assert.True(Day(expected) == LunarTable.Day(year, month, day), id);
    }

    [Theory]
    [InlineData(
        "DC01 Brunei, 35 years in a year without the day",
        "1992-02-29",
        "2027-02-28",
        "2027",
        """ "lead": ["the day"], "roll": "none" """
    )]
    [InlineData(
        "DC02 the other policy, 2030 by default on Friday 1 March",
        "1992-02-29",
        "2030-03-01",
        "2030",
        """ "lead": ["the day"], "feb29": "mar01" """
    )]
    [InlineData("DC04 Indonesia, 30 days before is a Sunday", "1955-12-30", "2025-11-28", "2025", """ "lead": ["30 days"] """)]
    [InlineData("DC06 new year's day of next year", "1979-01-01", "2025-12-31", "2026", """ "lead": ["1 day"] """)]
    [InlineData("DC12 known to the month", "1973-09", "2025-08-29", "2025", """ "lead": ["the day"] """)]
    public void An_anniversary_is_told_on_its_day(string id, string origin, string expected, string period, string rule)
    {
        var told = new PolicyOracle(One(origin, rule)).Answer().Keys.Where(r => r.Period == period).ToList();

        // A day off is mailed on the next working day when the rule rolls nowhere: Sunday 28 February 2027 on Monday.
        var mailed = s_wall.Roll(Day(expected), "next");
        Assert.True(told is [var only] && only.Day == mailed, $"{id}: {string.Join("; ", told)}");
    }

    [Fact]
    public void DC11_a_year_alone_is_never_told_on_a_day()
    {
        Assert.Empty(new PolicyOracle(One("1990", """ "lead": ["the day"] """)).Answer());
    }

    static Scene One(string origin, string rule) =>
        new()
        {
            From = s_from,
            To = new(2030, 12, 31),
            Calendar = PublishedCalendar.Lines(),
            Associations = [new(1, "CA-ID", "central_association", "ID", true, new Dictionary<string, string> { ["founded"] = origin })],
            Lands = [new("ID", "Ban Châu Á", null, null, null)],
            Staff = [new("bca-01", "Ban Châu Á", ["officer"], ["*"], [])],
            Receipts = [],
            Remind = $$"""{ "anniversaries": [ { "id": "founding", "of": "founded", "round5": [], "round10": [], {{rule}} } ] }""",
        };

    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
