using Ical.Net;
using SyncWorker.Files;

namespace SyncWorker.Tests.Files;

/// <summary>A calendar, read by a library that others wrote: Ical.Net.</summary>
public sealed class CalendarReaderTests
{
    static readonly DateTimeOffset s_now = new(2026, 7, 6, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Asia/Ho_Chi_Minh", "2026-07-14", "2026-07-14T08:00:00Z")]
    [InlineData("Europe/Prague", "2026-07-14", "2026-07-14T13:00:00Z")]
    [InlineData("Europe/Prague", "2026-12-01", "2026-12-01T14:00:00Z")]
    [InlineData("America/Caracas", "2026-09-13", "2026-09-13T19:00:00Z")]
    public void An_event_begins_when_the_clock_of_its_place_shows_its_hour(string zone, string day, string instant)
    {
        var read = Assert.Single(
            Read(
                new(
                    "events/event:le/le",
                    DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
                    "Lễ, mít tinh; \"diễu hành\"",
                    2
                )
                {
                    Start = new(15, 0),
                    Zone = zone,
                    Place = "105A Quán Thánh, Hà Nội",
                    Description = "Dòng một\nDòng hai",
                    Alarm = TimeSpan.FromMinutes(90),
                }
            ).Events
        );

        Assert.Equal(DateTime.Parse(instant, null, System.Globalization.DateTimeStyles.RoundtripKind), read.Start!.AsUtc);
        Assert.Equal(
            ("events/event:le/le@syncworker", "Lễ, mít tinh; \"diễu hành\"", "105A Quán Thánh, Hà Nội", "Dòng một\nDòng hai", 2),
            (read.Uid, read.Summary, read.Location, read.Description, read.Sequence)
        );
        Assert.Equal(TimeSpan.FromMinutes(-90), Assert.Single(read.Alarms).Trigger!.Duration!.Value.ToTimeSpanUnspecified());
    }

    [Fact]
    public void The_last_day_there_is_has_no_end_and_can_be_read()
    {
        var read = Assert.Single(Read(new("events/event:le/le", DateOnly.MaxValue, "Lễ", 0)).Events);

        Assert.Equal((9999, 12, 31), (read.Start!.Year, read.Start.Month, read.Start.Day));
    }

    [Fact]
    public void A_day_is_a_whole_day_and_the_calendar_has_no_method()
    {
        var calendar = Read(new CalendarEvent("year-report/CA-FR/2026", new(2026, 12, 10), "Hạn gửi: Báo cáo năm 2026", 0));

        var read = Assert.Single(calendar.Events);
        Assert.True(read.IsAllDay);
        Assert.Equal(new DateOnly(2026, 12, 10), read.Start!.Date);
        Assert.Equal(new DateOnly(2026, 12, 11), read.End!.Date);
        Assert.Null(calendar.Method);
        Assert.Empty(read.Alarms);
    }

    [Fact]
    public void Clocks_that_change_between_two_events_are_in_the_calendar_with_both_changes()
    {
        var text = CalendarText.Write(
            null,
            [
                new("a", new(2026, 3, 1), "a", 0) { Start = new(9, 0), Zone = "Europe/Prague" },
                new("b", new(2026, 12, 1), "b", 0) { Start = new(9, 0), Zone = "Europe/Prague" },
            ],
            s_now
        );

        Assert.Equal(
            [
                "BEGIN:STANDARD",
                "DTSTART:19700101T000000",
                "TZOFFSETFROM:+0100",
                "TZOFFSETTO:+0100",
                "END:STANDARD",
                "BEGIN:DAYLIGHT",
                "DTSTART:20260329T020000",
                "TZOFFSETFROM:+0100",
                "TZOFFSETTO:+0200",
                "END:DAYLIGHT",
                "BEGIN:STANDARD",
                "DTSTART:20261025T030000",
                "TZOFFSETFROM:+0200",
                "TZOFFSETTO:+0100",
                "END:STANDARD",
            ],
            text.Split("\r\n").SkipWhile(line => line != "BEGIN:STANDARD").Take(15)
        );
    }

    [Fact]
    public void Two_calendars_are_the_same_whenever_they_were_made()
    {
        string At(DateTimeOffset now, string title) => CalendarText.Write("Lịch", [new("a", new(2026, 3, 1), title, 0)], now);

        Assert.True(CalendarText.IsSame(At(s_now, "Lễ"), At(s_now.AddDays(1), "Lễ")));
        Assert.False(CalendarText.IsSame(At(s_now, "Lễ"), At(s_now, "Hội")));
    }

    static Calendar Read(CalendarEvent entry) => Calendar.Load(CalendarText.Write(null, [entry], s_now))!;
}
