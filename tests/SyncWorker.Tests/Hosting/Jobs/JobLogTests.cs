using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SyncWorker.Hosting.Jobs;
using SyncWorker.Hosting.Logging;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Hosting.Jobs;

/// <summary>A job's log lines cross the pipe whole.</summary>
public sealed partial class JobLogTests : IDisposable
{
    readonly TestFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public void A_line_has_its_values_id_exception_scope_and_trace_in_the_worker()
    {
        using var activity = new Activity("poll").Start();
        var heard = new Heard();
        using var worker = LoggerFactory.Create(logging => logging.AddProvider(heard));

        Cross(
            worker,
            logger =>
            {
                using (logger.BeginScope((KeyValuePair<string, object?>[])[new("Source", "gone")]))
                {
                    Slow(
                        logger,
                        "Nguồn \"a\"\nb",
                        3,
                        0.5,
                        true,
                        new(2026, 7, 6),
                        null,
                        new IOException("disk full", new InvalidOperationException("inside"))
                    );
                }
            }
        );

        var (id, text, values, error, scope) = Assert.Single(heard.Lines);
        Assert.Equal((299, "Slow"), (id.Id, id.Name));
        Assert.Equal("Nguồn \"a\"\nb took 0.50 of 3 tries, True, 2026-07-06 ()", text);
        Assert.Equal(
            [
                new("Source", "Nguồn \"a\"\nb"),
                new("Tries", 3L),
                new("Share", 0.5),
                new("Told", true),
                new("Day", "07/06/2026"),
                new("Unit", null),
                new("{OriginalFormat}", "{Source} took {Share:0.00} of {Tries} tries, {Told}, {Day:yyyy-MM-dd} ({Unit})"),
            ],
            values
        );
        Assert.Equal("System.IO.IOException: disk full", error!.Message);
        Assert.StartsWith(
            "System.IO.IOException: disk full\n ---> System.InvalidOperationException: inside",
            error.ToString().ReplaceLineEndings("\n"),
            StringComparison.Ordinal
        );
        Assert.Contains(new("Source", "gone"), scope);
        Assert.Contains(new("TraceId", activity.TraceId.ToHexString()), scope);
        Assert.Contains(new("SpanId", activity.SpanId.ToHexString()), scope);
    }

    [Fact]
    public void The_workers_file_shows_it_as_the_job_worded_it()
    {
        using (var logs = new WorkerLogs(_folders.Worker, toConsole: false, more: null))
        {
            Cross(logs.Factory, logger => Slow(logger, "a", 3, 0.5, true, new(2026, 7, 6), "{x}", new IOException("disk full")));
        }

        var lines = File.ReadAllLines(Path.Combine(_folders.Worker.Logs, "syncworker.log"));
        Assert.EndsWith(" WARN  299 PollStage a took 0.50 of 3 tries, True, 2026-07-06 ({x})", lines[0], StringComparison.Ordinal);
        Assert.Equal("System.IO.IOException: disk full", lines[1]);
    }

    /// <summary>What the log says in a job's process, told to the worker as JSON.</summary>
    static void Cross(ILoggerFactory worker, Action<ILogger> log)
    {
        var lines = new List<string>();
        using var job = LoggerFactory.Create(logging =>
            logging
                .AddProvider(new JobLogs(line => lines.Add(line.ToJson())))
                .Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId)
        );
        log(job.CreateLogger("SyncWorker.Poll.PollStage"));
        foreach (var line in lines)
        {
            Assert.IsType<JobLine.Logged>(JobLine.Read(line)).WriteTo(worker);
        }
    }

    [LoggerMessage(299, LogLevel.Warning, "{Source} took {Share:0.00} of {Tries} tries, {Told}, {Day:yyyy-MM-dd} ({Unit})")]
    static partial void Slow(
        ILogger logger,
        string source,
        int tries,
        double share,
        bool told,
        DateOnly day,
        string? unit,
        Exception error
    );

    sealed class Heard : ILoggerProvider, ILogger, ISupportExternalScope
    {
        IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

        public List<(
            EventId Id,
            string Text,
            IReadOnlyList<KeyValuePair<string, object?>> Values,
            Exception? Error,
            List<KeyValuePair<string, object?>> Scope
        )> Lines { get; } = [];

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public ILogger CreateLogger(string categoryName) => this;

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
            var scope = new List<KeyValuePair<string, object?>>();
            _scopes.ForEachScope((one, all) => all.AddRange((IEnumerable<KeyValuePair<string, object?>>)one!), scope);
            Lines.Add((eventId, formatter(state, exception), [.. (IEnumerable<KeyValuePair<string, object?>>)state!], exception, scope));
        }

        public void Dispose() { }
    }
}
