namespace SyncWorker.Store.Rows;

/// <summary>The golden record of one organisation. Its id never changes and is never used again.</summary>
sealed class Partner
{
    public long Id { get; set; }

    public required string Kind { get; set; }

    /// <summary>The union's own register number, such as CA-FR.</summary>
    public string? RegisterId { get; set; }

    public required string NameVi { get; set; }

    public string? NameEn { get; set; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; set; }

    /// <summary>Province code as of today, two digits.</summary>
    public string? Province { get; set; }

    /// <summary>All merged fields as a JSON object of strings, keys in ordinal order; the columns above are copies for queries.</summary>
    public required string Fields { get; set; }

    public PartnerStatus Status { get; set; }

    public long? SuccessorId { get; set; }

    public long CreatedRun { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public long ChangedRun { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>When no source had it any more; null while one has.</summary>
    public DateTimeOffset? MissingSince { get; set; }
}

enum PartnerStatus
{
    Active,
    Suspected,
    Inactive,
    Purged,
}
