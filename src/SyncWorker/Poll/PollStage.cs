using Microsoft.Extensions.Logging;
using SyncWorker.Poll.Intake;
using SyncWorker.Poll.Mapping;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Poll;

/// <summary>The shell of the stage: polls each source on its own, so that one that fails touches no other.</summary>
sealed partial class PollStage(
    SourceRun poll,
    SyncStore store,
    StageSettings<PollOptions> settings,
    TimeProvider clock,
    ILogger<PollStage> log
) : IStage
{
    public string Name => "poll";

    public async Task<StageResult> RunAsync(StageRequest request, CancellationToken stopping)
    {
        var sources = settings
            .Options.Sources.Where(source => request.Only.Count == 0 || request.Only.Contains(source.Name, StringComparer.Ordinal))
            .ToList();
        var unknown = request.Only.Except(sources.Select(source => source.Name)).ToList();
        if (unknown is not [])
        {
            return new(Name, StageOutcome.Failed, [])
            {
                Notes =
                [
                    .. unknown.Select(name =>
                        $"There is no source \"{name}\" in poll.json. {Suggestion.Sentence(name, settings.Options.Sources.Select(source => source.Name))}"
                    ),
                ],
            };
        }

        var paused = await PausedAsync(request, stopping);
        sources.RemoveAll(source => paused.ContainsKey(source.Name));
        var results = await PollAllAsync(sources, request, stopping);
        var unkept = StoreFaults(results);
        foreach (var sentence in unkept)
        {
            LogNotKept(sentence);
        }

        var sick = results.Count(result => result.Reason is not null);
        var outcome =
            sick == 0 ? StageOutcome.Done
            : sick < results.Length ? StageOutcome.Partly
            : StageOutcome.Failed;
        var counts = Counts(results);
        return new(Name, outcome, counts)
        {
            Notes =
            [
                .. paused.Values.Select(pause => pause.Words(settings.Union.Zone)),
                .. unkept,
                .. results.Where(result => result.StoreFault is null).SelectMany(Notes),
            ],
            Look = results.Any(result => result.SetAside.Count > 0) ? "poll quarantine" : null,
        };
    }

    /// <summary>What mapping takes from the config beside the source itself.</summary>
    public static MappingContext Context(StageSettings<PollOptions> settings) =>
        new(settings.Union.Zone, settings.Options.Codes)
        {
            OwnFields = settings.Union.OwnFields,
            ProvinceOn = (code, day) => settings.Union.Tables.Provinces.On(code, day)?.Code,
        };

    /// <summary>What is printed of one or more sources, and kept in <c>runs</c>.</summary>
    public static IReadOnlyList<Count> Counts(IReadOnlyList<SourceResult> results) =>
        [
            new("sources healthy", results.Count(result => result is { Reason: null, IsPolledElsewhere: false })),
            new("sources unhealthy", results.Count(result => result.Reason is not null)),
            new("rows read", results.Sum(result => result.Counts.Read)),
            new("new", Sum(results, counts => counts.New)),
            new("changed", Sum(results, counts => counts.Changed)),
            new("missing", Sum(results, counts => counts.Missing)),
            new("returned", Sum(results, counts => counts.Returned)),
            new("in quarantine", Sum(results, counts => counts.Bad + counts.NoData)),
            .. results.Sum(result => result.Counts.Repeated) is > 0 and var repeated
                ? [new Count("requests repeated", repeated)]
                : Array.Empty<Count>(),
        ];

    // A person who names a source asks for it, paused or not.
    async Task<IReadOnlyDictionary<string, Pause>> PausedAsync(StageRequest request, CancellationToken stopping)
    {
        if (request.Only.Count > 0)
        {
            return new Dictionary<string, Pause>();
        }

        var now = clock.GetUtcNow();
        var inConfig = PausedInConfig(settings.Options, settings.Union.Zone, now);
        try
        {
            await using var db = store.Open();
            return Pauses.Longest([.. (await Pauses.NamesAsync(db, PausedKind.Source, now, stopping)).Values, .. inConfig]);
        }
        catch (Exception error) when (store.Explain(error) is not null)
        {
            return Pauses.Longest(inConfig); // each source says what is wrong with the store
        }
    }

    /// <summary>The sources that poll.json pauses at the instant.</summary>
    public static IEnumerable<Pause> PausedInConfig(PollOptions options, TimeZoneInfo zone, DateTimeOffset now) =>
        Pauses.OfConfig(
            PausedKind.Source,
            options.Sources.Where(source => source.Paused is not null).Select(source => (source.Name, source.Paused!)),
            zone,
            now
        );

    async Task<SourceResult[]> PollAllAsync(IReadOnlyList<SourceOptions> sources, StageRequest request, CancellationToken stopping)
    {
        var results = new SourceResult[sources.Count];
        var context = Context(settings);
        using var turns = new Turns(settings.Options.AtOnce, clock);
        using var budget = new CancellationTokenSource(TimeSpan.FromMinutes(settings.Options.TotalMinutes), clock);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, sources.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, sources.Count), CancellationToken = stopping },
            async (i, token) =>
            {
                using var turn = await TurnAsync(turns, budget.Token, token);
                results[i] = await PollSourceAsync(sources[i], new(context, request, budget.Token), token);
            }
        );
        return results;
    }

    // When the time is over nobody waits for a turn any more: the source says so itself.
    static async Task<IDisposable?> TurnAsync(Turns turns, CancellationToken budget, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget, stopping);
        try
        {
            return await turns.TakeAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return null;
        }
    }

    async Task<SourceResult> PollSourceAsync(SourceOptions source, PollOrder order, CancellationToken stopping)
    {
        using var span = SourceSpan.Begin(source.Name);
        var result = await TryPollAsync(source, order, stopping);
        SourceSpan.End(span, result);
        return result;
    }

    // A bug in one source's reading is that source's failure, not the others'. Memory is common to all: without it the job ends.
    async Task<SourceResult> TryPollAsync(SourceOptions source, PollOrder order, CancellationToken stopping)
    {
        try
        {
            return await poll.RunAsync(source, order, stopping);
        }
        catch (Exception error) when (store.Explain(error) is { } words)
        {
            return new(source.Name, words, new()) { StoreFault = words };
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            LogCrashed(error, source.Name);
            return new(source.Name, $"A fault of this program: {error.GetType().Name}. The log has it.", new());
        }
    }

    // The machine's trouble, which all sources have in common: said once, not by each.
    static IReadOnlyList<string> StoreFaults(IReadOnlyList<SourceResult> results) =>
        [
            .. results
                .Where(result => result.StoreFault is not null)
                .GroupBy(result => result.StoreFault!)
                .Select(same => $"{Count.Describe(same.Count(), "source")} could not be polled: {same.Key}"),
        ];

    static long Sum(IEnumerable<SourceResult> results, Func<Intake.IntakeCounts, long> what) =>
        results.Where(result => result.Reason is null).Sum(result => what(result.Counts));

    static IEnumerable<string> Notes(SourceResult result)
    {
        if (result.Reason is { } reason)
        {
            yield return $"{result.Source} is unhealthy, its rows stay as they were: {reason}";
        }

        foreach (var change in result.Changes)
        {
            yield return $"{result.Source}: {change.What}: {change.ExternalId} {change.Name}".TrimEnd();
        }

        foreach (var warning in result.Warnings)
        {
            yield return $"{result.Source}: {warning}";
        }

        if (result.Reason is null && result.Counts.Conflicting > 0)
        {
            yield return $"{result.Source}: {Count.Describe(result.Counts.Conflicting, "row")} came under an id that another row has too; none of them was taken";
        }

        if (result.Reason is null && result.Counts.FieldsSetAside > 0)
        {
            yield return $"{result.Source}: {Count.Describe(result.Counts.FieldsSetAside, "row")} came with a field that could not be read; it stays as it was: `poll quarantine {result.Source}`";
        }

        if (result.Reason is null && result.Counts.Bad > 0)
        {
            yield return $"{result.Source}: {Count.Describe(result.Counts.Bad, "row")} could not be read: `poll quarantine {result.Source}`";
        }
    }

    [LoggerMessage(210, LogLevel.Error, "{Sentence}")]
    partial void LogNotKept(string sentence);

    [LoggerMessage(205, LogLevel.Error, "Polling {Source} failed: a fault of the program")]
    partial void LogCrashed(Exception error, string source);
}
