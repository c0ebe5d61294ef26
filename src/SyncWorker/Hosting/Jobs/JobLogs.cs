using Microsoft.Extensions.Logging;

namespace SyncWorker.Hosting.Jobs;

/// <summary>The logger of a job's process: each line goes to the worker with its values, scopes and exception.</summary>
sealed class JobLogs(Action<JobLine> write) : ILoggerProvider, ISupportExternalScope
{
    IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => new Logger(this, write, categoryName);

    public void Dispose() { }

    List<KeyValuePair<string, object?>> Scope()
    {
        var values = new List<KeyValuePair<string, object?>>();
        _scopes.ForEachScope(
            static (scope, values) =>
            {
                if (scope is IEnumerable<KeyValuePair<string, object?>> named)
                {
                    values.AddRange(named);
                }
                else
                {
                    values.Add(new("Scope", scope));
                }
            },
            values
        );
        return values;
    }

    sealed class Logger(JobLogs logs, Action<JobLine> write, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logs._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) =>
            write(
                new JobLine.Logged(category, logLevel, eventId.Id, eventId.Name, formatter(state, exception))
                {
                    Values = state is IEnumerable<KeyValuePair<string, object?>> values ? [.. values] : [],
                    Scope = logs.Scope(),
                    Error = exception is null ? null : JobFault.FromException(exception),
                }
            );
    }
}
