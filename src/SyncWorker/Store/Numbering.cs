using Microsoft.Data.Sqlite;

namespace SyncWorker.Store;

/// <summary>
/// A number that a row has had is given to no other, also when a store goes back to its backup or is begun anew: mails have carried it out
/// of the store, as a Message-ID or in the links of a reminder, and a sheet of the review lies on somebody's desk. Else an answer to a mail
/// that left before would be booked on another reminder.
/// </summary>
static class Numbering
{
    /// <summary>More than any store gives between its newest backup and its loss, for one that cannot say how far it came.</summary>
    public const long Leap = 1_000_000;

    /// <summary>Lets a restored store go on where the one that it replaces was.</summary>
    /// <param name="store">The restored store.</param>
    /// <param name="replaced">The store that was there before; null when it is gone.</param>
    public static void GoOn(SqliteConnection store, string? replaced)
    {
        Begin(store, 0);
        if (replaced is null || !Knows(replaced))
        {
            SentRecord.Execute(store, "update sqlite_sequence set seq = seq + $leap where name <> 'runs'", ("$leap", Leap));
            return;
        }

        SentRecord.Execute(store, "attach database $replaced as replaced", ("$replaced", replaced));
        SentRecord.Execute(
            store,
            "update sqlite_sequence as own set seq = max(seq, coalesce((select seq from replaced.sqlite_sequence r where r.name = own.name), 0))"
        );
        SentRecord.Execute(store, "detach database replaced");
    }

    static bool Knows(string replaced)
    {
        if (BackupFile.FindDamage(replaced, "quick_check") is not null)
        {
            return false;
        }

        using var db = SqliteFile.Open(replaced, SqliteOpenMode.ReadOnly);
        return SqliteFile.HasTable(db, "sqlite_sequence"); // an empty file has none
    }

    /// <summary>Lets each table that has given no number begin after this one.</summary>
    public static void Begin(SqliteConnection store, long number) =>
        SentRecord.Execute(
            store,
            """
            insert into sqlite_sequence(name, seq)
            select name, iif(name = 'runs', 0, $number) from sqlite_master
            where type = 'table' and sql like '%autoincrement%' and name not in (select name from sqlite_sequence)
            """,
            ("$number", number)
        );
}
