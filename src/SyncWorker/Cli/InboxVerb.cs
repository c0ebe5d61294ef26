using System.CommandLine;

namespace SyncWorker.Cli;

/// <summary><c>inbox</c></summary>
static class InboxVerb
{
    public static Command Create() =>
        StageVerb.SetStage(
            new(
                "inbox",
                "Reads what has come into the mailbox and the folder of answers (answers in send.json), each message once: takes signed answers, passes\n"
                    + "replies in words on to the desk and the officer, books reports of non-delivery. See also: mail answers."
            )
        );
}
