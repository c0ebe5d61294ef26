using SyncWorker.Config;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Poll.Mapping;
using SyncWorker.Remind.Rules;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Fuzz.Doors;

/// <summary>Words of the config that are small languages: times of a job, lengths of time, days, transforms.</summary>
static class ScheduleDoors
{
    static readonly DateOnly s_today = new(2026, 11, 28);

    public static IReadOnlyList<Door> List { get; } =
    [
        new("schedule", Schedule)
        {
            Words =
            [
                "every ",
                "working days",
                "at ",
                "07:30",
                "06:00-17:00",
                "minutes",
                "hours",
                "second",
                "after each job",
                "after poll",
                "monday to friday",
                "last working day of the month",
                "ngày làm việc ",
                "lúc ",
                "mỗi ",
                "phút",
                "giờ",
                "một lần",
                "từ ",
                "đến ",
                "chủ nhật",
                "thứ 2",
                "never",
                "0 0/5 * * * ?",
                "MON-FRI",
                "L",
                "LW",
                "6L",
                "6#3",
                "@daily",
                "skip",
                "once, within 5 working days",
            ],
            Longest = 512,
        },
        new("durations", Durations)
        {
            Words =
            [
                "5 minutes",
                "working days",
                "months",
                "the day",
                "weeks",
                "seconds",
                "02-29",
                "every 2 years",
                "1 day",
                "after ",
                "from ",
                "1000000",
                "999999999",
            ],
            Longest = 256,
        },
        new("transforms", Transforms)
        {
            Words =
            [
                "date ",
                "dd/MM/yyyy",
                "yy from 1945",
                "buddhist",
                "time ",
                "day ",
                "split ; 1",
                "map ",
                "code ",
                "like ",
                "blank ",
                "digits 2",
                "number vi",
                "province ",
                " | ",
                "?",
                "dddddddd",
            ],
            Longest = 512,
        },
    ];

    static int Schedule(byte[] bytes)
    {
        var text = OddText.Read(bytes);
        var kind = MissedRuns.TryParse(text, null, out var missed) ? 100 : 0;
        Promise.Keep(
            missed is null || MissedRuns.TryParse(missed.ToString(), null, out var again) && again == missed,
            "a rule of missed runs does not print back"
        );
        try
        {
            var times = RunTimes.Parse(text, null);
            Promise.Keep(times.Text.Length > 0 && times.Described.Length > 0, "times without words");
            Promise.Keep(RunTimes.Parse(times.Text, null).Crons.SequenceEqual(times.Crons), "times do not print back");
            Promise.Keep(times.Crons.Count <= 1500, "more triggers than minutes of a day");
            foreach (var cron in times.Crons.Take(30))
            {
                _ = Quartz.CronExpression.Parse(cron, Quartz.CronFormat.Quartz);
                Promise.Keep(
                    CronText.DaysInWords(cron) is null || CronText.NumberedDays(cron).Count is > 0 and <= 7,
                    "days of a week in words, and none"
                );
            }

            if (times is RunTimes.At { Rule: var rule })
            {
                Promise.Keep(RunTimesText.Days(rule.ToString()).ToString() == rule.ToString(), "days do not print back");
            }

            return HashCode.Combine(kind, times.GetType().Name, Math.Min(times.Crons.Count, 30));
        }
        catch (FormatException error)
        {
            Promise.Keep(error.Message.Length > 0, "a fault without words");
            return kind + (error.Message.Length / 16);
        }
    }

    static int Durations(byte[] bytes)
    {
        var text = OddText.Read(bytes);
        var kind = 0;
        if (Duration.TryRead(text, out var any))
        {
            kind += 1 << (int)any.Unit;
            Promise.Keep(Duration.TryRead(any.ToString(), out var same) && same == any, "a length of time does not print back");
            _ = any.Unit <= TimeUnit.Weeks ? any.Span : default;
        }

        if (Lead.TryParse(text, null, out var lead))
        {
            kind += 1 << 8;
            Promise.Keep(
                Lead.TryParse(lead.ToString(), null, out var same) && same.ToString() == lead.ToString(),
                "a lead does not print back"
            );
            Promise.Keep(lead.AtMostDays >= 0, "a lead of less than no day");
        }

        if (MonthDay.TryParse(text, null, out var day))
        {
            kind += 1 << 9;
            Promise.Keep(MonthDay.TryParse(day.ToString(), null, out var same) && same == day, "a day of the year does not print back");
            _ = (day.In(2027, Feb29.Feb28), day.In(2028, Feb29.Mar01));
        }

        try
        {
            var recurrence = Recurrence.Parse(text, null);
            kind += 1 << 10;
            Promise.Keep(
                Recurrence.Parse(recurrence.ToString(), null).ToString() == recurrence.ToString(),
                "a recurrence does not print back"
            );
            Promise.Keep(recurrence.InVietnamese().Length > 0, "a recurrence without words");
            foreach (var year in (int[])[2027, 2028])
            {
                Promise.Keep(
                    recurrence.In(year).Any() && recurrence.In(year).All(on => on.Year == year),
                    "a recurrence without days in a year"
                );
            }
        }
        catch (FormatException)
        {
            kind += 1 << 11;
        }

        return HashCode.Combine(
            kind,
            Periods.EarliestReceipt(text, s_today) == DateOnly.MinValue,
            WorkCalendar.Weekends.IsWorking(s_today)
        );
    }

    static int Transforms(byte[] bytes)
    {
        var text = OddText.Read(bytes);
        try
        {
            var mapping = FieldMapping.Parse(text, null);
            var context = new MappingContext(TextDoors.Zone, new Dictionary<string, IReadOnlyDictionary<string, string>>());
            foreach (var value in (string[])["12/9/1973", "ngày 2 tháng 9 năm 1945", "trên 335", "a;b", "24"])
            {
                _ = mapping
                    .Transforms.Where(transform => transform.CodeList is null)
                    .Aggregate(
                        (string?)value,
                        (before, transform) => before is { Length: > 0 } ? transform.Apply(before, context).Value : null
                    );
            }

            return HashCode.Combine(
                Math.Min(mapping.Columns.Count, 4),
                string.Join(',', mapping.Transforms.Take(4).Select(transform => transform.GetType().Name))
            );
        }
        catch (FormatException error)
        {
            return error.Message.Length / 8;
        }
    }
}
