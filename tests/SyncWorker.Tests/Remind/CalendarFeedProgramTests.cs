using System.Diagnostics;
using SyncWorker.Config;
using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>The calendar feed, read by a program that others wrote: Debian's python3-icalendar.</summary>
public sealed class CalendarFeedProgramTests : IDisposable
{
    const string Script = """
        import sys, icalendar
        calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
        assert calendar['VERSION'] == '2.0' and 'METHOD' not in calendar, calendar
        for event in calendar.walk('VEVENT'):
            assert not event.errors, event.errors
            end = event['DTEND'].dt if 'DTEND' in event else ''
            start = event['DTSTART'].dt
            print(event['UID'], start, end, event['SEQUENCE'], event['STATUS'], event['SUMMARY'], event.get('LOCATION', ''), sep='|')
            for alarm in event.walk('VALARM'):
                print('alarm', alarm['TRIGGER'].dt, sep='|')
        """;

    static readonly Moment s_now = new(new(2026, 7, 6, 1, 0, 0, TimeSpan.Zero), new(2026, 7, 6), new(8, 0));

    readonly TestFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    [Trait("Needs", "icalendar")]
    public async Task Every_event_is_read_as_it_was_meant_moved_and_cancelled_ones_too()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("SYNCWORKER_TESTS_FULL") == "1",
            "Needs Debian's python3-icalendar; tests/run.sh installs it."
        );
        var ledger = new Ledger([]);
        var facts = Union([
            new("hội;nghị", World.Day("2026-09-14"))
            {
                TitleVi =
                    "Lễ kỷ niệm, mít tinh; \"diễu hành\" \\ triển lãm, một tên sự kiện dài hơn bảy mươi lăm byte để dòng phải gấp lại",
                Country = "RS",
            },
        ]);
        Told(ledger, "relations/country:RS/2027", "12 months", "2027-03-03", facts);
        Told(ledger, "relations/country:RS/2027", "moved to 2027-03-10", "2027-03-10", facts);
        Told(ledger, "events/event:gone/gone", "5 working days", "2026-07-20", facts, "Hội thảo bị hủy");

        var lines = await ReadAsync(Feed(facts, ledger));

        Assert.Equal(
            [
                "events/event:hội;nghị/hội;nghị@syncworker|2026-09-14|2026-09-15|0|CONFIRMED|Lễ kỷ niệm, mít tinh; \"diễu hành\" \\ triển lãm, một tên sự kiện dài hơn bảy mươi lăm byte để dòng phải gấp lại|",
                "relations/country:RS/2027@syncworker|2027-03-10|2027-03-11|1|CONFIRMED|70 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - RS|",
                "events/event:gone/gone@syncworker|2026-07-20|2026-07-21|1|CANCELLED|Hội thảo bị hủy|",
            ],
            lines
        );
    }

    [Fact]
    [Trait("Needs", "icalendar")]
    public async Task An_event_with_an_hour_begins_on_the_clock_of_its_place_in_summer_and_in_winter()
    {
        FullRun.Only();
        var facts = Union(
            [
                new("praha-he", World.Day("2026-07-14"))
                {
                    TitleVi = "Lễ kỷ niệm",
                    Time = new(15, 0),
                    Place = "Praha",
                    Zone = "Europe/Prague",
                },
                new("praha-dong", World.Day("2026-12-01"))
                {
                    TitleVi = "Tọa đàm",
                    Time = new(9, 30),
                    Zone = "Europe/Prague",
                },
                new("ha-noi", World.Day("2026-08-03"))
                {
                    TitleVi = "Họp mặt",
                    Time = new(8, 0),
                    Place = "105A Quán Thánh, Hà Nội",
                },
            ],
            new() { Alarm = new(90, TimeUnit.Minutes) }
        );

        var lines = await ReadAsync(Feed(facts, new([])));

        Assert.Equal(
            [
                "events/event:praha-he/praha-he@syncworker|2026-07-14 15:00:00+02:00||0|CONFIRMED|Lễ kỷ niệm|Praha",
                "alarm|-1 day, 22:30:00",
                "events/event:ha-noi/ha-noi@syncworker|2026-08-03 08:00:00+07:00||0|CONFIRMED|Họp mặt|105A Quán Thánh, Hà Nội",
                "alarm|-1 day, 22:30:00",
                "events/event:praha-dong/praha-dong@syncworker|2026-12-01 09:30:00+01:00||0|CONFIRMED|Tọa đàm|",
                "alarm|-1 day, 22:30:00",
            ],
            lines.Where(line => !line.StartsWith("relations", StringComparison.Ordinal)).Take(6)
        );
    }

    static string Feed(RemindFacts facts, Ledger ledger) =>
        new CalendarFeed(DueItemIndex.Build(facts, s_now.Today, s_now.Today), ledger, facts, s_now).Write("Ban Châu Âu");

    static RemindFacts Union(IReadOnlyList<HeldEvent> events, CalendarOptions? calendars = null) =>
        new([], [World.Country("RS", relations: "1957-03-10")], [])
        {
            Options = new() { Anniversaries = calendars is null ? [World.Relations()] : [], Calendars = calendars ?? new() },
            Staff = new() { Staff = World.Staff },
            Calendar = World.Calendar,
            GoLive = World.Day("2026-01-01"),
            LongBreak = new LongBreak(),
            Events = events,
        };

    static void Told(Ledger ledger, string key, string step, string day, RemindFacts facts, string? gone = null)
    {
        var parts = key.Split('/');
        var of = new DueItemKey(parts[0], parts[1], parts[2]);
        ledger.Add(
            World.Entry(of, ReminderStep.Parse(step), "staff:eu-1") with
            {
                Day = World.Day(day),
                SendOn = World.Day("2026-03-10"),
                State = LedgerState.Sent,
                Facts = (gone is null ? facts.Facts(of) : new() { Kind = ReminderKind.Event, SubjectVi = gone }).ToJson(),
            }
        );
    }

    async Task<List<string>> ReadAsync(string feed)
    {
        var stop = TestContext.Current.CancellationToken;
        var (file, script) = (Path.Combine(_folders.Root, "feed.ics"), Path.Combine(_folders.Root, "read.py"));
        await File.WriteAllTextAsync(file, feed, stop);
        await File.WriteAllTextAsync(script, Script, stop);
        using var python = Process.Start(
            new ProcessStartInfo("/usr/bin/python3", [script, file])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = System.Text.Encoding.UTF8,
            }
        )!;
        var errors = python.StandardError.ReadToEndAsync(stop);
        var text = await python.StandardOutput.ReadToEndAsync(stop);
        await python.WaitForExitAsync(stop);
        Assert.True(python.ExitCode == 0, await errors);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
