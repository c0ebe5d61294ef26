using System.Collections.Concurrent;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>How each stage ended last, so that a state that goes on is reported once and not with every run.</summary>
sealed class LastOutcomes
{
    readonly ConcurrentDictionary<string, StageOutcome> _outcomes = new(StringComparer.Ordinal);

    /// <summary>Remembers the outcome; the one before it, or null when it is the first since the start.</summary>
    public StageOutcome? Replace(string stage, StageOutcome outcome)
    {
        var before = Find(stage);
        _outcomes[stage] = outcome;
        return before;
    }

    /// <summary>The last outcome, or null when there was none since the start.</summary>
    public StageOutcome? Find(string stage) => _outcomes.TryGetValue(stage, out var last) ? last : null;
}
