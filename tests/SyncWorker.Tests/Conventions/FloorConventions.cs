namespace SyncWorker.Tests.Conventions;

/// <summary>
/// The floors of src/README.md, held by the types that the compiled program refers to: an arrow goes down a floor or sideways on the
/// ground floor, never up, and two stages never name each other.
/// </summary>
public sealed class FloorConventions(ITestOutputHelper output)
{
    /// <summary>Pairs of folders of one floor that may name each other; between floors there is none.</summary>
    const int PairsWithinAFloor = 2;

    static readonly Dictionary<string, int> s_floors = new(StringComparer.Ordinal)
    {
        ["Union"] = 1, ["Files"] = 1, ["Config"] = 1, ["Net"] = 1, ["Store"] = 1,
        ["Poll"] = 2, ["Reconcile"] = 2, ["Remind"] = 2, ["Send"] = 2, ["Inbox"] = 2,
        ["Hosting"] = 3,
        ["Cli"] = 4, ["Demo"] = 4,
    };

    static readonly IReadOnlyList<Reference> s_references = References.Read(typeof(SyncWorker.Hosting.Composition).Assembly.Location);

    [Fact]
    public void Every_room_has_its_floor() =>
        Assert.Empty(s_references.SelectMany(reference => (string[])[Room(reference.From), Room(reference.To)]).Distinct().Where(room => !s_floors.ContainsKey(room)));

    [Fact]
    public void No_arrow_goes_up_a_floor() =>
        Assert.Empty(Upward(s_references));

    [Fact]
    public void No_stage_names_another() =>
        Assert.Empty(BetweenStages(s_references));

    [Fact]
    public void Folders_name_each_other_nowhere_between_floors_and_hardly_within_one()
    {
        var pairs = MutualPairs(s_references);
        foreach (var (from, to, _) in pairs)
        {
            output.WriteLine($"{from} <-> {to}");
        }

        Assert.Empty(pairs.Where(pair => pair.IsBetweenFloors));
        Assert.InRange(pairs.Count, 0, PairsWithinAFloor);
    }

    [Fact]
    public void An_arrow_that_goes_up_is_found()
    {
        Reference[] planted = [new("SyncWorker.Store.Rows.Run", "SyncWorker.Poll.PollStage"), new("SyncWorker.Poll.PollStage", "SyncWorker.Send.SendStage"), new("SyncWorker.Send.SendStage", "SyncWorker.Store.Rows.Run")];

        Assert.Equal(["SyncWorker.Store.Rows.Run names SyncWorker.Poll.PollStage"], Upward(planted));
        Assert.Equal(["SyncWorker.Poll.PollStage names SyncWorker.Send.SendStage"], BetweenStages(planted));
    }

    static List<string> Upward(IEnumerable<Reference> references) =>
        [.. references.Where(reference => Floor(reference.From) < Floor(reference.To)).Select(reference => $"{reference.From} names {reference.To}").Order(StringComparer.Ordinal)];

    static List<string> BetweenStages(IEnumerable<Reference> references) =>
        [.. references.Where(reference => Floor(reference.From) == 2 && Floor(reference.To) == 2 && Room(reference.From) != Room(reference.To)).Select(reference => $"{reference.From} names {reference.To}").Order(StringComparer.Ordinal)];

    // A folder and one within it are one room: options stand above what uses them.
    static List<(string From, string To, bool IsBetweenFloors)> MutualPairs(IEnumerable<Reference> references)
    {
        var arrows = references.Select(reference => (From: Folder(reference.From), To: Folder(reference.To))).Where(arrow => arrow.From != arrow.To).ToHashSet();
        return
        [
            .. arrows
                .Where(arrow => string.CompareOrdinal(arrow.From, arrow.To) < 0 && arrows.Contains((arrow.To, arrow.From)))
                .Where(arrow => !arrow.To.StartsWith(arrow.From + ".", StringComparison.Ordinal))
                .OrderBy(arrow => arrow.From, StringComparer.Ordinal).ThenBy(arrow => arrow.To, StringComparer.Ordinal)
                .Select(arrow => (arrow.From, arrow.To, Floor(arrow.From + ".X") != Floor(arrow.To + ".X"))),
        ];
    }

    static string Folder(string type) => type[..type.LastIndexOf('.')];

    static string Room(string type) => type.Split('.') is [_, var room, _, ..] ? room : "";

    static int Floor(string type) => s_floors.GetValueOrDefault(Room(type));
}
