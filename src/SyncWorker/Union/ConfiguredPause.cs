using System.ComponentModel;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Union;

/// <summary>A rule or source that is paused in the config: until a day, then it goes on by itself.</summary>
sealed class ConfiguredPause
{
    [Description("The day on which it goes on by itself.")]
    public required DateOnly Until { get; init; }

    [Description("Why, for whoever reads status.")]
    [TextPattern(@"\S", "It says nothing.", "Write why it is paused.")]
    public required string Reason { get; init; }
}
