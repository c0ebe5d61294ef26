using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SyncWorker.Poll.Intake;
using SyncWorker.Poll.Mapping;
using SyncWorker.Store;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Poll;

/// <summary>
/// One source from the request to the snapshot. 1. Load the index of what is known. 2. Download, parse and map into a stage of its own;
/// the store is not locked meanwhile. 3. Decide whether the source is healthy. 4. In one transaction: changed rows, missing rows,
/// quarantine, feed. A kill before the commit leaves nothing behind.
/// </summary>
sealed partial class SourcePoll(SourceReader reader, BulkPath bulk, SourceStateWriter feeds, ILogger<SourcePoll> log)
{
    /// <summary>In place of a run's id: nothing is kept.</summary>
    public const long DryRun = -1;

    public static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="source">What poll.json says of it.</param>
    /// <param name="order">What the run of the stage gives to each source.</param>
    /// <param name="run">The run's id, or <see cref="DryRun"/>.</param>
    /// <param name="seen">Told how many records came, also when it ends badly.</param>
    /// <param name="cancellationToken">Ends it; nothing is taken then.</param>
    /// <exception cref="UnhealthySourceException">Nothing is taken.</exception>
    public async Task<SourceResult> ReadAndApplyAsync(
        SourceOptions source,
        PollOrder order,
        long run,
        IntakeCounts seen,
        CancellationToken cancellationToken
    )
    {
        var (context, request, _) = order;
        var mapping = new SourceMapping(source);
        var config = StableHash
            .Compute(JsonSerializer.SerializeToUtf8Bytes(source, Config.ConfigBinder.Json))
            .ToString("x16", CultureInfo.InvariantCulture);
        await using var session = await bulk.OpenAsync(cancellationToken);
        var feed = await session.Db.Feeds.SingleOrDefaultAsync(feed => feed.Source == source.Name, cancellationToken);
        var conditions = new ConditionalRequest(source, feed?.ConfigHash == config ? feed : null, request.At.Instant);
        var index = Load(session, source.Name);
        using var stage = new QueuedWriter(session.CreateStage("poll_stage", StageRows.Columns));
        var missing = session.CreateStage("poll_missing", new BulkColumn("id", BulkKind.Number), new BulkColumn("known", BulkKind.Number));
        var intake = new SourceIntake(mapping, context, index, stage, source.Limits.Rows)
        {
            Progress = done => request.Progress?.Report(new(source.Name, done, feed?.Rows is > 0 and var rows ? rows : null)),
            Stored = id => stage.Alone(() => StoredFields(session, id)),
        };
        SourceFacts facts;
        try
        {
            facts = await reader.ReadAsync(source, mapping, intake, conditions, cancellationToken);
        }
        finally
        {
            seen.Read = intake.Counts.Read;
        }

        stage.Complete();
        var counts = intake.Counts;
        ConflictingRows.SetAside(intake, index, session);
        (counts.Before, counts.Stayed, counts.Distinct) = index.Overlap();
        var columns = facts.NotModified || counts.Read == 0 || intake.Unparsed > 0 ? [] : Health.MissingColumns(mapping, facts.Seen);
        if (columns is not [])
        {
            var words =
                $"Mapped columns are in no row: {string.Join(", ", columns)}. Columns that are not mapped: {(facts.Unknown.Count > 0 ? string.Join(", ", facts.Unknown.Take(20)) : "none")}.";
            if (source.MissingColumn == MissingColumn.Stop)
            {
                return new(source.Name, words, counts);
            }

            facts.Warnings.Add(words);
        }

        if (!facts.NotModified && !conditions.Partial && Health.Reason(source, counts, request.AcceptFewer) is { } reason)
        {
            return new(source.Name, reason, counts) { SetAside = intake.Quarantine.Rows };
        }

        if (intake.Cleaned is not [])
        {
            facts.Warnings.Add($"characters that no text may hold were taken out of {string.Join("; ", intake.Cleaned)}");
        }

        Unknown(source, facts, feed);
        FailPoint.Pass("poll.staged");
        var reading = new SourceReading(source, run)
        {
            At = request.At.Recorded,
            Intake = intake,
            Index = index,
            Missing = missing,
            Facts = facts,
            Conditions = conditions,
            Feed = feed,
            ConfigHash = config,
        };
        var changes = await ApplyAsync(reading, session, cancellationToken);
        return new(source.Name, null, counts)
        {
            NotModified = facts.NotModified,
            Warnings = facts.Warnings,
            SetAside = intake.Quarantine.Rows,
            Changes = changes,
        };
    }

    async Task<IReadOnlyList<RowChange>> ApplyAsync(SourceReading reading, IBulkSession session, CancellationToken cancellationToken)
    {
        var (source, feed, facts) = (reading.Source, reading.Feed, reading.Facts);
        var now = reading.At;
        await session.BeginWriteAsync(cancellationToken);
        var lastGood = await session
            .Db.Feeds.Where(row => row.Source == source.Name)
            .Select(row => row.LastGoodRun)
            .SingleOrDefaultAsync(cancellationToken);
        if (lastGood != feed?.LastGoodRun)
        {
            throw new UnhealthySourceException("Another run of the same source ended in the meantime; its result is kept.");
        }

        var apply = new SnapshotApply(session, source.Name, reading.Run, now);
        if (reading.SaysNothingChanged)
        {
            apply.StillMissing(reading.Index, reading.Missing);
        }

        if (!facts.NotModified)
        {
            apply.Rows(reading.Intake);
            if (!reading.Conditions.Partial)
            {
                apply.Missing(reading.Index, reading.Missing, reading.Intake.Counts);
            }

            await apply.QuarantineAsync(reading.Intake.Quarantine.Rows, whole: !reading.Conditions.Partial);
        }

        if (reading.Run == DryRun)
        {
            // The transaction is never committed
            return await RowChange.ReadAsync(session.Db, source.Name, reading.Run, now, cancellationToken);
        }

        SourceStateWriter.WriteHealthy(session.Db, feed, reading.NextFeed(now));
        await session.Db.SaveChangesAsync(cancellationToken);
        FailPoint.Pass("poll.applying");
        await session.CommitAsync(cancellationToken);
        feeds.Recovered(source, feed);

        if (source.Folder?.After == FolderAfter.Done)
        {
            SourceFiles.MoveToDone(facts.Files);
        }

        return [];
    }

    static SnapshotIndex Load(IBulkSession session, string source)
    {
        var rows = 0;
        using (var count = session.ReadFew("select count(*) from fingerprints where Source = @source", ("@source", source)))
        {
            rows = count.Read() ? (int)count.Long(0) : 0;
        }

        var index = new SnapshotIndex(rows);
        using var known = session.Read(
            "select KeyHash, RawHash, RecordHash, Id, Marks from fingerprints where Source = @source",
            ("@source", source)
        );
        while (known.Read())
        {
            index.Add(known.Long(0), known.Long(1), known.Long(2), known.Long(3), (byte)known.Long(4));
        }

        return index;
    }

    static string? StoredFields(IBulkSession session, long id)
    {
        using var row = session.ReadFew("select Fields from snapshot where Id = @id", ("@id", id));
        return row.Read() ? row.Text(0) : null;
    }

    void Unknown(SourceOptions source, SourceFacts facts, Feed? feed)
    {
        var columns = string.Join(", ", facts.Unknown);
        if (
            facts.Unknown.Count > 0
            && feed?.Understood.Contains(JsonSerializer.Serialize(facts.Unknown, Relaxed), StringComparison.Ordinal) != true
        )
        {
            facts.Warnings.Add($"columns that are not mapped: {columns} (map them, or name them in \"ignore\")");
            NewColumns(source.Name, columns);
        }
    }

    [LoggerMessage(202, LogLevel.Information, "{Source} has columns that are not mapped: {Columns}")]
    partial void NewColumns(string source, string columns);
}
