using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SyncWorker.Store;

/// <summary>
/// A named moment at which a crash does the most damage. The crash tests set SYNCWORKER_KILL_AT to such a name and start the program
/// again. Only builds with the symbol FAILPOINTS (Debug) contain the calls and the kill; a published program contains neither.
/// </summary>
static class FailPoint
{
    /// <summary>What the store's connection needs while it migrates.</summary>
    public static IInterceptor[] WhileMigrating =>
#if FAILPOINTS
        [new MigrationFailPoint()];
#else
        [];
#endif

    /// <summary>Kills the process, as kill -9 or a power cut does, when this moment was asked for.</summary>
    [Conditional("FAILPOINTS")]
    public static void Pass(string name)
    {
#if FAILPOINTS
        if (string.Equals(Environment.GetEnvironmentVariable("SYNCWORKER_KILL_AT"), name, StringComparison.Ordinal))
        {
            Process.GetCurrentProcess().Kill();
            new ManualResetEventSlim().Wait(); // the signal is on its way; nothing after this line may happen
        }
#endif
    }

#if FAILPOINTS
    /// <summary>The moment in the middle of a migration: half of the tables are made, none is committed.</summary>
    sealed class MigrationFailPoint : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            if (command.CommandText.Contains("CREATE TABLE \"outbox\"", StringComparison.Ordinal))
            {
                Pass("store.migrating");
            }

            return ValueTask.FromResult(result);
        }
    }
#endif
}
