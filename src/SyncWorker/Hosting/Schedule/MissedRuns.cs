using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using SyncWorker.Config;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>What becomes of runs that were missed while the machine or the worker was off: nothing, or one run for all of them.</summary>
[JsonConverter(typeof(TextJson<MissedRuns>))]
[ConfigExample("once, within 5 working days")]
abstract partial record MissedRuns : IParsable<MissedRuns>
{
    public static readonly MissedRuns Default = new Once(null);

    public sealed record Skip : MissedRuns
    {
        public override string ToString() => "skip";
    }

    /// <param name="Limit">How late the newest missed run may be made up for; null for any time.</param>
    public sealed record Once(Duration? Limit) : MissedRuns
    {
        public bool Covers(DateTimeOffset due, DateTimeOffset now, TimeZoneInfo zone, Func<DateOnly, bool> isWorkingDay) =>
            Limit switch
            {
                null => true,
                { Unit: TimeUnit.WorkingDays } limit => WorkingDaysAfter(Day(due, zone), Day(now, zone), isWorkingDay) <= limit.Number,
                { } limit => now - due <= limit.Span,
            };

        public override string ToString() => Limit is null ? "once" : $"once, within {Limit}";

        static DateOnly Day(DateTimeOffset instant, TimeZoneInfo zone) =>
            DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

        static int WorkingDaysAfter(DateOnly from, DateOnly to, Func<DateOnly, bool> isWorkingDay)
        {
            var count = 0;
            for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
            {
                count += isWorkingDay(day) ? 1 : 0;
            }

            return count;
        }
    }

    public static MissedRuns Parse(string s, IFormatProvider? provider)
    {
        var words = ScheduleWords.InEnglish(s.Trim());
        if (words == "skip")
        {
            return new Skip();
        }

        return OncePattern().Match(words) switch
        {
            { Success: true } match when !match.Groups["limit"].Success => new Once(null),
            { Success: true } match
                when Duration.TryRead(match.Groups["limit"].Value, out var limit)
                    && limit
                        is {
                            Number: > 0 and < 10_000,
                            Unit: TimeUnit.Minutes or TimeUnit.Hours or TimeUnit.Days or TimeUnit.WorkingDays
                        } => new Once(limit),
            _ => throw new FormatException(
                (Suggestion.For(words, ["skip", "once", "once, within 5 working days"]) is { } near ? $"Did you mean \"{near}\"? " : "")
                    + "Write \"skip\", \"once\", or \"once, within 5 working days\" (minutes, hours, days, working days)."
            ),
        };
    }

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out MissedRuns result)
    {
        try
        {
            result = Parse(s ?? "", provider);
            return true;
        }
        catch (FormatException)
        {
            result = null;
            return false;
        }
    }

    [GeneratedRegex(@"^(?:catch up: ?)?once(?:, within (?<limit>.+))?$")]
    private static partial Regex OncePattern();
}
