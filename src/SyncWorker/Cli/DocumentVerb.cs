using System.CommandLine;
using SyncWorker.Cli.Document;

namespace SyncWorker.Cli;

/// <summary><c>document</c></summary>
static class DocumentVerb
{
    public static Command Create() =>
        new(
            "document",
            "Decisions, resolutions and letters as sources tell them: number, day, title, issuer, link and the units they concern."
        )
        {
            ListVerb.Create(),
        };
}
