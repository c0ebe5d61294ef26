using System.CommandLine;
using SyncWorker.Hosting;

namespace SyncWorker.Cli.Review;

/// <summary>What the verbs that answer share: the row, the partner, the reason, how they end.</summary>
static class AnswerArguments
{
    public static readonly Argument<long> Row = new("ROW") { Description = "The row's number in review list." };

    public static readonly Option<long?> Partner = new("--partner") { Description = "The partner's number. Default: the likeliest (accept), all candidates (reject).", HelpName = "ID" };

    public static readonly Option<string?> Why = new("--why") { Description = "The reason, kept with the answer.", HelpName = "TEXT" };

    public static int End(string refusal)
    {
        if (refusal.Length > 0)
        {
            Console.Error.WriteLine(refusal);
            return ExitCode.Configuration;
        }

        Console.Out.WriteLine("Kept. The next reconcile follows it.");
        return ExitCode.Done;
    }
}
