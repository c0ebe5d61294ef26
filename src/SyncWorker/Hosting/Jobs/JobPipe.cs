using System.Diagnostics;
using System.Text;

namespace SyncWorker.Hosting.Jobs;

/// <summary>
/// A job's end of the two pipes to the worker: it writes lines, and its standard input ends when it is to stop. The system ends it
/// with the worker as well, however that died, so no job outlives its worker for long.
/// </summary>
/// <remarks>
/// Not PR_SET_PDEATHSIG: that signal comes when the thread that started the process ends, and in .NET that is a thread of the pool,
/// which ends long before the worker. And a mail that is being handed over when the worker dies is finished here, not left uncertain.
/// </remarks>
sealed class JobPipe : IDisposable
{
    readonly Lock _gate = new();
    readonly StreamWriter _output = new(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
    {
        AutoFlush = true,
        NewLine = "\n",
    };
    readonly CancellationTokenSource _stop = new();
    readonly ITimer _overtime;

    /// <summary>Begins to read. After a stop the job has <paramref name="patience"/> to unwind before its process is ended.</summary>
    public JobPipe(TimeSpan patience, TimeProvider clock)
    {
        _overtime = clock.CreateTimer(_ => Process.GetCurrentProcess().Kill(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        new Thread(() => StopAtEnd(patience)) { IsBackground = true, Name = "waits for the stop" }.Start();
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

    public void Dispose()
    {
        _overtime.Dispose();
        _output.Dispose();
    }

    void StopAtEnd(TimeSpan patience)
    {
        Console.OpenStandardInput().CopyTo(Stream.Null);
        _overtime.Change(patience, Timeout.InfiniteTimeSpan);
        _stop.Cancel();
    }
}
