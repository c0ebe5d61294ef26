using System.ComponentModel;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Union;

/// <summary>A rule or source that is paused in the config: until a day, then it goes on by itself.</summary>
sealed class ConfiguredPause
{
    /// <summary>What the config's schema says of a rule's <c>paused</c>.</summary>
    public const string OfRule =
        "Nothing of it is due until a day, with the reason; then it goes on by itself. `schedule pause` does the same without an edit.";

    [Description("The day on which it goes on by itself.")]
    public required DateOnly Until { get; init; }

    [Description("Why, for whoever reads status.")]
    [TextPattern(@"\S", "It says nothing.", "Write why it is paused.")]
    public required string Reason { get; init; }
}
