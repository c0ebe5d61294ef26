using SyncWorker.Poll.Intake;

namespace SyncWorker.Poll;

/// <summary>How the poll of one source ended.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Reason">Why nothing was taken; null when it is healthy.</param>
/// <param name="Counts">What was counted.</param>
sealed record SourceResult(string Source, string? Reason, IntakeCounts Counts)
{
    public bool NotModified { get; init; }

    /// <summary>Another process polls the source at this moment: it was not asked a second time, and that result is kept.</summary>
    public bool IsPolledElsewhere { get; init; }

    /// <summary>Why the store could not be used, which is no fault of the source; null when it could.</summary>
    public string? StoreFault { get; init; }

    /// <summary>See <see cref="UnhealthySourceException.WillPass"/>.</summary>
    public bool WillPass { get; init; }

    /// <summary>See <see cref="UnhealthySourceException.AskAgainAfter"/>.</summary>
    public TimeSpan? AskAgainAfter { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public IReadOnlyList<QuarantinedRow> SetAside { get; init; } = [];

    /// <summary>Of a dry run: rows that would change, the first of each sort.</summary>
    public IReadOnlyList<RowChange> Changes { get; init; } = [];
}
