using System.CommandLine;
using System.Globalization;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Store;

namespace SyncWorker.Cli;

/// <summary><c>restore FILE</c></summary>
static class RestoreVerb
{
    static readonly Argument<string?> s_file = new("FILE")
    {
        Description = "A file that backup has written. Without it the newest good one of the program's own is named, and nothing is done.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    static readonly Option<bool> s_verify = new("--verify")
    {
        Description = "Only check the file: whole, of this version or an older one, and what it holds. Nothing is changed.",
    };

    public static Command Create()
    {
        var command = new Command(
            "restore",
            "Puts a backup in the place of the store. The worker must be stopped; the store that was there is kept in the data folder's\n"
                + "backups, and what left since the backup is marked as sent as far as that store and the record beside it know it.\n"
                + "Sending is then on hold until a person has looked and releases it."
        )
        {
            s_file,
            s_verify,
            CommonOptions.Json,
        };
        command.SetAction((result, stopping) => RestoreAsync(result, stopping));
        return command;
    }

    static async Task<int> RestoreAsync(ParseResult result, CancellationToken stopping)
    {
        var folders = WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));
        if (result.GetValue(s_file) is not { } name)
        {
            return Propose(folders);
        }

        var backup = new StoreBackup(folders, new SyncStore(folders, TimeProvider.System), TimeProvider.System);
        var file = Path.GetFullPath(name);
        var (fault, holds) = StoreBackup.Verify(file);
        var isVerify = result.GetValue(s_verify);
        if (isVerify && result.GetValue(CommonOptions.Json))
        {
            JsonOutput.Print(
                new
                {
                    file,
                    isWhole = fault is null,
                    fault,
                    holds,
                }
            );
            return fault is null ? ExitCode.Done : ExitCode.Failed;
        }

        if (fault is not null)
        {
            await Console.Error.WriteLineAsync($"{fault} Nothing was changed.");
            return ExitCode.Failed;
        }

        if (isVerify)
        {
            Console.Out.WriteLine(Whole(file, holds));
            return ExitCode.Done;
        }

        using var alone = RunLock.TryTake(folders, out var heldBy);
        if (alone is null)
        {
            await Console.Error.WriteLineAsync($"{heldBy} Nothing was changed.");
            return ExitCode.Failed;
        }

        var engine = StoreEngine.Of(folders);
        if (engine.IsShared && !engine.IsEmpty() && SharedWorkers.Live(engine).FirstOrDefault() is { } live)
        {
            await Console.Error.WriteLineAsync($"The worker {live} works on the store. Stop all workers first. Nothing was changed.");
            return ExitCode.Failed;
        }

        var restored = await backup.RestoreAsync(file, stopping);
        if (result.GetValue(CommonOptions.Json))
        {
            JsonOutput.Print(
                new
                {
                    file,
                    holds,
                    restored.Kept,
                    markedAsSent = new
                    {
                        restored.Mails,
                        restored.Reminders,
                        restored.NotCompared,
                    },
                }
            );
        }
        else
        {
            Console.Out.WriteLine(Whole(file, holds));
            Print(folders, restored);
        }

        Deed.Log(folders, $"restore {Path.GetFileName(file)}", "restored, sending is on hold");
        return ExitCode.Done;
    }

    static string Whole(string file, IReadOnlyList<Union.Count> holds) => $"{file} is whole: {string.Join(", ", holds.Select(InWords))}.";

    static string InWords(Union.Count rows) =>
        rows.What switch
        {
            "snapshot" => $"{rows.Number} rows of sources",
            "ledger" => $"{rows.Number} reminders",
            "outbox" => $"{rows.Number} mails",
            _ => rows.ToString(),
        };

    static int Propose(WorkerFolders folders)
    {
        if (BackupFile.NewestGood(folders) is not { } newest)
        {
            Console.Error.WriteLine(
                $"There is no good backup in {folders.Backups}. Name one that you keep elsewhere: SyncWorker restore FILE"
            );
            return ExitCode.Failed;
        }

        Console.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The newest good backup is {newest.Path}, made {File.GetLastWriteTimeUtc(newest.Path):yyyy-MM-dd HH:mm} UTC. Nothing was changed."
            )
        );
        Console.Out.WriteLine($"Put it back, with the worker stopped: SyncWorker restore {newest.Path}");
        return ExitCode.Done;
    }

    static void Print(WorkerFolders folders, Restored restored)
    {
        Console.Out.WriteLine(
            restored.Kept is { } kept
                ? $"Restored to {StoreEngine.Of(folders).Place}; what was there is {kept}."
                : $"Restored to {StoreEngine.Of(folders).Place}."
        );
        if (restored.Mails + restored.Reminders > 0)
        {
            Console.Out.WriteLine($"What left since the backup is marked as sent: {Counted(restored)}.");
        }

        foreach (var file in restored.NotCompared)
        {
            Console.Out.WriteLine(
                $"The store that was there could not be read for what else left since ({file}): look closely at what would leave."
            );
        }

        Console.Out.WriteLine(
            "Sending is on hold. See what would leave: SyncWorker mail release --what-if. Let it go: SyncWorker mail release"
        );
    }

    /// <summary>"119 mails, 240 reminders"</summary>
    public static string Counted(Restored restored) =>
        $"{Union.Count.Describe(restored.Mails, "mail")}, {Union.Count.Describe(restored.Reminders, "reminder")}";
}
