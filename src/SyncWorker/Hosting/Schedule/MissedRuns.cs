using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using SyncWorker.Hosting.Config;

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
    public sealed record Once(Within? Limit) : MissedRuns
    {
        public override string ToString() => Limit is null ? "once" : $"once, within {Limit.Number} {Limit.Unit}";
    }

    /// <param name="Number">At least 1.</param>
    /// <param name="Unit">minutes, hours, days or working days.</param>
    public sealed record Within(int Number, string Unit)
    {
        public bool Covers(DateTimeOffset due, DateTimeOffset now, TimeZoneInfo zone, Func<DateOnly, bool> isWorkingDay) => Unit switch
        {
            "minutes" => now - due <= TimeSpan.FromMinutes(Number),
            "hours" => now - due <= TimeSpan.FromHours(Number),
            "days" => now - due <= TimeSpan.FromDays(Number),
            _ => WorkingDaysAfter(Day(due, zone), Day(now, zone), isWorkingDay) <= Number,
        };

        static DateOnly Day(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

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
        var words = s.Trim().ToLowerInvariant();
        if (words == "skip")
        {
            return new Skip();
        }

        var match = OncePattern().Match(words);
        if (!match.Success)
        {
            throw new FormatException("Write \"skip\", \"once\", or \"once, within 5 working days\" (minutes, hours, days, working days).");
        }

        return match.Groups["n"].Success
            ? new Once(new(int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture), match.Groups["unit"].Value + "s"))
            : new Once(null);
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

    [GeneratedRegex(@"^(?:catch up: ?)?once(?:, within (?<n>[1-9]\d{0,3}) (?<unit>minute|hour|day|working day)s?)?$")]
    private static partial Regex OncePattern();
}
