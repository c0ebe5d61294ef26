using System.CommandLine;
using SyncWorker.Hosting;
using SyncWorker.Remind;

namespace SyncWorker.Cli.Report;

/// <summary>What the verbs about one unit's report have in common.</summary>
static class OwedReport
{
    public static readonly Argument<string> Unit = new("UNIT") { Description = "Register number, such as CA-FR." };

    public static readonly Option<string> Code = new("--code")
    {
        Description = "The report's code, such as RPT-6T-H, or of a request.",
        Required = true,
        HelpName = "CODE",
    };

    public static readonly Option<string?> Period = new("--period")
    {
        Description = "2026, 2026-H1, 2026-Q3, 2026-07. Not needed for a request.",
        HelpName = "PERIOD",
    };

    public static OwedBy Read(ParseResult result) =>
        new(result.GetValue(Unit)!, result.GetValue(Code)!, result.GetValue(Period) ?? result.GetValue(Code)!);

    /// <summary>Says what was done, or what is wrong.</summary>
    public static async Task<int> AnswerAsync(string? fault, string done)
    {
        if (fault is not null)
        {
            await Console.Error.WriteLineAsync(fault);
            return ExitCode.Configuration;
        }

        Console.Out.WriteLine(done);
        return ExitCode.Done;
    }
}
