using System.Text.RegularExpressions;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>What a job's runs have had in common since when: the trouble that IT is told of.</summary>
/// <param name="Reasons">Why the runs ended badly, as far as all of them said so; numbers and days left out.</param>
/// <param name="Example">One of the reasons as the newest run said it.</param>
/// <param name="Runs">How many runs in a row.</param>
/// <param name="Since">When the first of them ended.</param>
sealed partial record Trouble(IReadOnlyList<string> Reasons, string Example, int Runs, DateTimeOffset Since)
{
    /// <summary>One bad run is a passing trouble more often than not.</summary>
    public const int TellAfter = 3;

    static readonly TimeSpan s_calm = TimeSpan.FromHours(2);

    const int ReasonLength = 300;

    /// <summary>IT was told of this trouble: by event log, status and, where send.json names a way, by mail.</summary>
    public bool IsTold { get; init; }

    /// <summary>When to try the mail again that could not be sent; null for not at all.</summary>
    public DateTimeOffset? MailAgainAt { get; init; }

    /// <summary>When IT was told last: once a day it is told again while it lasts.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>Not of a job's runs: something that <see cref="TroubleConditions"/> watches.</summary>
    public bool IsCondition { get; init; }

    /// <summary>Something was told since it began: its end is told as well.</summary>
    public bool HasClearing { get; init; }

    /// <summary>
    /// The runs go well again since then, null while they do not. A trouble that comes back soon is the same one and is not told anew: one
    /// that comes and goes would bring a mail each time.
    /// </summary>
    public DateTimeOffset? WellSince { get; init; }

    /// <summary>It went well for so long that it is over.</summary>
    public bool IsOver(DateTimeOffset now) => WellSince + s_calm <= now;

    /// <summary>After a run that ended badly: the same trouble goes on, or another begins.</summary>
    /// <param name="before">After the run before; null when that went well.</param>
    /// <param name="reasons">Of this run, at least one.</param>
    /// <param name="runs">How many runs this counts for.</param>
    /// <param name="at">Now.</param>
    public static Trouble After(Trouble? before, IReadOnlyList<string> reasons, int runs, DateTimeOffset at)
    {
        var now = reasons
            .Select(reason => (Key: Number().Replace(Cut(reason), "#"), Text: Cut(reason)))
            .DistinctBy(reason => reason.Key)
            .ToList();
        var same = now.Where(reason => before?.Reasons.Contains(reason.Key) == true).ToList();
        return before is not null && same.Count > 0
            ? before with
            {
                Reasons = [.. same.Select(reason => reason.Key)],
                Example = same[0].Text,
                Runs = before.Runs + runs,
                WellSince = null,
            }
            : new([.. now.Select(reason => reason.Key)], now[0].Text, runs, at) { HasClearing = before?.HasClearing == true };
    }

    /// <summary>Why a stage's run ended badly; none when it did not.</summary>
    public static IReadOnlyList<string> ReasonsOf(StageResult result) =>
        result.Outcome == StageOutcome.Done ? []
        : result.Notes is [] ? [result.Outcome.ToString()]
        : result.Notes;

    static string Cut(string text) => WritableText.Cut(text, ReasonLength);

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
