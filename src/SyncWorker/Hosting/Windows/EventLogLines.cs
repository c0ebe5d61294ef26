using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.EventLog;

namespace SyncWorker.Hosting.Windows;

/// <summary>
/// What reaches the Windows event log: warnings, errors, start and stop, and a config taken over. Ids are those of the log lines and
/// are listed in install/README.md; a line a stage run stays in the files.
/// </summary>
[SupportedOSPlatform("windows")]
static class EventLogLines
{
    /// <summary>Who gave a command by hand; all else of it is on the person's screen.</summary>
    public static void ForDeeds(ILoggingBuilder logging)
    {
        logging.AddEventLog(options =>
        {
            options.SourceName = "SyncWorker";
            options.LogName = "Application";
        });
        logging.AddFilter<EventLogLoggerProvider>(category: null, LogLevel.None);
        logging.AddFilter<EventLogLoggerProvider>("SyncWorker.Cli.Deed", LogLevel.Information);
    }

    public static Action<ILoggingBuilder> ForSource(string source) =>
        logging =>
        {
            logging.AddEventLog(options =>
            {
                options.SourceName = source;
                options.LogName = "Application";
            });
            logging.AddFilter<EventLogLoggerProvider>(category: null, LogLevel.Warning);
            logging.AddFilter<EventLogLoggerProvider>("SyncWorker.Hosting.Worker", LogLevel.Information);
            logging.AddFilter<EventLogLoggerProvider>("SyncWorker.Hosting.Config", LogLevel.Information);
        };
}
