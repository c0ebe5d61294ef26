using System.Text.Json;
using SyncWorker.Poll.Intake;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;

namespace SyncWorker.Poll;

/// <summary>A healthy reading of a source, staged and ready to be applied to the snapshot.</summary>
sealed record SourceReading(SourceOptions Source, long Run)
{
    /// <summary>The whole source is as it was; a folder without a new file says nothing.</summary>
    public bool SaysNothingChanged => Facts.NotModified && !Conditions.Partial && (Source.Folder is null || Facts.Files is not []);

    /// <summary>When its changes happened: under <c>--as-of</c> on that day.</summary>
    public required DateTimeOffset At { get; init; }

    public required SourceIntake Intake { get; init; }

    public required SnapshotIndex Index { get; init; }

    /// <summary>Takes the rows of the snapshot that the reading does not have.</summary>
    public required IBulkWriter Missing { get; init; }

    public required SourceFacts Facts { get; init; }

    public required ConditionalRequest Conditions { get; init; }

    /// <summary>The state of the source before this run; null at the first run.</summary>
    public required Feed? Feed { get; init; }

    public required string ConfigHash { get; init; }

    /// <summary>The state of the source after this run.</summary>
    public Feed NextFeed(DateTimeOffset now) =>
        new()
        {
            Source = Source.Name,
            ETag = Facts.NotModified ? Feed?.ETag : Facts.ETag,
            LastModified = Facts.NotModified ? Feed?.LastModified : Facts.LastModified,
            ConfigHash = ConfigHash,
            Health = FeedHealth.Healthy,
            Since = Feed?.Health == FeedHealth.Healthy ? Feed.Since : now,
            LastGoodAt = now,
            LastGoodRun = Run,
            LastFullAt = Conditions.Partial ? Feed?.LastFullAt : now,
            Rows = Facts.NotModified || Conditions.Partial ? Feed?.Rows ?? 0 : Intake.Counts.Distinct,
            Understood = Facts.NotModified
                ? Feed?.Understood ?? "{}"
                : JsonSerializer.Serialize(
                    new
                    {
                        Facts.Understood,
                        Facts.Unknown,
                        Facts.Answers,
                        Facts.Warnings,
                    },
                    SourcePoll.Relaxed
                ),
        };
}
