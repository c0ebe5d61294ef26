namespace SyncWorker.Poll.Intake;

/// <summary>What one reading of a source counted.</summary>
sealed class IntakeCounts
{
    /// <summary>Records that came, readable or not.</summary>
    public long Read { get; set; }

    public long Unchanged { get; set; }

    /// <summary>Rows seen again within the same reading.</summary>
    public long Again { get; set; }

    /// <summary>Rows that could not be read.</summary>
    public long Bad { get; set; }

    /// <summary>Rows that config knows for no data: totals, header lines.</summary>
    public long NoData { get; set; }

    /// <summary>Rows that came under one id with other content; the last was taken.</summary>
    public long Conflicting { get; set; }

    public long New { get; set; }

    public long Changed { get; set; }

    public long Missing { get; set; }

    public long Returned { get; set; }

    /// <summary>Different rows the source has: what the next run is compared with.</summary>
    public long Distinct { get; set; }
}
