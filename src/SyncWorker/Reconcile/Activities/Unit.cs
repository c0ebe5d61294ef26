namespace SyncWorker.Reconcile.Activities;

/// <summary>Where a unit stands; an activity is counted at the highest level that took part.</summary>
enum UnitLevel
{
    /// <summary>The union's central body with its departments.</summary>
    Centre,

    /// <summary>A member association at the centre.</summary>
    CentralAssociation,

    /// <summary>A local union.</summary>
    LocalUnion,

    /// <summary>An association in a province.</summary>
    ProvincialAssociation,

    /// <summary>Another partner, or a name that matches none.</summary>
    Other,
}

/// <summary>A unit that an activity names.</summary>
/// <param name="Key">Equal for two spellings of one unit: <c>centre</c>, <c>partner:12</c>, <c>partner:12@Bắc Giang</c>
/// before a merger, else <c>name:…</c>.</param>
/// <param name="Name">The register's name, or as it is written.</param>
/// <param name="Level">Where it stands.</param>
/// <param name="Province">The code of its province as of today; null when it has none.</param>
sealed record Unit(string Key, string Name, UnitLevel Level, string? Province = null)
{
    /// <summary>The key of the union's central body.</summary>
    public const string CentreKey = "centre";

    /// <summary>In a key, what parts the partner from the province that it had taken over by today.</summary>
    public const string Before = "@";

    /// <summary>Whether it is the other one, or was a part of it before a merger.</summary>
    public bool IsIn(Unit other) => Key == other.Key || Key.StartsWith(other.Key + Before, StringComparison.Ordinal);

    /// <summary>The partner; null for the centre and for what is not in the register.</summary>
    public long? Partner { get; init; }
}
