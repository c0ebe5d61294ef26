using System.Text;
using Microsoft.Extensions.Logging;
using NLog.Config;
using NLog.Extensions.Logging;
using NLog.Layouts;
using NLog.Targets;
using SyncWorker.Config;

namespace SyncWorker.Hosting.Logging;

/// <summary>
/// Where the worker's log lines go: files in the data folder that roll by day and size and are kept for a month, and the console
/// when a person or systemd runs it. Lines carry ids, counts and our own names; no third party's address or text, so no personal data.
/// </summary>
sealed class WorkerLogs : IDisposable
{
    const long FileBytes = 10_000_000;
    const int FilesKept = 60;
    const int DaysKept = 31;
    const string Id = "${event-properties:item=EventId}";
    const string Message = "${message}${onexception:inner= (${exception:format=type,message:separator=\\: })}";

    readonly NLog.LogFactory _files = new();
    readonly Layout _json;
    volatile LogStyle _style;

    /// <param name="folders">Its logs folder is written.</param>
    /// <param name="toConsole">A person runs it and watches, or systemd's journal takes what is said.</param>
    /// <param name="more">What the service adds: the event log.</param>
    /// <param name="file">Its name there.</param>
    public WorkerLogs(WorkerFolders folders, bool toConsole, Action<ILoggingBuilder>? more, string file = "syncworker.log")
    {
        _style = LogStyle.Read(folders);
        _json = Json();
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
                Layout = InStyle(
                    "${level:uppercase=true:padding=-5} ${event-properties:item=EventId:padding=3} ${logger:shortName=true} ${message}${onexception:inner=${newline}${exception:format=tostring}}"
                ),
            }
        );
        if (toConsole)
        {
            config.AddRuleForAllLevels(
                new ConsoleTarget("console")
                {
                    Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                    Layout = JournalOutput.IsUsed() ? Journal() : "${date:format=HH\\:mm\\:ss} ${level:format=FirstCharacter} " + Message,
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

    /// <summary>From now on the lines look like this: the config in force says so.</summary>
    public void Use(LogStyle style) => _style = style;

    public void Dispose()
    {
        Factory.Dispose();
        _files.Dispose();
    }

    Layout InStyle(Layout text) =>
        Layout.FromMethod(line =>
            _style is { Format: LogFormat.Json } ? _json.Render(line) : $"{_style.Time(line.TimeStamp)} {text.Render(line)}"
        );

    // The journal keeps the time itself.
    Layout Journal()
    {
        Layout text = Id + " " + Message;
        return Layout.FromMethod(line =>
            JournalOutput.WithPriority((_style is { Format: LogFormat.Json } ? _json : text).Render(line), Level(line.Level))
        );
    }

    JsonLayout Json() =>
        new()
        {
            Attributes =
            {
                new("time", Layout.FromMethod(line => _style.Time(line.TimeStamp))),
                new("level", Layout.FromMethod(line => Level(line.Level).ToString().ToLowerInvariant())),
                new("id", Id, encode: false),
                new("logger", "${logger:shortName=true}"),
                new("message", "${message}"),
                new("exception", "${exception:format=tostring}"),
            },
        };

    static LogLevel Level(NLog.LogLevel level) =>
        level == NLog.LogLevel.Fatal ? LogLevel.Critical
        : level == NLog.LogLevel.Error ? LogLevel.Error
        : level == NLog.LogLevel.Warn ? LogLevel.Warning
        : level == NLog.LogLevel.Info ? LogLevel.Information
        : LogLevel.Debug;
}
