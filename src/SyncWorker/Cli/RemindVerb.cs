using System.CommandLine;
using SyncWorker.Cli.Remind;

namespace SyncWorker.Cli;

/// <summary><c>remind</c></summary>
static class RemindVerb
{
    public static Command Create()
    {
        var command = StageVerb.SetStage(
            new(
                "remind",
                "Finds out what is due on the day, for whom and why, and puts one mail a person into the outbox. Each reminder is written\n"
                    + "into the ledger once: running it again plans nothing twice. See also: remind preview."
            )
        );
        command.Add(PreviewVerb.Create());
        command.Add(ExplainVerb.Create());
        command.Add(RulesVerb.Create());
        command.Add(AckVerb.Create());
        command.Add(SnoozeVerb.Create());
        command.Add(ListVerb.Create());
        command.Add(IcsVerb.Create());
        return command;
    }
}
