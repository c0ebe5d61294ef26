using System.CommandLine;
using SyncWorker.Cli.Partner;
using SyncWorker.Config;

namespace SyncWorker.Cli.Activity;

/// <summary><c>activity apart ROW [--from ROW]</c></summary>
static class ApartVerb
{
    static readonly Option<long?> s_from = new("--from")
    {
        Description = "Only from this row; without it from all that the row is counted with.",
        HelpName = "ROW",
    };

    public static Command Create()
    {
        var command = new Command(
            "apart",
            "Says that a row is another activity than those it is counted with. It stays so at each later count."
        )
        {
            DecisionCommand.Row,
            s_from,
        };
        DecisionCommand.On(
            command,
            (commands, context, result, stopping) =>
                commands.ApartAsync(
                    result.GetValue(DecisionCommand.Row),
                    result.GetValue(s_from),
                    PersonAccount.Name,
                    result.GetValue(PartnerArgument.Why),
                    context.Now,
                    stopping
                )
        );
        return command;
    }
}
