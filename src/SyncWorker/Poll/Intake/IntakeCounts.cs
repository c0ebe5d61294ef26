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

    /// <summary>
    /// Rows among <see cref="Bad"/> that came under an id that another row of the reading has: nobody can say which is meant.
    /// </summary>
    public long Conflicting { get; set; }

    /// <summary>Rows that were taken but for a field or more that could not be read.</summary>
    public long FieldsSetAside { get; set; }

    /// <summary>Requests that were tried again.</summary>
    public long Repeated { get; set; }

    public long New { get; set; }

    public long Changed { get; set; }

    public long Missing { get; set; }

    public long Returned { get; set; }

    /// <summary>Rows that were there before the run.</summary>
    public long Before { get; set; }

    /// <summary>Rows of <see cref="Before"/> that came again.</summary>
    public long Stayed { get; set; }

    /// <summary>Different rows the source has.</summary>
    public long Distinct { get; set; }
}
