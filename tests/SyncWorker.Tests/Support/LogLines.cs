using Microsoft.Extensions.Logging;

namespace SyncWorker.Tests.Support;

/// <summary>Keeps what is logged.</summary>
sealed class LogLines<T> : LogLines, ILogger<T>;

/// <inheritdoc cref="LogLines{T}"/>
class LogLines : ILogger, ILoggerProvider
{
    public List<(int Id, LogLevel Level, string Text, Exception? Error)> Lines { get; } = [];

    public IEnumerable<int> Ids => Lines.Select(line => line.Id);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        lock (Lines)
        {
            Lines.Add((eventId.Id, logLevel, formatter(state, exception), exception));
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose() => GC.SuppressFinalize(this);
}
