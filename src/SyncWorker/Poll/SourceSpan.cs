using System.Diagnostics;

namespace SyncWorker.Poll;

/// <summary>The span of the poll of one source, for whoever listens; nothing is made when nobody does.</summary>
static class SourceSpan
{
    /// <summary>The name of its source of spans.</summary>
    public const string Of = "SyncWorker.Poll";

    public const string Name = "poll source";
    public const string SourceTag = "syncworker.source";
    public const string OutcomeTag = "syncworker.outcome";
    public const string RowsTag = "syncworker.rows";

    static readonly ActivitySource s_spans = new(Of);

    public static Activity? Begin(string source)
    {
        var span = s_spans.StartActivity(Name);
        span?.SetTag(SourceTag, source);
        return span;
    }

    public static void End(Activity? span, SourceResult result)
    {
        span?.SetTag(OutcomeTag, Outcome(result));
        span?.SetTag(RowsTag, result.Counts.Read);
    }

    static PollOutcome Outcome(SourceResult result) =>
        result switch
        {
            { Reason: not null } => PollOutcome.Unhealthy,
            { IsPolledElsewhere: true } => PollOutcome.Elsewhere,
            { NotModified: true } => PollOutcome.NotModified,
            _ => PollOutcome.Healthy,
        };
}

/// <summary>The poll of one source, as it is measured.</summary>
/// <param name="Source">Its name in poll.json.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Rows">Rows that came.</param>
sealed record PolledSource(string Source, DateTimeOffset StartedAt, TimeSpan Took, PollOutcome Outcome, long Rows);

/// <summary>How the poll of a source ended, as a label.</summary>
enum PollOutcome
{
    Healthy,
    NotModified,
    Unhealthy,

    /// <summary>Another process polled it at this moment.</summary>
    Elsewhere,
}
