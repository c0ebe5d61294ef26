using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Quartz;
using SyncWorker.Config;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>When a job runs, as the administrator wrote it: plain words, cron, or after another job.</summary>
[JsonConverter(typeof(TextJson<RunTimes>))]
[ConfigExample("working days at 07:30")]
abstract record RunTimes : IParsable<RunTimes>
{
    /// <summary>What was written, with single spaces.</summary>
    public required string Text { get; init; }

    /// <summary>What was written and, where it is easily misread, what it means: for `check` and the log.</summary>
    public virtual string Described => Text;

    /// <summary>
    /// The times as Quartz cron in the configured zone, each a trigger of its own: one expression knows the hours and the minutes apart, so
    /// "07:30, 14:00" needs two. None when the job has no times, or an interval of seconds for which cron would need too many.
    /// </summary>
    public virtual IReadOnlyList<string> Crons => [];

    public sealed record Never : RunTimes;

    /// <summary>As soon as the named job has ended; after <see cref="EachJob"/>, any other that had something to do.</summary>
    public sealed record After(string Job) : RunTimes
    {
        public const string EachJob = "*";

        public bool IsAfterEach => Job == EachJob;
    }

    /// <summary>Quartz cron, 6 or 7 fields, in the configured zone.</summary>
    public sealed record Cron(CronExpression Expression) : RunTimes
    {
        public override string Described => CronText.DaysInWords(Text) is { } days ? $"{Text} ({days})" : Text;

        public override IReadOnlyList<string> Crons => [Expression.CronExpressionString];
    }

    /// <summary>At these times of day, ascending.</summary>
    public sealed record At(DayRule Rule, IReadOnlyList<TimeOnly> Times) : RunTimes
    {
        public override IReadOnlyList<string> Crons =>
            [.. Times.Select(time => string.Create(CultureInfo.InvariantCulture, $"0 {time.Minute} {time.Hour} * * ?"))];
    }

    /// <summary>Every so often from <paramref name="From"/> to <paramref name="To"/>, both included, counted from the former.</summary>
    public sealed record Every(DayRule Rule, TimeSpan Interval, TimeOnly From, TimeOnly To) : RunTimes
    {
        public override IReadOnlyList<string> Crons { get; } = CronText.OfInterval(Interval, From, To);
    }

    public static RunTimes Parse(string s, IFormatProvider? provider) => RunTimesText.Parse(s);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out RunTimes result)
    {
        try
        {
            result = RunTimesText.Parse(s ?? "");
            return true;
        }
        catch (FormatException)
        {
            result = null;
            return false;
        }
    }

    public sealed override string ToString() => Text;
}
