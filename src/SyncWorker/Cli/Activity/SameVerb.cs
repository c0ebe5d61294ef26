using System.CommandLine;
using SyncWorker.Cli.Partner;
using SyncWorker.Config;

namespace SyncWorker.Cli.Activity;

/// <summary><c>activity same ROW ROW</c></summary>
static class SameVerb
{
    static readonly Argument<long> s_other = new("OTHER") { Description = "The other row's number." };

    public static Command Create()
    {
        var command = new Command("same", "Says that two rows tell of one activity, which then counts once whatever their spellings.")
        {
            DecisionCommand.Row,
            s_other,
        };
        DecisionCommand.On(
            command,
            (commands, _, result, stopping) =>
                commands.SameAsync(
                    result.GetValue(DecisionCommand.Row),
                    result.GetValue(s_other),
                    PersonAccount.Name,
                    result.GetValue(PartnerArgument.Why),
                    stopping
                )
        );
        return command;
    }
}
