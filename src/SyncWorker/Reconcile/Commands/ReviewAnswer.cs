namespace SyncWorker.Reconcile.Commands;

/// <summary>What a person answers about a doubtful row.</summary>
enum ReviewVerdict
{
    /// <summary>The row is this partner.</summary>
    Same,

    /// <summary>The row is not this partner.</summary>
    NotSame,

    /// <summary>The row is an organisation of its own.</summary>
    Standalone,

    /// <summary>Every answer about the row is taken back.</summary>
    Undo,
}

/// <summary>An answer about a row.</summary>
/// <param name="Row">The number of the row in the snapshot.</param>
/// <param name="Verdict">What is answered.</param>
/// <param name="Partner">The partner meant; null means the likeliest candidate (Same) or all candidates (NotSame).</param>
/// <param name="Why">The reason, kept with the answer.</param>
sealed record ReviewAnswer(long Row, ReviewVerdict Verdict, long? Partner = null, string? Why = null);
