using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Send;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Cli.Store;

/// <summary><c>store copy</c></summary>
static class CopyVerb
{
    enum Target
    {
        Postgres,
        Sqlite,
    }

    static readonly Option<Target> s_to = new("--to")
    {
        Description = "postgres: from the data folder's file to the server of schedule.json; sqlite: the other way.",
        Required = true,
    };

    static readonly Option<bool> s_yes = new("--yes") { Description = "Replaces what is there already." };

    public static Command Create()
    {
        var command = new Command(
            "copy",
            "Copies the store, table by table, from the file of the data folder to the PostgreSQL server that schedule.json names\n"
                + "(\"store\"), or back. The worker must be stopped. Counts and hashes are compared. Sending is on hold in both until the\n"
                + "copy is whole; then the copy sends, and what it was made from never again."
        )
        {
            s_to,
            s_yes,
        };
        command.SetAction((result, stopping) => CopyAsync(result, stopping));
        return command;
    }

    static async Task<int> CopyAsync(ParseResult result, CancellationToken stopping)
    {
        var folders = WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));
        if (folders.Postgres is not { } server)
        {
            await Console.Error.WriteLineAsync(
                "schedule.json names no server. Write \"store\": { \"postgres\": { \"host\": … } } first, and SyncWorker secret set store."
            );
            return ExitCode.Configuration;
        }

        using var alone = RunLock.TryTake(folders, out var heldBy);
        if (alone is null)
        {
            await Console.Error.WriteLineAsync($"{heldBy} Stop it first. Nothing was changed.");
            return ExitCode.Failed;
        }

        var (file, shared) = (folders with { Postgres = null }, folders with { Postgres = server });
        var (from, to) = result.GetValue(s_to) == Target.Postgres ? (file, shared) : (shared, file);
        return await CopyAsync(new(from, TimeProvider.System), new(to, TimeProvider.System), result.GetValue(s_yes), folders, stopping);
    }

    static async Task<int> CopyAsync(SyncStore from, SyncStore to, bool replaces, WorkerFolders folders, CancellationToken stopping)
    {
        if (!from.Engine.Exists() || from.Engine.IsEmpty())
        {
            await Console.Error.WriteLineAsync($"There is no store in {from.Place}. Nothing was changed.");
            return ExitCode.Configuration;
        }

        if (!replaces && to.Engine.Exists() && !to.Engine.IsEmpty() && await HoldsAnythingAsync(to, stopping))
        {
            await Console.Error.WriteLineAsync($"{to.Place} holds a store already. To replace it: --yes. Nothing was changed.");
            return ExitCode.Configuration;
        }

        await from.PrepareAsync(stopping);
        await to.PrepareAsync(stopping);
        if (SharedWorkers.Live(from.Engine).Concat(SharedWorkers.Live(to.Engine)).ToList() is [var live, ..])
        {
            await Console.Error.WriteLineAsync($"The worker {live} works on it. Stop all workers first. Nothing was changed.");
            return ExitCode.Failed;
        }

        var copied = await HoldAndCopyAsync(from, to, stopping);

        foreach (var table in copied.Where(table => table.Rows > 0))
        {
            TerminalText.Row($"{table.Table, -20} {table.Rows, 12:N0}");
        }

        Console.Out.WriteLine(
            $"Copied from {from.Place} to {to.Place}: {Count.Describe(copied.Sum(table => table.Rows), "row")}, counts and hashes are the same. Sending is on hold for good in {from.Place}."
        );
        Deed.Log(folders, "store copy", $"to {to.Place}");
        return ExitCode.Done;
    }

    // The hold comes along with the copy, and is let go there once that is whole; where there is none, the first store sends on.
    static async Task<IReadOnlyList<CopiedTable>> HoldAndCopyAsync(SyncStore from, SyncStore to, CancellationToken stopping)
    {
        var reason = $"The store was copied to {to.Place}, which sends from now on.";
        await HoldAsync(from, reason, stopping);
        IReadOnlyList<CopiedTable> copied;
        try
        {
            await using var source = from.Open();
            await using var target = to.OpenDurable();
            copied = StoreCopy.Run(source, target, stopping);
        }
        catch
        {
            await LetGoAsync(from, reason);
            throw;
        }

        await using (var db = to.OpenDurable())
        {
            await StoreIdentity.MoveAsync(
                db,
                StoreIdentity.HomeOf(to),
                to.Engine.IsShared ? MachineMarks.None : MachineMarks.Current,
                stopping
            );
        }

        await LetGoAsync(to, reason);
        return copied;
    }

    static async Task<bool> HoldsAnythingAsync(SyncStore store, CancellationToken stopping)
    {
        if (!store.IsCurrent())
        {
            return true;
        }

        await using var db = store.Open();
        return await db.Runs.AnyAsync(stopping);
    }

    static async Task HoldAsync(SyncStore store, string reason, CancellationToken stopping)
    {
        await using var db = store.OpenDurable();
        db.Holds.Add(
            new Hold
            {
                What = SendGate.What,
                Reason = reason,
                Since = TimeProvider.System.GetUtcNow(),
            }
        );
        await db.SaveChangesAsync(stopping);
    }

    static async Task LetGoAsync(SyncStore store, string reason)
    {
        await using var db = store.OpenDurable();
        await db
            .Holds.Where(hold => hold.What == SendGate.What && hold.Reason == reason && hold.ReleasedAt == null)
            .ExecuteDeleteAsync(CancellationToken.None);
    }
}
