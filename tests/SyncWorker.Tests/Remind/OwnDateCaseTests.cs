using SyncWorker.Remind.Rules;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Remind;

/// <summary>
/// Date cases beside those of data/date_cases.json, each under a number of its own: from the lunar tables as printed calendars give
/// them, from the days off of the Labour Code and the yearly notices (config/calendars), and from the facts of the union's own past.
/// </summary>
public sealed class OwnDateCaseTests
{
    [Theory]
    [InlineData("L01 Rằm tháng Giêng", 2024, 1, 15, "2024-02-24")]
    [InlineData("L02 Rằm tháng Giêng", 2025, 1, 15, "2025-02-12")]
    [InlineData("L03 Rằm tháng Giêng", 2026, 1, 15, "2026-03-03")]
    [InlineData("L04 Giỗ Tổ after the leap second month of 2023", 2023, 3, 10, "2023-04-29")]
    [InlineData("L05 Giỗ Tổ", 2024, 3, 10, "2024-04-18")]
    [InlineData("L06 Phật đản", 2024, 4, 15, "2024-05-22")]
    [InlineData("L07 Phật đản", 2025, 4, 15, "2025-05-12")]
    [InlineData("L08 Phật đản", 2026, 4, 15, "2026-05-31")]
    [InlineData("L09 Tết Đoan Ngọ", 2025, 5, 5, "2025-05-31")]
    [InlineData("L10 Tết Đoan Ngọ", 2026, 5, 5, "2026-06-19")]
    [InlineData("L11 Vu Lan", 2024, 7, 15, "2024-08-18")]
    [InlineData("L12 Vu Lan after the leap sixth month of 2025", 2025, 7, 15, "2025-09-06")]
    [InlineData("L13 Vu Lan", 2026, 7, 15, "2026-08-27")]
    [InlineData("L14 Trung thu", 2023, 8, 15, "2023-09-29")]
    [InlineData("L15 Trung thu", 2024, 8, 15, "2024-09-17")]
    [InlineData("L16 Trung thu", 2025, 8, 15, "2025-10-06")]
    [InlineData("L17 Trung thu", 2026, 8, 15, "2026-09-25")]
    [InlineData("L18 Ông Công Ông Táo of Giáp Thìn", 2024, 12, 23, "2025-01-22")]
    [InlineData("L19 Ông Công Ông Táo of Ất Tỵ", 2025, 12, 23, "2026-02-10")]
    public void A_lunar_day_is_the_day_printed_calendars_give(string id, int year, int month, int day, string expected) =>
        Assert.Equal((id, World.Day(expected)), (id, LunarCalendar.ToSolar(year, month, day, out _)));

    /// <summary>
    /// The comment counts the working days back. Off: 2025: 01/01, 27 to 31/01, 07/04, 30/04 to 02/05 (Sat 26/04 is worked), 01 and
    /// 02/09. 2026: 01 and 02/01 (Sat 10/01 is worked), 16 to 20/02, 27/04, 30/04, 01/05, 31/08 to 02/09 (Sat 22/08 is worked), 24/11.
    /// 2027: 05 to 11/02, 16/04, 30/04, 03/05, 02 and 03/09, 24/11.
    /// </summary>
    [Theory]
    [InlineData("W01", "2025-02-02", "the day", "2025-01-24")] // a Sunday within Tết: Friday before it
    [InlineData("W02", "2025-04-08", "1 working day", "2025-04-04")] // Mon 07/04 is Giỗ Tổ
    [InlineData("W03", "2025-04-28", "3 working days", "2025-04-24")] // Sat 26, Fri 25, Thu 24
    [InlineData("W04", "2025-05-05", "1 working day", "2025-04-29")] // Fri 02, Thu 01, Wed 30 are off
    [InlineData("W05", "2025-09-03", "1 working day", "2025-08-29")]
    [InlineData("W06", "2026-01-05", "1 working day", "2025-12-31")]
    [InlineData("W07", "2026-01-12", "1 working day", "2026-01-10")] // the Saturday that makes up for 02/01
    [InlineData("W08", "2026-01-14", "5 working days", "2026-01-08")] // 13, 12, Sat 10, 9, 8
    [InlineData("W09", "2026-01-24", "14 days", "2026-01-10")] // a Saturday, but worked: not moved
    [InlineData("W10", "2026-01-25", "14 days", "2026-01-10")] // Sun 11/01 goes back to the worked Saturday
    [InlineData("W11", "2026-02-24", "7 days", "2026-02-13")] // Tue 17/02 is mùng một
    [InlineData("W12", "2026-02-27", "15 working days", "2026-01-30")] // 26, 25, 24, 23, then 13 to 09, 06 to 02/02, 30/01
    [InlineData("W13", "2026-03-31", "1 month", "2026-02-27")] // 28/02 is a Saturday
    [InlineData("W14", "2026-05-26", "1 month", "2026-04-24")] // 26/04 is a Sunday and Giỗ Tổ
    [InlineData("W15", "2026-05-27", "1 month", "2026-04-24")] // Mon 27/04 is off in its place
    [InlineData("W16", "2026-05-04", "1 working day", "2026-04-29")]
    [InlineData("W17", "2026-05-05", "5 working days", "2026-04-23")] // 04/05, 29, 28, 24, 23/04
    [InlineData("W18", "2026-09-03", "5 working days", "2026-08-24")] // 28, 27, 26, 25, 24/08
    [InlineData("W19", "2026-09-03", "8 working days", "2026-08-20")] // and Sat 22, 21, 20
    [InlineData("W20", "2026-08-29", "6 months", "2026-02-27")] // February has no 29th: Sat 28, so Friday
    [InlineData("W21", "2026-12-24", "1 month", "2026-11-23")] // Tue 24/11 is off
    [InlineData("W22", "2026-12-01", "5 working days", "2026-11-23")] // 30, 27, 26, 25, 23
    [InlineData("W23", "2027-02-12", "1 working day", "2027-02-04")] // back over Tết
    [InlineData("W24", "2027-05-08", "3 months", "2027-02-04")] // 08/02 lies in Tết
    [InlineData("W25", "2027-04-19", "1 working day", "2027-04-15")]
    [InlineData("W26", "2027-05-04", "1 working day", "2027-04-29")]
    [InlineData("W27", "2028-02-29", "12 months", "2027-02-26")] // 28/02/2027 is a Sunday
    public void A_step_counted_back_over_the_days_off(string id, string day, string lead, string expected) =>
        Assert.Equal((id, World.Day(expected)), (id, Lead.Parse(lead, null).Before(World.Day(day), World.Calendar, Roll.Previous)));

    [Theory]
    [InlineData("F01 Cuba", "1960-12-02", 2025, "2025-12-02", 65, "round5")]
    [InlineData("F02 Hungary", "1950-02-03", 2025, "2025-02-03", 75, "round5")]
    [InlineData("F03 Slovakia", "1950-02-02", 2025, "2025-02-02", 75, "round5")]
    [InlineData("F04 Germany", "1975-09-23", 2025, "2025-09-23", 50, "round10")]
    [InlineData("F05 the visit of 9/1973", "1973-09", 2025, "2025-09-01", 52, "ordinary")]
    [InlineData("F06 27/7, told in 2022", "1947-07-27", 2022, "2022-07-27", 75, "round5")]
    [InlineData("F07 the day of the press", "1925-06-21", 2022, "2022-06-21", 97, "ordinary")]
    [InlineData("F08 National Day", "1945-09-02", 2025, "2025-09-02", 80, "round10")]
    [InlineData("F09 the union's traditional day", "1950-11-17", 2026, "2026-11-17", 76, "ordinary")]
    [InlineData("F10 the association with Laos", "1975-01-15", 2025, "2025-01-15", 50, "round10")]
    [InlineData("F11 the association with the United States", "1945-10-17", 2025, "2025-10-17", 80, "round10")]
    [InlineData("F12 Brunei, 29 February", "1992-02-29", 2027, "2027-02-28", 35, "round5")]
    [InlineData("F13 Ethiopia", "1976-02-23", 2026, "2026-02-23", 50, "round10")]
    [InlineData("F14 Serbia", "1957-03-10", 2027, "2027-03-10", 70, "round10")]
    [InlineData("F15 the association with Russia, from 1950", "1950-05-23", 2025, "2025-05-23", 75, "round5")]
    [InlineData("F16 and from 1994", "1994-12-19", 2024, "2024-12-19", 30, "round10")]
    [InlineData("F17 Singapore", "2014-09-18", 2026, "2026-09-18", 12, "ordinary")]
    [InlineData("F18 the association with France", "1955-07-02", 2025, "2025-07-02", 70, "round10")]
    [InlineData("F19 Armenia", "1992-07-14", 2026, "2026-07-14", 34, "ordinary")]
    public void A_day_of_the_past_comes_back_with_its_years(
        string id,
        string origin,
        int year,
        string expected,
        int years,
        string milestone
    )
    {
        var found = World.CaseIn(year, World.Of(countries: [World.Country("XX", relations: origin)], anniversaries: [World.Relations()]));

        Assert.Equal(
            (id, World.Day(expected), years, milestone),
            (id, found.Day, found.Facts.Years!.Value, found.Facts.Milestone?.ToString().ToLowerInvariant())
        );
    }
}
