namespace SyncWorker.Store.Rows;

/// <summary>A row that could not be read, kept until the source sends it right.</summary>
sealed class QuarantineRow
{
    public long Id { get; set; }

    public required string Source { get; set; }

    public required string Position { get; set; }

    /// <summary>The row as it came, cut to a bound; may hold a third party's data: never logged.</summary>
    public required string Raw { get; set; }

    /// <summary>Every reason, one a line: field, what was found, what was expected.</summary>
    public required string Reasons { get; set; }

    /// <summary>Of raw text and reasons, so that the same bad row is written once.</summary>
    public long Hash { get; set; }

    public long FirstRun { get; set; }

    public DateTimeOffset FirstSeenAt { get; set; }
}
