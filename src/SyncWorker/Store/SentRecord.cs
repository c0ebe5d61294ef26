using Microsoft.Data.Sqlite;
using SyncWorker.Config;

namespace SyncWorker.Store;

/// <summary>
/// What left, kept beside the store: mails and their reminders of the last weeks, in a small file of its own among the backups. A store
/// that is lost takes its memory with it, and its newest backup is from yesterday: this file tells what left since. It holds no
/// address and no text of a mail, but of a mail that is uncertain, which a person may want to repeat.
/// </summary>
/// <remarks>Its tables have the names and columns of the store's, so that <see cref="CarryOver"/> reads it like another store.</remarks>
static class SentRecord
{
    /// <summary>Longer than a store stays lost unseen, and than its daily backups reach back.</summary>
    static readonly TimeSpan s_kept = TimeSpan.FromDays(30);

    /// <summary>What left before was recorded by the runs before.</summary>
    static readonly TimeSpan s_recorded = TimeSpan.FromDays(3);

    const string Tables = """
        create table if not exists sent.outbox("Store" text not null, "Id" integer not null, "Recipient" text not null, "Day" text not null,
            "Kind" text not null, "Address" text, "Copies" text, "Salutation" text not null, "Language" text not null, "UsefulUntil" text,
            "State" text not null, "MessageId" text, "Subject" text, "Message" blob, "SentAt" integer, "CreatedAt" integer not null,
            primary key ("Store", "Id"));
        create table if not exists sent.ledger("Store" text not null, "OutboxId" integer, "Rule" text not null, "Subject" text not null,
            "Period" text not null, "Step" text not null, "Recipient" text not null, "Day" text not null, "SendOn" text not null,
            "State" text not null, "Reason" text not null, "Facts" text not null, "UsefulUntil" text, "SnoozedUntil" text, "Id" integer,
            primary key ("Store", "Rule", "Subject", "Period", "Step", "Recipient", "Day"));
        create table if not exists sent.partners("Store" text not null, "Id" integer not null, "RegisterId" text, "NameVi" text not null,
            primary key ("Store", "Id"));
        """;

    const string Record = """
        insert or replace into sent.outbox
        select $store, "Id", "Recipient", "Day", "Kind", iif("State" = 'Sent', null, "Address"), iif("State" = 'Sent', null, "Copies"),
            "Salutation", "Language", "UsefulUntil", "State", "MessageId", null, iif("State" = 'Sent', null, "Message"), "SentAt", "CreatedAt"
        from main.outbox o
        where o."State" in ('Uncertain', 'Sending') or (o."State" = 'Sent' and o."SentAt" >= $recorded
            and not exists (select 1 from sent.outbox r where r."Store" = $store and r."Id" = o."Id" and r."State" = 'Sent' and r."SentAt" = o."SentAt"));
        insert or replace into sent.ledger
        select $store, l."OutboxId", l."Rule", l."Subject", l."Period", l."Step", l."Recipient", l."Day", l."SendOn", l."State", l."Reason",
            l."Facts", l."UsefulUntil", l."SnoozedUntil", l."Id"
        from main.outbox o join main.ledger l on l."OutboxId" = o."Id"
        where (o."State" in ('Uncertain', 'Sending') or (o."State" = 'Sent' and o."SentAt" >= $recorded))
            and l."State" in ('Due', 'Late', 'Sent', 'SentLate', 'Acknowledged', 'Snoozed')
            and not (o."State" = 'Sent' and exists (select 1 from sent.ledger r
                where r."Store" = $store and r."Rule" = l."Rule" and r."Subject" = l."Subject" and r."Period" = l."Period" and r."Step" = l."Step"
                    and r."Recipient" = l."Recipient" and r."Day" = l."Day" and r."State" = l."State" and r."OutboxId" = l."OutboxId"
                    and r."Id" = l."Id" and r."SendOn" = l."SendOn" and r."SnoozedUntil" is l."SnoozedUntil" and r."UsefulUntil" is l."UsefulUntil"));
        insert or replace into sent.partners
        select $store, "Id", "RegisterId", "NameVi" from main.partners
        where "Id" in (select substr("Subject", 9) + 0 from sent.ledger where "Subject" like 'partner:%'
            union select substr("Recipient", 9) + 0 from sent.outbox where "Recipient" like 'partner:%');
        delete from sent.ledger where exists (select 1 from sent.outbox o
            where o."Store" = ledger."Store" and o."Id" = ledger."OutboxId" and o."CreatedAt" < $kept);
        delete from sent.outbox where "CreatedAt" < $kept;
        """;

    /// <summary>A record of a version before 0.4.0 does not know the numbers of reminders.</summary>
    public static void AddNumbers(SqliteConnection db, string schema, string ledger)
    {
        if (!SqliteFile.Column(db, $"select name from pragma_table_info('{ledger}', '{schema}')").Contains("Id"))
        {
            Execute(db, $"""alter table {schema}.{ledger} add column "Id" integer""");
        }
    }

    public static string PathIn(WorkerFolders folders) => Path.Combine(folders.Backups, "sent.db");

    /// <summary>Records what has left since the last time.</summary>
    /// <exception cref="SqliteException">The file could not be written.</exception>
    public static void Write(WorkerFolders folders, string store, DateTimeOffset now)
    {
        Directory.CreateDirectory(folders.Backups);
        var file = PathIn(folders);
        if (File.Exists(file) && BackupFile.FindDamage(file, "quick_check") is not null)
        {
            File.Move(file, file + ".damaged", overwrite: true);
        }

        using (File.Open(file, FileMode.OpenOrCreate)) { }
        OwnerOnly.Restrict(file);
        using var db = folders.Postgres is null ? SqliteFile.Open(folders.Store, SqliteOpenMode.ReadWrite) : Recent(folders, now);
        Execute(db, "attach database $file as sent", ("$file", file));
        using var transaction = db.BeginTransaction(deferred: true);
        Execute(db, Tables);
        AddNumbers(db, "sent", "ledger");
        Execute(
            db,
            Record,
            ("$store", store),
            ("$recorded", (now - s_recorded).ToUnixTimeMilliseconds()),
            ("$kept", (now - s_kept).ToUnixTimeMilliseconds())
        );
        transaction.Commit();
    }

    static readonly (string Table, string Columns, string Which)[] s_recent =
    [
        (
            "outbox",
            "Id, Recipient, Day, Kind, Address, Copies, Salutation, Language, UsefulUntil, State, MessageId, Message, SentAt, CreatedAt",
            "State in ('Uncertain', 'Sending') or (State = 'Sent' and SentAt >= @recorded)"
        ),
        (
            "ledger",
            "Id, OutboxId, Rule, Subject, Period, Step, Recipient, Day, SendOn, State, Reason, Facts, UsefulUntil, SnoozedUntil",
            "OutboxId in (select Id from outbox where State in ('Uncertain', 'Sending') or (State = 'Sent' and SentAt >= @recorded))"
        ),
        ("partners", "Id, RegisterId, NameVi", "@recorded > 0"),
    ];

    // What left lately of a store on a server, in memory, so that the record is written by the same statements.
    static SqliteConnection Recent(WorkerFolders folders, DateTimeOffset now)
    {
        using var store = StoreEngine.Of(folders).Connect();
        var db = SqliteFile.Open(":memory:", SqliteOpenMode.ReadWriteCreate);
        foreach (var (table, columns, which) in s_recent)
        {
            var names = columns.Split(", ");
            Execute(db, $"create table {table} ({columns})");
            using var transaction = db.BeginTransaction();
            store.Read(
                $"select {columns} from {table} where {which}",
                row =>
                    Execute(
                        db,
                        $"insert into {table} values ({string.Join(", ", names.Select(name => $"${name}"))})",
                        [.. names.Select((name, i) => ($"${name}", row.GetValue(i)))]
                    ),
                ("@recorded", (now - s_recorded).ToUnixTimeMilliseconds())
            );
            transaction.Commit();
        }

        return db;
    }

    /// <summary>Takes an address, and the text of the mails to it, out of the record.</summary>
    /// <param name="folders">Whose record.</param>
    /// <param name="isMeant">Whether an address, or a list of copies, names it.</param>
    public static void Forget(WorkerFolders folders, Func<string, bool> isMeant)
    {
        if (!File.Exists(PathIn(folders)))
        {
            return;
        }

        using var db = SqliteFile.Open(PathIn(folders), SqliteOpenMode.ReadWrite);
        SqliteFile.Run(db, "pragma secure_delete = on"); // not even in the file's free pages
        foreach (
            var addresses in SqliteFile
                .Column(db, """select "Address" || char(10) || coalesce("Copies", '') from outbox where "Address" is not null""")
                .Where(isMeant)
        )
        {
            Execute(
                db,
                """update outbox set "Address" = null, "Copies" = null, "Message" = null where "Address" || char(10) || coalesce("Copies", '') = $addresses""",
                ("$addresses", addresses)
            );
        }
    }

    internal static int Execute(SqliteConnection db, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = db.CreateCommand();
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: constants of this program
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command.ExecuteNonQuery();
    }
}
