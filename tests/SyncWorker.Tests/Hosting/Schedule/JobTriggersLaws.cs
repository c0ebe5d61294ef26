using FsCheck;
using FsCheck.Fluent;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Hosting.Schedule;

/// <summary>
/// For any words and any calendar the triggers fire when a clock on the wall, read minute by minute, shows one of the times on one of the
/// days. The clock knows nothing of Quartz and nothing of the program but the words.
/// </summary>
public sealed class JobTriggersLaws
{
    static readonly TimeZoneInfo s_berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    static readonly TimeZoneInfo s_saoPaulo = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo");
    static readonly TimeZoneInfo s_hanoi = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");

    // Days around each change: the hour from 2 to 3 in Berlin, the hour around midnight in São Paulo.
    static readonly (TimeZoneInfo Zone, DateOnly First)[] s_stretches =
    [
        (s_berlin, new(2027, 3, 25)),
        (s_berlin, new(2026, 10, 23)),
        (s_saoPaulo, new(2017, 10, 13)),
        (s_saoPaulo, new(2018, 2, 15)),
        (s_hanoi, new(2026, 11, 26)),
    ];

    static readonly Gen<TimeOnly> s_time = Gen.OneOf(
        Gen.Choose(0, (24 * 60) - 1).Select(TimeOfMinute),
        Gen.Choose(0, 4 * 60).Select(TimeOfMinute),
        Gen.Choose(22 * 60, (24 * 60) - 1).Select(TimeOfMinute)
    );

    static readonly Gen<(string Words, Func<DateOnly, Func<DateOnly, bool>, bool> Includes)> s_days = Gen.Elements<(
        string,
        Func<DateOnly, Func<DateOnly, bool>, bool>
    )>([
        ("every day", (_, _) => true),
        ("working days", (day, isWorking) => isWorking(day)),
        ("monday, sunday", (day, _) => day.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Sunday),
        ("friday to sunday", (day, _) => day.DayOfWeek is DayOfWeek.Friday or DayOfWeek.Saturday or DayOfWeek.Sunday),
        ("last working day of the week", (day, isWorking) => isWorking(day) && !LaterInWeek(day).Any(isWorking)),
        ("first working day of the month", (day, isWorking) => isWorking(day) && !EarlierInMonth(day).Any(isWorking)),
    ]);

    // Each of the stretch's days, and some around them, worked or not as it pleases.
    static readonly Gen<bool[]> s_worked = Gen.ArrayOf(Gen.Elements(true, false), 40);

    [Fact]
    public void Fixed_times_fire_once_a_day_as_the_clock_on_the_wall_shows_them() =>
        Prop.ForAll(
                (
                    from stretch in Gen.Elements(s_stretches)
                    from days in s_days
                    from times in Gen.NonEmptyListOf(s_time)
                    from worked in s_worked
                    select (stretch, days, times: times.Distinct().Order().Take(4).ToList(), worked)
                ).ToArbitrary(),
                given =>
                    AgreesWithTheClock(
                        $"{given.days.Words} at {string.Join(", ", given.times.Select(Text))}",
                        given.stretch,
                        given.worked,
                        (day, isWorking) => given.days.Includes(day, isWorking) ? given.times : [],
                        isInterval: false
                    )
            )
            .Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void Intervals_fire_as_the_clock_on_the_wall_shows_their_times_and_through_a_repeated_hour() =>
        Prop.ForAll(
                (
                    from stretch in Gen.Elements(s_stretches)
                    from days in s_days
                    from interval in Gen.OneOf(Gen.Choose(1, 200), Gen.Elements(15, 30, 60, 120, 240, 7, 45, 61, 90))
                    from first in s_time
                    from second in s_time
                    from isAllDay in Gen.Elements(true, false)
                    where first != second
                    from worked in s_worked
                    select (stretch, days, interval, isAllDay, begins: Earlier(first, second), ends: Later(first, second), worked)
                ).ToArbitrary(),
                given =>
                {
                    var begins = given.isAllDay ? TimeOnly.MinValue : given.begins;
                    var ends = given.isAllDay ? new(23, 59) : given.ends;
                    var count = ((int)(ends - begins).TotalMinutes / given.interval) + 1;
                    var times = Enumerable.Range(0, count).Select(n => begins.AddMinutes(n * given.interval)).ToList();
                    return AgreesWithTheClock(
                        $"{given.days.Words} every {given.interval} minutes{(given.isAllDay ? "" : $" {Text(begins)}-{Text(ends)}")}",
                        given.stretch,
                        given.worked,
                        (day, isWorking) => given.days.Includes(day, isWorking) ? times : [],
                        isInterval: true
                    );
                }
            )
            .Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(60));

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(45)]
    [InlineData(90)]
    [InlineData(7)] // too many for cron: another kind of trigger
    [InlineData(7000)]
    public void Intervals_of_seconds_fire_at_each_of_their_times(int seconds)
    {
        var day = new DateTimeOffset(2026, 11, 27, 0, 0, 0, TimeSpan.FromHours(7));
        var wanted = Enumerable.Range(0, 1 + (((24 * 3600) - 1) / seconds)).Select(n => day.AddSeconds(n * seconds));

        var triggers = new JobTriggers(RunTimes.Parse($"every {seconds} seconds", null), s_hanoi, WorkCalendar.Weekends);

        Assert.Equal(wanted, triggers.After(day.AddSeconds(-1)).TakeWhile(at => at < day.AddDays(1)));
    }

    // What is to come, and for about every hour what was due last: both as the clock shows it.
    static bool AgreesWithTheClock(
        string words,
        (TimeZoneInfo Zone, DateOnly First) stretch,
        bool[] worked,
        Func<DateOnly, Func<DateOnly, bool>, IReadOnlyCollection<TimeOnly>> timesOn,
        bool isInterval
    )
    {
        var (zone, first) = stretch;
        var calendar = new WorkCalendar(worked.Select((isWorking, n) => new CalendarDay(first.AddDays(n - 18), isWorking)));
        var begin = new DateTimeOffset(first.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddDays(-1);
        var end = begin.AddDays(7);
        var clock = Clock(zone, begin, end, day => timesOn(day, calendar.IsWorking), isInterval);
        var triggers = new JobTriggers(RunTimes.Parse(words, null), zone, calendar);

        Assert.Equal(clock, triggers.After(begin.AddTicks(-1)).TakeWhile(at => at < end));
        foreach (var now in Enumerable.Range(0, 7 * 24).Select(n => begin.AddMinutes(n * 59)))
        {
            var due = clock.Where(at => at <= now).Cast<DateTimeOffset?>().LastOrDefault();
            Assert.Equal(due, triggers.Newest(begin, now)?.At);
        }

        return true;
    }

    /// <summary>Reads a clock on the wall minute by minute.</summary>
    static List<DateTimeOffset> Clock(
        TimeZoneInfo zone,
        DateTimeOffset begin,
        DateTimeOffset end,
        Func<DateOnly, IReadOnlyCollection<TimeOnly>> timesOn,
        bool isInterval
    )
    {
        var fires = new List<DateTimeOffset>();
        var before = TimeZoneInfo.ConvertTime(begin.AddMinutes(-1), zone);
        var shown = new HashSet<DateTime>();
        for (var instant = begin; instant < end; instant = instant.AddMinutes(1))
        {
            var now = TimeZoneInfo.ConvertTime(instant, zone);
            var times = timesOn(DateOnly.FromDateTime(now.DateTime));

            // The clock was put forward: what it left out is due now.
            var isLeftOut =
                now.Offset > before.Offset && times.Any(time => IsBetween(before.DateTime, now.Date + time.ToTimeSpan(), now.DateTime));
            var isNew = shown.Add(now.DateTime);
            if ((times.Contains(TimeOnly.FromDateTime(now.DateTime)) && (isNew || isInterval)) || isLeftOut)
            {
                fires.Add(instant);
            }

            before = now;
        }

        return fires;
    }

    static bool IsBetween(DateTime before, DateTime time, DateTime after) => time > before && time < after;

    static IEnumerable<DateOnly> LaterInWeek(DateOnly day)
    {
        for (var other = day.AddDays(1); other.DayOfWeek != DayOfWeek.Monday; other = other.AddDays(1))
        {
            yield return other;
        }
    }

    static IEnumerable<DateOnly> EarlierInMonth(DateOnly day) =>
        Enumerable.Range(1, day.Day - 1).Select(n => new DateOnly(day.Year, day.Month, n));

    static TimeOnly TimeOfMinute(int minute) => new(minute / 60, minute % 60);

    static TimeOnly Earlier(TimeOnly a, TimeOnly b) => a < b ? a : b;

    static TimeOnly Later(TimeOnly a, TimeOnly b) => a < b ? b : a;

    static string Text(TimeOnly time) => time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
