using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>How long a job's last runs took, the newest last, in seconds: of send for each mail, for days differ in mails.</summary>
sealed record RunLengths(IReadOnlyList<double> Seconds)
{
    /// <summary>So many times its usual length is too long.</summary>
    public const int TooLong = 5;

    /// <summary>A shorter run is never too long.</summary>
    public static readonly TimeSpan Floor = TimeSpan.FromMinutes(5);

    const int Kept = 20;

    /// <summary>Of fewer runs nobody knows what is usual.</summary>
    const int Needed = 5;

    /// <summary>The newest run, whole; <see cref="Seconds"/> has it for each mail.</summary>
    public TimeSpan Last { get; init; }

    /// <param name="before">Of the runs before; null for the first.</param>
    /// <param name="took">This run's.</param>
    /// <param name="parts">What it is divided by: the mails of send, else 1.</param>
    public static RunLengths After(RunLengths? before, TimeSpan took, long parts) =>
        new([.. (before?.Seconds ?? []).TakeLast(Kept - 1), took.TotalSeconds / Math.Max(1, parts)]) { Last = took };

    /// <summary>What the divisor of a run's length is.</summary>
    public static long Parts(StageResult result) => result.Stage == "send" ? result.Counts.Sum(count => count.Number) : 1;

    /// <summary>The usual length when the newest run took far longer; else null.</summary>
    public TimeSpan? UsualOfTooLong() =>
        Last >= Floor && Usual(Seconds.SkipLast(1)) is { } usual && Seconds[^1] >= TooLong * usual ? TimeSpan.FromSeconds(usual) : null;

    /// <summary>The usual length when a run that has not ended has taken far longer; else null.</summary>
    public TimeSpan? UsualOfTooLong(TimeSpan soFar) =>
        soFar >= Floor && Usual(Seconds) is { } usual && soFar.TotalSeconds >= TooLong * usual ? TimeSpan.FromSeconds(usual) : null;

    static double? Usual(IEnumerable<double> seconds)
    {
        var sorted = seconds.Order().ToList();
        return sorted.Count < Needed ? null : sorted[sorted.Count / 2];
    }
}
