using System.CommandLine;
using SyncWorker.Cli.Partner;
using SyncWorker.Config;

namespace SyncWorker.Cli.Activity;

/// <summary><c>activity undo ROW</c></summary>
static class UndoVerb
{
    public static Command Create()
    {
        var command = new Command("undo", "Takes back all that people decided about a row: the likeness of the rows decides again.")
        {
            DecisionCommand.Row,
        };
        DecisionCommand.On(
            command,
            (commands, _, result, stopping) =>
                commands.UndoAsync(result.GetValue(DecisionCommand.Row), PersonAccount.Name, result.GetValue(PartnerArgument.Why), stopping)
        );
        return command;
    }
}
