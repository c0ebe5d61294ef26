using Microsoft.Extensions.Logging;
using SyncWorker.Config;
using SyncWorker.Hosting.Windows;

namespace SyncWorker.Hosting.Logging;

/// <summary>
/// The log of runs by hand, in a file of its own beside the worker's: two processes do not write one file. It is made with its first line.
/// </summary>
sealed class HandLogs(WorkerFolders folders) : ILoggerProvider
{
    readonly Lazy<WorkerLogs> _logs = new(() =>
        new(folders, toConsole: false, more: OperatingSystem.IsWindows() ? EventLogLines.ForDeeds : null, file: "by-hand.log")
    );

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
        if (_logs.IsValueCreated)
        {
            _logs.Value.Dispose();
        }
    }

    sealed class Logger(HandLogs owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => owner._logs.Value.Factory.CreateLogger(category).Log(logLevel, eventId, state, exception, formatter);
    }
}
