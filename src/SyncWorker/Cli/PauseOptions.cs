using System.CommandLine;
using SyncWorker.Hosting;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary>What the verbs that pause something until a day have in common.</summary>
static class PauseOptions
{
    public static Option<DateOnly?> Until(string description) => CommonOptions.Day("--until", description);

    public static Option<string> Reason() =>
        new("--reason")
        {
            Description = "Why, for whoever reads status.",
            Required = true,
            HelpName = "TEXT",
        };

    /// <summary>Begins the pause and says until when it lasts.</summary>
    /// <param name="context">Of the verb.</param>
    /// <param name="kind">Of what is paused.</param>
    /// <param name="name">What is paused.</param>
    /// <param name="until">The day on which it ends by itself; null for none.</param>
    /// <param name="reason">Why.</param>
    /// <param name="words">The verb with what it is about, and what it did: "mail stop staff:bca-01", "stopped".</param>
    /// <param name="stopping">Ends it.</param>
    public static async Task<int> BeginAsync(
        VerbContext context,
        PausedKind kind,
        string name,
        DateOnly? until,
        string reason,
        (string Verb, string Done) words,
        CancellationToken stopping
    )
    {
        if (until <= context.Now.Today)
        {
            await Console.Error.WriteLineAsync($"{DayText.DayFirst(until.Value)} is not after today: nothing was {words.Done}.");
            return ExitCode.Configuration;
        }

        var end = until is { } day ? Pauses.EndOn(day, context.Config.Zone) : (DateTimeOffset?)null;
        var pause = new Pause(kind, name, reason, context.Now.Instant, end);
        await using var db = context.Store.OpenDurable();
        await Pauses.PauseAsync(db, pause, stopping);
        Deed.Log(context.Folders, words.Verb, words.Done);
        var said = pause.Words(context.Config.Zone);
        Console.Out.WriteLine($"{char.ToUpperInvariant(said[0])}{said[1..]}");
        return ExitCode.Done;
    }
}
