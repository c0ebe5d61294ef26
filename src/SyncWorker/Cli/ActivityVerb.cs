using System.CommandLine;
using SyncWorker.Cli.Activity;

namespace SyncWorker.Cli;

/// <summary><c>activity</c></summary>
static class ActivityVerb
{
    public static Command Create() =>
        new(
            "activity",
            "Activities as sources tell them: which rows are counted as one and why, which may be one, and what people decide about them.\n"
                + "A row is given by its number in activity list."
        )
        {
            ListVerb.Create(),
            SameVerb.Create(),
            ApartVerb.Create(),
            UndoVerb.Create(),
        };
}
