using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Remind;

namespace SyncWorker.Cli.Report;

/// <summary><c>report extend UNIT --code CODE --period PERIOD --until DATE</c></summary>
static class ExtendVerb
{
    static readonly Option<DateOnly?> s_until = CommonOptions.Day("--until", "The new day.");

    static readonly Option<string?> s_reason = new("--reason") { Description = "Why; the register keeps it.", HelpName = "TEXT" };

    public static Command Create()
    {
        s_until.Required = true;
        var command = new Command(
            "extend",
            "Gives a unit until a later day; it is reminded by that day. Another later day takes its place."
        )
        {
            OwedReport.Unit,
            OwedReport.Code,
            OwedReport.Period,
            s_until,
            s_reason,
            CommonOptions.AsOf,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var report = OwedReport.Read(result);
                var until = result.GetValue(s_until)!.Value;
                var fault = await context
                    .Services.GetRequiredService<ReportCommands>()
                    .ExtendAsync(report, until, result.GetValue(s_reason), context.Now.Today, stopping);
                return await OwedReport.AnswerAsync(fault, $"{report}: extended to {until:dd/MM/yyyy}.");
            }
        );
        return command;
    }
}
