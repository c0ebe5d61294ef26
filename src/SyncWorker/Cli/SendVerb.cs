using System.CommandLine;

namespace SyncWorker.Cli;

/// <summary><c>send</c></summary>
static class SendVerb
{
    public static Command Create() => StageVerb.Of(new(
        "send",
        "Delivers what is in the outbox, each mail once, by the transport in send.json (pickup folder or SMTP). Outside mail hours it\n" +
        "waits; in trial mode every mail goes to trialTo."));
}
