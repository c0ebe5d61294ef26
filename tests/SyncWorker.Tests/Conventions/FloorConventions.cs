namespace SyncWorker.Tests.Conventions;

/// <summary>
/// The program's folders are on four floors, read from the types that the compiled program refers to: a reference goes down a floor or
/// stays on its own, never up, and no stage names another stage.
/// </summary>
public sealed class FloorConventions(ITestOutputHelper output)
{
    /// <summary>Pairs of folders of one floor that may name each other; between floors there is none.</summary>
    const int PairsWithinAFloor = 1;

    const int StageFloor = 2;

    static readonly Dictionary<string, int> s_floors = new(StringComparer.Ordinal)
    {
        ["Union"] = 1,
        ["Files"] = 1,
        ["Config"] = 1,
        ["Net"] = 1,
        ["Store"] = 1,
        ["Poll"] = StageFloor,
        ["Reconcile"] = StageFloor,
        ["Remind"] = StageFloor,
        ["Send"] = StageFloor,
        ["Inbox"] = StageFloor,
        ["Hosting"] = 3,
        ["Pages"] = 3,
        ["Cli"] = 4,
        ["Demo"] = 4,
    };

    static readonly Reference[] s_planted =
    [
        new("SyncWorker.Store.Rows.Run", "SyncWorker.Poll.PollStage"),
        new("SyncWorker.Poll.PollStage", "SyncWorker.Store.Rows.Run"),
        new("SyncWorker.Poll.PollStage", "SyncWorker.Send.SendStage"),
        new("SyncWorker.Send.SendStage", "SyncWorker.Send.Outbox.MailBatch"),
        new("SyncWorker.Send.Outbox.MailBatch", "SyncWorker.Send.SendStage"),
        new("SyncWorker.Union.Zones", "SyncWorker.Files.CsvFile"),
        new("SyncWorker.Files.CsvFile", "SyncWorker.Union.Zones"),
        new("SyncWorker.Attic.Box", "SyncWorker.Union.Zones"),
    ];

    static readonly IReadOnlyList<Reference> s_references = ReadOwn();

    [Fact]
    public void Every_folder_has_its_floor() => Assert.Empty(WithoutFloor(s_references));

    [Fact]
    public void No_reference_goes_up_a_floor() => Assert.Empty(Upward(s_references));

    [Fact]
    public void No_stage_names_another() => Assert.Empty(BetweenStages(s_references));

    [Fact]
    public void Folders_name_each_other_nowhere_between_floors_and_hardly_within_one()
    {
        var pairs = MutualPairs(s_references);
        foreach (var pair in pairs)
        {
            output.WriteLine($"{pair.From} <-> {pair.To}");
        }

        Assert.DoesNotContain(pairs, pair => Floor(pair.From) != Floor(pair.To));
        Assert.InRange(pairs.Count, 0, PairsWithinAFloor);
    }

    [Fact]
    public void What_breaks_a_floor_is_found()
    {
        Assert.Equal(["SyncWorker.Attic.Box"], WithoutFloor(s_planted));
        Assert.Equal([s_planted[0], s_planted[^1]], Upward(s_planted));
        Assert.Equal([s_planted[2]], BetweenStages(s_planted));
        Assert.Equal(
            [new("SyncWorker.Files", "SyncWorker.Union"), new("SyncWorker.Poll", "SyncWorker.Store.Rows")],
            MutualPairs(s_planted)
        );
    }

    static IEnumerable<string> WithoutFloor(IEnumerable<Reference> references) =>
        references.SelectMany(reference => (string[])[reference.From, reference.To]).Distinct().Where(type => Floor(type) == 0);

    static IEnumerable<Reference> Upward(IEnumerable<Reference> references) =>
        references.Where(reference => Floor(reference.From) < Floor(reference.To));

    static IEnumerable<Reference> BetweenStages(IEnumerable<Reference> references) =>
        references.Where(reference =>
            Floor(reference.From) == StageFloor && Floor(reference.To) == StageFloor && TopFolder(reference.From) != TopFolder(reference.To)
        );

    // A folder and one within it are no pair: Send's stage uses Send/Outbox, which reads Send's options.
    static List<Reference> MutualPairs(IEnumerable<Reference> references)
    {
        var folders = references
            .Select(reference => new Reference(Folder(reference.From), Folder(reference.To)))
            .Where(folder => folder.From != folder.To)
            .ToHashSet();
        return
        [
            .. folders
                .Where(folder => string.CompareOrdinal(folder.From, folder.To) < 0 && folders.Contains(new(folder.To, folder.From)))
                .Where(folder => !folder.To.StartsWith(folder.From + ".", StringComparison.Ordinal))
                .OrderBy(folder => folder.From, StringComparer.Ordinal)
                .ThenBy(folder => folder.To, StringComparer.Ordinal),
        ];
    }

    static string Folder(string type) => type[..type.LastIndexOf('.')];

    static string TopFolder(string name) => name.Split('.')[1];

    static int Floor(string name) => s_floors.GetValueOrDefault(TopFolder(name));

    static IReadOnlyList<Reference> ReadOwn()
    {
        using var program = new References();
        return program.Own();
    }
}
