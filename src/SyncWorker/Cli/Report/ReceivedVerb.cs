using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Remind;

namespace SyncWorker.Cli.Report;

/// <summary><c>report received UNIT --code CODE --period PERIOD</c></summary>
static class ReceivedVerb
{
    static readonly Option<DateOnly?> s_on = CommonOptions.Day("--on", "The day it came. Default: today.");

    static readonly Option<string?> s_number = new("--number") { Description = "Its number (\"số văn bản\").", HelpName = "TEXT" };

    public static Command Create()
    {
        var command = new Command(
            "received",
            "Records that a unit's report was received. No more reminders of it are sent; those who were chased get one last line about it."
        )
        {
            OwedReport.Unit,
            OwedReport.Code,
            OwedReport.Period,
            s_on,
            s_number,
            CommonOptions.AsOf,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var today = context.Now.Today;
                var report = OwedReport.Read(result);
                var receipt = new Receipt(report.Unit, report.Code, report.Period, result.GetValue(s_on) ?? today)
                {
                    Number = result.GetValue(s_number),
                    Evidence = "command",
                };
                var fault = await context.Services.GetRequiredService<ReportCommands>().ReceivedAsync(receipt, today, stopping);
                return await OwedReport.AnswerAsync(fault, $"{report}: received on {receipt.On:dd/MM/yyyy}.");
            }
        );
        return command;
    }
}
