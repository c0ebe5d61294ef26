using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Remind;

namespace SyncWorker.Cli.Report;

/// <summary><c>report undo UNIT --code CODE --period PERIOD</c></summary>
static class UndoVerb
{
    public static Command Create()
    {
        var command = new Command(
            "undo",
            "Takes back that a unit's report was received or given more time, when that was a mistake: it is owed by its day again. Correct a tracking sheet that says so first, or the next run reads it again."
        )
        {
            OwedReport.Unit,
            OwedReport.Code,
            OwedReport.Period,
            CommonOptions.AsOf,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var report = OwedReport.Read(result);
                var fault = await context.Services.GetRequiredService<ReportCommands>().UndoAsync(report, context.Now.Today, stopping);
                return await OwedReport.AnswerAsync(fault, $"{report}: owed by its day again.");
            }
        );
        return command;
    }
}
