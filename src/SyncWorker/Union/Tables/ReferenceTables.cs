namespace SyncWorker.Union.Tables;

/// <summary>What names mean and what became of what, from the CSV files of config/tables: data that admins keep, not code.</summary>
sealed record ReferenceTables
{
    public static readonly ReferenceTables Empty = new();

    /// <summary>Every name a country goes by.</summary>
    public IReadOnlyList<CountryNames> Countries { get; init; } = [];

    /// <summary>Words and abbreviations that say what kind of body a name is of, or say nothing.</summary>
    public IReadOnlyList<NameWords> Words { get; init; } = [];

    /// <summary>Provinces of today and of before 1 July 2025.</summary>
    public ProvinceTable Provinces { get; init; } = ProvinceTable.Empty;

    /// <summary>Which organisation took over from which.</summary>
    public IReadOnlyList<Succession> Successions { get; init; } = [];
}

/// <param name="Iso2">ISO 3166-1 alpha-2.</param>
/// <param name="Names">In any language and spelling, abbreviations included.</param>
sealed record CountryNames(string Iso2, IReadOnlyList<string> Names);

/// <param name="Words">As written; folded before use.</param>
sealed record NameWords(string Words, WordMeaning Means);

/// <summary>What a word or phrase of a name says.</summary>
enum WordMeaning
{
    /// <summary>Nothing that tells two organisations apart.</summary>
    Filler,

    /// <summary>The central body: a province beside it is its seat.</summary>
    Centre,

    /// <summary>An office: before the body it is the body's own, after it a place follows where the body keeps one.</summary>
    Office,

    /// <summary>"tại", "in": a place or a country follows.</summary>
    In,

    /// <summary>The body's own branch in the province that is named; without a province it is unknown which.</summary>
    Branch,

    /// <summary>A province or city follows or precedes.</summary>
    Place,

    /// <summary>A city follows or precedes: with the name of a province it is a city in that province.</summary>
    City,

    /// <summary>A district, ward or commune: a smaller place than any province.</summary>
    District,

    /// <summary>A friendship association.</summary>
    Association,

    /// <summary>"Hội" alone: an association of some sort.</summary>
    Club,

    /// <summary>A local union of friendship organisations.</summary>
    Union,

    /// <summary>An authority: never one of ours.</summary>
    Committee,
}

/// <summary>One row of succession.csv: an organisation over a span of time, and who took over.</summary>
sealed record Succession
{
    /// <summary>Register id, such as LU63-24.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Province { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    /// <summary>Register id of the one that took over.</summary>
    public string? Successor { get; init; }

    public string? Cluster { get; init; }

    public string? ClusterPeriod { get; init; }

    /// <summary>Whether the successor takes over the founding day; null while it is undecided.</summary>
    public FoundingDay? FoundingDay { get; init; }

    public string? Basis { get; init; }
}

/// <summary>What a successor does with the founding day of the one before.</summary>
enum FoundingDay
{
    /// <summary>It keeps the day of the predecessor.</summary>
    Keep,

    /// <summary>It has a day of its own.</summary>
    New,

    /// <summary>No day is kept.</summary>
    None,
}
