using System.CommandLine;
using SyncWorker.Hosting;

namespace SyncWorker.Cli.Remind;

/// <summary>What <c>ack</c> and <c>snooze</c> share: which reminder, and whose.</summary>
static class ReminderKey
{
    public static readonly Argument<string> Key = new("KEY")
    {
        Description = "A number of the ledger, or a key as preview prints it: relations/country:FR/2026.",
    };

    public static readonly Option<string?> Recipient = new("--recipient")
    {
        Description = "Whose answer it is, such as staff:bca-01. Not needed with a number of the ledger.",
        HelpName = "KEY",
    };

    public static readonly Option<bool> All = new("--all") { Description = "For all recipients of the reminder." };

    public static int Answer(int rows, ParseResult result, string done)
    {
        if (rows > 0)
        {
            Console.Out.WriteLine($"{rows} {done}: {result.GetValue(Key)}.");
            return ExitCode.Done;
        }

        Console.Error.WriteLine(
            $"No reminder of \"{result.GetValue(Key)}\"{(result.GetValue(All) ? " was sent" : " was sent to that recipient; add --recipient or --all")}. See: SyncWorker remind explain {result.GetValue(Key)}"
        );
        return ExitCode.Configuration;
    }
}
