using SyncWorker.Union;

namespace SyncWorker.Store.Rows;

/// <summary>A country as a subject of its own: its days fire once, however many associations are linked to it.</summary>
sealed class Country
{
    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Iso2 { get; set; }

    public required string NameVi { get; set; }

    public required string NameEn { get; set; }

    /// <summary><c>MM-dd</c>, or null where the law names no fixed day.</summary>
    public string? NationalDay { get; set; }

    /// <summary>The year the national day counts from, where one is known.</summary>
    public int? NationalDayYear { get; set; }

    /// <summary>A <see cref="PartialDate"/>.</summary>
    public string? RelationsDate { get; set; }

    public string? Department { get; set; }

    /// <summary>All merged fields as a JSON object of strings, keys in ordinal order.</summary>
    public required string Fields { get; set; }

    public long ChangedRun { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}
