using System.Runtime;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;

namespace SyncWorker.Hosting;

/// <summary>
/// Gives memory back once the worker has been idle for a while: it shares the machine with others, and neither the collector nor the
/// C library returns what a start or the words of a job have taken while nothing asks for more.
/// </summary>
sealed partial class IdleTrim(TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(20);

    readonly Channel<bool> _work = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>A job has ended.</summary>
    public void AfterWork() => _work.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        AfterWork(); // the start is work too
        while (await _work.Reader.WaitToReadAsync(stoppingToken))
        {
            do
            {
                _work.Reader.TryRead(out _);
                await Task.Delay(IdleFor, clock, stoppingToken);
            } while (_work.Reader.TryPeek(out _));

            SqliteConnection.ClearAllPools(); // their page caches; the next query opens the file anew
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            if (OperatingSystem.IsLinux())
            {
                TrimNative();
            }
        }
    }

    static void TrimNative()
    {
        try
        {
            _ = TrimMalloc(0);
        }
        catch (EntryPointNotFoundException)
        {
            // musl gives memory back by itself
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int TrimMalloc(nuint keep);
}
