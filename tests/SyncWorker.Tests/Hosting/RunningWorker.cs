using System.Diagnostics;
using SyncWorker.Config;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Hosting;

/// <summary>The program started with <c>run</c> as a process; its lines are read as they come.</summary>
sealed class RunningWorker : IAsyncDisposable
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(180);

    readonly Process _process;
    readonly List<string> _lines = [];
    readonly Task<string> _errors;

    RunningWorker(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public static RunningWorker Start(TestFolders folders, IReadOnlyDictionary<string, string>? environment = null, params string[] more) =>
        Start(folders.Worker, environment, more);

    public static RunningWorker Start(
        WorkerFolders folders,
        IReadOnlyDictionary<string, string>? environment = null,
        params string[] more
    ) => new(ProgramRun.Start(["run", "--config", folders.Config, "--data", folders.Data, .. more], environment));

    public IReadOnlyList<string> Lines => _lines;

    public int Id => _process.Id;

    /// <summary>Reads on until a line holds the text; the line.</summary>
    public async Task<string> SaysAsync(string text)
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            _lines.Add(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"It ended without saying \"{text}\":\n{string.Join('\n', _lines)}\n{await _errors}");
    }

    /// <summary>Sends a signal such as TERM, HUP or KILL.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for its end; the exit code.</summary>
    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            _lines.Add(line);
        }

        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
