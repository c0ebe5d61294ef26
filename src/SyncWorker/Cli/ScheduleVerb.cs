using System.CommandLine;
using SyncWorker.Cli.Schedule;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary><c>schedule</c></summary>
static class ScheduleVerb
{
    /// <summary>The kinds as one writes them: <c>source:source-a</c>.</summary>
    public static readonly Argument<string> What = new("WHAT")
    {
        Description = "job:NAME, source:NAME or rule:ID; without the kind where only one of them has the name.",
    };

    public static Command Create() =>
        new("schedule", "When the jobs run: their next starts, what a line of times means, and what a person paused.")
        {
            ListVerb.Create(),
            ExplainVerb.Create(),
            PauseVerb.Create(),
            ResumeVerb.Create(),
        };

    /// <summary>What is meant; or why that cannot be told.</summary>
    public static ((PausedKind Kind, string Name)? Found, string Fault) Find(VerbContext context, string what)
    {
        var known = Known(context);
        var fits = known.Where(item => item.Name == what || $"{EnumWord.Kebab(item.Kind)}:{item.Name}" == what).ToList();
        return fits switch
        {
            [var one] => (one, ""),
            [] => (null, $"No job, source or rule is called \"{what}\". {Near(what, known)}"),
            _ => (
                null,
                $"\"{what}\" is the name of several. Write {string.Join(" or ", fits.Select(item => $"{EnumWord.Kebab(item.Kind)}:{item.Name}"))}."
            ),
        };
    }

    static string Near(string what, IReadOnlyList<(PausedKind Kind, string Name)> known) =>
        Suggestion.For(what[(what.IndexOf(':', StringComparison.Ordinal) + 1)..], known.Select(item => item.Name)) is { } near
            ? $"Did you mean \"{near}\"?"
            : $"There are: {string.Join(", ", known.Select(item => $"{EnumWord.Kebab(item.Kind)}:{item.Name}"))}.";

    static IReadOnlyList<(PausedKind Kind, string Name)> Known(VerbContext context) =>
        [
            .. context.Config.Schedule.Jobs.Keys.Select(name => (PausedKind.Job, name)),
            .. context.Config.PollSettings.Options.Sources.Select(source => (PausedKind.Source, source.Name)),
            .. SyncWorker.Remind.RemindOptions.Ids(context.Config.RemindSettings.Options).Select(id => (PausedKind.Rule, id)),
        ];
}
