using System.Globalization;
using Microsoft.Data.Sqlite;
using SyncWorker.Config;
using SyncWorker.Store;

namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// The scheduler's own file. All of it but the times of the last runs follows from schedule.json, so a damaged one must not keep
/// the worker from starting: it is put aside and made anew.
/// </summary>
static class ScheduleFile
{
    /// <summary>Puts the file aside when it is damaged.</summary>
    /// <returns>Where it is now and what was wrong with it, or null.</returns>
    public static (string Aside, string Fault)? PutAsideIfDamaged(WorkerFolders folders, TimeProvider clock)
    {
        if (!File.Exists(folders.Schedule) || FaultOf(folders.Schedule) is not { } fault)
        {
            return null;
        }

        var aside = string.Create(CultureInfo.InvariantCulture, $"{folders.Schedule}.damaged-{clock.GetUtcNow():yyyyMMdd-HHmmss}");
        foreach (var part in (string[])["-wal", "-shm", "-journal", ""])
        {
            if (File.Exists(folders.Schedule + part))
            {
                File.Move(folders.Schedule + part, aside + part, overwrite: true);
            }
        }

        return (aside, fault);
    }

    static string? FaultOf(string file)
    {
        try
        {
            using var db = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = file,
                    Mode = SqliteOpenMode.ReadWrite,
                    Pooling = false,
                }.ToString()
            );
            db.Open();
            using var check = new SqliteCommand("pragma quick_check(1)", db);
            var answer = (string?)check.ExecuteScalar();
            return answer == "ok" ? null : answer;
        }
        catch (SqliteException error) when (SqliteCorruption.IsCorruption(error))
        {
            return error.Message;
        }
    }
}
