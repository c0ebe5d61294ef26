using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;

namespace SyncWorker.Hosting.Jobs;

/// <summary>
/// A job's end of the two pipes to the worker: it says its lines and hears when to stop, which is when its standard input ends.
/// That comes with the worker's death as well, however it died, so no job outlives its worker for long.
/// </summary>
sealed class JobPipe : ILoggerProvider
{
    readonly Lock _gate = new();
    readonly StreamWriter _output = new(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };
    readonly CancellationTokenSource _stop = new();
    readonly ITimer _overtime;

    /// <summary>Begins to listen. After a stop the job has <paramref name="patience"/> to unwind before its process is ended.</summary>
    public JobPipe(TimeSpan patience, TimeProvider clock)
    {
        _overtime = clock.CreateTimer(_ => Process.GetCurrentProcess().Kill(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        new Thread(() => Listen(patience)) { IsBackground = true, Name = "hears when to stop" }.Start();
    }

    public CancellationToken Stop => _stop.Token;

    public void Write(JobLine line)
    {
        lock (_gate)
        {
            try
            {
                _output.WriteLine(line.ToJson());
            }
            catch (IOException)
            {
                // The worker is gone; the stop is on its way.
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
        _overtime.Dispose();
        _output.Dispose();
    }

    void Listen(TimeSpan patience)
    {
        Console.OpenStandardInput().CopyTo(Stream.Null);
        _overtime.Change(patience, Timeout.InfiniteTimeSpan);
        _stop.Cancel();
    }

    sealed class Logger(JobPipe pipe, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = formatter(state, exception);
            pipe.Write(new JobLine.Logged(category, logLevel, eventId.Id, exception is null ? text : $"{text}\n{exception}"));
        }
    }
}
