using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Remind;

namespace SyncWorker.Cli.Report;

/// <summary><c>report received UNIT --code CODE --period PERIOD</c></summary>
static class ReceivedVerb
{
    static readonly Argument<string> s_unit = new("UNIT") { Description = "Register number, such as CA-FR." };

    static readonly Option<string> s_code = new("--code")
    {
        Description = "The report's code, such as RPT-6T-H, or of a request.",
        Required = true,
        HelpName = "CODE",
    };

    static readonly Option<string?> s_period = new("--period")
    {
        Description = "2026, 2026-H1, 2026-Q3, 2026-07. Not needed for a request.",
        HelpName = "PERIOD",
    };

    static readonly Option<DateOnly?> s_on = CommonOptions.Day("--on", "The day it came. Default: today.");

    static readonly Option<string?> s_number = new("--number") { Description = "Its number (\"số văn bản\").", HelpName = "TEXT" };

    public static Command Create()
    {
        var command = new Command(
            "received",
            "Records that a unit's report was received. No more reminders of it are sent; those who were chased get one last line about it."
        )
        {
            s_unit,
            s_code,
            s_period,
            s_on,
            s_number,
            CommonOptions.AsOf,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var today = context.Now.Today;
                var code = result.GetValue(s_code)!;
                var receipt = new Receipt(result.GetValue(s_unit)!, code, result.GetValue(s_period) ?? code, result.GetValue(s_on) ?? today)
                {
                    Number = result.GetValue(s_number),
                    Evidence = "command",
                };
                if (await context.Services.GetRequiredService<ReportCommands>().ReceivedAsync(receipt, today, stopping) is { } fault)
                {
                    await Console.Error.WriteLineAsync(fault);
                    return ExitCode.Configuration;
                }

                Console.Out.WriteLine($"{receipt.Unit}, {receipt.Code} {receipt.Period}: received on {receipt.On:dd/MM/yyyy}.");
                return ExitCode.Done;
            }
        );
        return command;
    }
}
