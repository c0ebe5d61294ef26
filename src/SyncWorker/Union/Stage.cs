namespace SyncWorker.Union;

/// <summary>One of the stages: a thin shell that reads its input table, asks its pure core and writes its output table.</summary>
interface IStage
{
    /// <summary>poll, reconcile, remind, send or inbox: the verb and the Quartz job have the same name, the config file of the first four too.</summary>
    string Name { get; }

    /// <summary>Runs once. Expected trouble (a source down, a mail refused) is an outcome; only a bug or a broken machine throws.</summary>
    Task<StageResult> RunAsync(StageRequest request, CancellationToken stopping);
}

/// <param name="At">The instant and the union's day to run for.</param>
sealed record StageRequest(Moment At)
{
    /// <summary>What to restrict the run to (names of sources for poll); empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>For poll: a person has looked and says that the rows are really gone (<c>--accept-fewer</c>).</summary>
    public bool AcceptFewer { get; init; }

    /// <summary>For poll: find out what would change and keep nothing, not even that it ran (<c>--dry-run</c>).</summary>
    public bool DryRun { get; init; }

    /// <summary>Told how far the run is; null in a pipe.</summary>
    public IProgress<StageProgress>? Progress { get; init; }
}

/// <param name="What">What is being worked on, for people: a source, a recipient's role.</param>
/// <param name="Done">Items done so far.</param>
/// <param name="Total">Items in all, when it is known.</param>
readonly record struct StageProgress(string What, long Done, long? Total);

/// <summary>How a stage run ended. The order is that of gravity.</summary>
enum StageOutcome
{
    /// <summary>Everything that was to be done is done.</summary>
    Done,

    /// <summary>Some of it is done; the rest is named in the notes. Exit code 3.</summary>
    Partly,

    /// <summary>A guard or breaker stopped it and a person must decide. Exit code 4.</summary>
    Held,

    /// <summary>Nothing was done. Exit code 1.</summary>
    Failed,
}

/// <summary>What a stage run did, for the one line that is printed and for <c>runs</c>.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Counts">What was counted, in the order to print it: rows read, added, mails sent.</param>
sealed record StageResult(string Stage, StageOutcome Outcome, IReadOnlyList<Count> Counts)
{
    /// <summary>Where a person should look next: a folder, a table, a command.</summary>
    public string? Look { get; init; }

    /// <summary>The stage has told IT of its trouble itself, at once.</summary>
    public bool IsTold { get; init; }

    /// <summary>
    /// The trouble mostly ends by itself, so that it is told by how long it lasts and not by how many runs had it: a mail server away.
    /// </summary>
    public bool IsWatched { get; init; }

    /// <summary>What needs a person's eye, one sentence each: which file, source, row and field, what was found, what to do.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <param name="What">The thing counted, plural, lower case: "rows read".</param>
readonly record struct Count(string What, long Number)
{
    /// <summary>"1 row", "2 rows", "3 countries", "4 days".</summary>
    public static string Describe(long number, string singular) =>
        number == 1 ? $"1 {singular}"
        : singular is [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'] ? $"{number} {singular[..^1]}ies"
        : $"{number} {singular}s";

    /// <summary>"1 source healthy", "2 sources healthy".</summary>
    public override string ToString() => Number == 1 ? $"1 {string.Join(' ', What.Split(' ').Select(Singular))}" : $"{Number} {What}";

    static string Singular(string word) =>
        word switch
        {
            "copies" or "countries" => $"{word[..^3]}y",
            "answers"
            or "faults"
            or "files"
            or "mails"
            or "outlooks"
            or "partners"
            or "reminders"
            or "reports"
            or "requests"
            or "rows"
            or "sheets"
            or "sources"
            or "texts" => word[..^1],
            _ => word,
        };
}
