using System.CommandLine;
using SyncWorker.Cli.Send;

namespace SyncWorker.Cli;

/// <summary><c>send</c></summary>
static class SendVerb
{
    public static Command Create()
    {
        var command = StageVerb.SetStage(
            new(
                "send",
                "Delivers what is in the outbox, each mail once, by the transport in send.json (pickup folder or SMTP). Outside mail hours it\n"
                    + "waits; in trial mode every mail goes to trialTo. See also: mail list."
            )
        );
        command.Add(GoliveVerb.Create());
        command.Add(TrialVerb.Create());
        return command;
    }
}
