using System.CommandLine;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary>Options that several verbs share; one object each, so that they mean and say the same everywhere.</summary>
static class CommonOptions
{
    public static readonly Option<string?> Config = new("--config")
    {
        Description =
            "The config folder. Default: %ProgramData%\\SyncWorker\\config or /etc/syncworker when installed, else config beside the program.",
        HelpName = "DIR",
        Recursive = true,
    };

    public static readonly Option<string?> Data = new("--data")
    {
        Description = "The data folder (store, pickup, logs). Default: the folder data beside the config folder.",
        HelpName = "DIR",
        Recursive = true,
    };

    public static readonly Option<MailLanguage?> Lang = CompletedAsWritten(
        new Option<MailLanguage?>("--lang")
        {
            Description = "vi: heads of help, check and status in Vietnamese. Default: as LC_ALL, LC_MESSAGES or LANG say.",
            HelpName = "en|vi",
            Recursive = true,
        }
    );

    public static readonly Option<bool> Info = new("--info")
    {
        Description = "Print what is built in: versions, mail and HTTP clients, the store's engine, the folders.",
    };

    public static readonly Option<bool> Json = new("--json") { Description = "Print JSON for programs instead of text for people." };

    public static readonly Option<DateOnly?> AsOf = Day("--as-of", "Run as if it were this day, 08:00: 2026-07-06 or 06/07/2026.");

    /// <summary>The Tab key gives the languages in the small letters in which they are written everywhere.</summary>
    public static Option<T> CompletedAsWritten<T>(Option<T> option)
    {
        option.CompletionSources.Clear();
        option.CompletionSources.Add("en", "vi");
        return option;
    }

    /// <summary>An option that takes a day.</summary>
    public static Option<DateOnly?> Day(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "DATE",
            CustomParser = result =>
            {
                if (DayText.TryParse(result.Tokens[0].Value, out var day))
                {
                    return day;
                }

                result.AddError($"'{result.Tokens[0].Value}' is not a day. Write {DayText.Examples}.");
                return null;
            },
        };
}
