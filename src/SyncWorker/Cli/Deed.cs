using Microsoft.Extensions.Logging;
using SyncWorker.Config;
using SyncWorker.Hosting.Logging;

namespace SyncWorker.Cli;

/// <summary>Who gave a command that changes what goes out or who may see what: a line in logs/by-hand.log and, on Windows, in the event log.</summary>
sealed partial class Deed
{
    /// <summary>Says it. Never an address or a secret.</summary>
    /// <param name="folders">Of its logs.</param>
    /// <param name="command">As typed, without what is private.</param>
    /// <param name="outcome">What it did.</param>
    public static void Log(WorkerFolders folders, string command, string outcome)
    {
        using var logs = new HandLogs(folders);
        Done(logs.CreateLogger(typeof(Deed).FullName!), PersonAccount.Name, command, outcome);
    }

    [LoggerMessage(157, LogLevel.Information, "{Who} gave the command {Command}: {Outcome}")]
    static partial void Done(ILogger logger, string who, string command, string outcome);
}
