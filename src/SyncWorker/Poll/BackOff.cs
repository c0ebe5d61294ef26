namespace SyncWorker.Poll;

/// <summary>
/// How long a source that is down or overloaded is left alone. Each poll of the schedule is a process of its own, so what one learned
/// stands in <c>feeds</c> for the next: five minutes after the first bad run, twice as long after each further one. Pure.
/// </summary>
static class BackOff
{
    static readonly TimeSpan s_first = TimeSpan.FromMinutes(5);
    static readonly TimeSpan s_longest = TimeSpan.FromHours(6);

    /// <summary>What a source asks for itself (Retry-After) is heeded up to a day.</summary>
    static readonly TimeSpan s_longestAsked = TimeSpan.FromDays(1);

    /// <param name="sick">The run that was not good.</param>
    /// <param name="badRuns">Bad runs in a row, this one counted.</param>
    /// <param name="now">The end of the run.</param>
    /// <returns>Not asked before then; null when waiting does not help, because it answers, but not right.</returns>
    public static DateTimeOffset? Until(SourceResult sick, int badRuns, DateTimeOffset now)
    {
        var pause = sick.WillPass
            ? TimeSpan.FromTicks(Math.Min(s_first.Ticks << Math.Clamp(badRuns - 1, 0, 10), s_longest.Ticks))
            : TimeSpan.Zero;
        var asked = sick.AskAgainAfter is { } wait ? (wait < s_longestAsked ? wait : s_longestAsked) : TimeSpan.Zero;
        var longer = pause > asked ? pause : asked;
        return longer > TimeSpan.Zero ? now + longer : null;
    }
}
