using System.Collections.Concurrent;

namespace SyncWorker.Hosting.Schedule;

/// <summary>How each stage ended last, so that a state that goes on is reported once and not with every run.</summary>
sealed class LastOutcomes
{
    readonly ConcurrentDictionary<string, StageOutcome> _outcomes = new(StringComparer.Ordinal);

    /// <summary>Remembers the outcome; true when it differs from the last one, or is the first.</summary>
    public bool IsNews(string stage, StageOutcome outcome)
    {
        var isNews = !_outcomes.TryGetValue(stage, out var last) || last != outcome;
        _outcomes[stage] = outcome;
        return isNews;
    }
}
