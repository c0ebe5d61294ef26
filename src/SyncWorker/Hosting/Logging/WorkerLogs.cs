using System.Text;
using Microsoft.Extensions.Logging;
using NLog.Config;
using NLog.Extensions.Logging;
using NLog.Targets;
using SyncWorker.Config;

namespace SyncWorker.Hosting.Logging;

/// <summary>
/// Where the worker's log lines go: files in the data folder that roll by day and size and are kept for a month, and the console
/// when a person runs it. Lines carry ids, counts and our own names; no third party's address or text, so no personal data.
/// </summary>
sealed class WorkerLogs : IDisposable
{
    const long FileBytes = 10_000_000;
    const int FilesKept = 60;
    const int DaysKept = 31;

    readonly NLog.LogFactory _files = new();

    /// <param name="folders">Its logs folder is written.</param>
    /// <param name="toConsole">A person runs it and watches.</param>
    /// <param name="more">What the service adds: the event log.</param>
    /// <param name="file">Its name there.</param>
    public WorkerLogs(WorkerFolders folders, bool toConsole, Action<ILoggingBuilder>? more, string file = "syncworker.log")
    {
        var config = new LoggingConfiguration(_files);
        config.AddRuleForAllLevels(
            new FileTarget("file")
            {
                FileName = Path.Combine(folders.Logs, file),
                ArchiveEvery = FileArchivePeriod.Day,
                ArchiveAboveSize = FileBytes,
                ArchiveSuffixFormat = "-{1:yyyyMMdd}-{0:00}",
                MaxArchiveFiles = FilesKept,
                MaxArchiveDays = DaysKept,
                Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                Layout =
                    "${date:universalTime=true:format=yyyy-MM-ddTHH\\:mm\\:ss.fffZ} ${level:uppercase=true:padding=-5} ${event-properties:item=EventId:padding=3} ${logger:shortName=true} ${message}${onexception:inner=${newline}${exception:format=tostring}}",
            }
        );
        if (toConsole)
        {
            config.AddRuleForAllLevels(
                new ConsoleTarget("console")
                {
                    Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                    Layout =
                        "${date:format=HH\\:mm\\:ss} ${level:format=FirstCharacter} ${message}${onexception:inner= (${exception:format=type,message:separator=\\: })}",
                }
            );
        }

        _files.Configuration = config;
        Factory = LoggerFactory.Create(logging =>
        {
            logging.SetMinimumLevel(LogLevel.Warning).AddFilter("SyncWorker", LogLevel.Information);
            logging.AddNLog(
                new NLogProviderOptions { CaptureEventId = EventIdCaptureType.EventId, RemoveLoggerFactoryFilter = false },
                _ => _files
            );
            more?.Invoke(logging);
        });
    }

    public ILoggerFactory Factory { get; }

    public void Dispose()
    {
        Factory.Dispose();
        _files.Dispose();
    }
}
