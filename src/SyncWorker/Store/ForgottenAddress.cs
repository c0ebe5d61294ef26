using System;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Config;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Store;

/// <summary>
/// Takes an address out of the store:
/// <list type="number">
/// <item>Mails to it that wait are cancelled; its copies of other mails are dropped.</item>
/// <item>The outbox forgets the address, the frozen texts and the servers' words of its mails; that they were sent stays.</item>
/// <item>Every text that quotes it (quarantine, history, held plans, errors) says "(removed)" in its place.</item>
/// <item>What only people can change is named: config, the sources that still have it, decisions, files, backups.</item>
/// </list>
/// </summary>
sealed class ForgottenAddress(SyncStore store, WorkerFolders folders)
{
    const string Removed = "(removed)";
    const string Escape = "!";

    // What quotes foreign data and is history, not the register's present state.
    static readonly (string Table, string Column)[] s_quotes =
    [
        ("quarantine", "Raw"), ("quarantine", "Reasons"), ("changes", "Old"), ("changes", "New"), ("plans", "Items"), ("plans", "Reason"),
        ("runs", "Error"), ("holds", "Reason"), ("outbox", "Reason"), ("attempts", "ReplyText"), ("ledger", "Reason"), ("ledger", "Facts"),
    ];

    /// <param name="address">One mailbox.</param>
    /// <param name="isRehearsal">Say what would be done, do nothing.</param>
    /// <param name="cancellationToken">Ends it before anything is written.</param>
    public async Task<ForgetReport> ForgetAsync(string address, bool isRehearsal, CancellationToken cancellationToken)
    {
        await using var db = store.OpenDurable();
        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("pragma secure_delete = on", cancellationToken); // not even in the file's free pages
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var done = new List<Count>();
        await MailsAsync(db, address, done, cancellationToken);
        foreach (var (table, column) in s_quotes)
        {
            Note(done, $"texts in {table}", await QuotesAsync(db, table, column, address, cancellationToken));
        }

        var left = await LeftAsync(db, address, cancellationToken);
        if (!isRehearsal)
        {
            await transaction.CommitAsync(cancellationToken);
            await db.Database.ExecuteSqlRawAsync("pragma wal_checkpoint(truncate)", cancellationToken);
            done.AddRange(Previews(address));
        }

        return new(done, left);
    }

    static async Task MailsAsync(SyncDb db, string address, List<Count> done, CancellationToken cancellationToken)
    {
        var own = db.Outbox.Where(mail => EF.Functions.Collate(mail.Address!, "NOCASE") == address);
        var ids = await own.Select(mail => mail.Id).ToListAsync(cancellationToken);
        var waiting = await own.Where(mail => mail.State == OutboxState.Queued || mail.State == OutboxState.RetryAt || mail.State == OutboxState.Uncertain).Select(mail => mail.Id).ToListAsync(cancellationToken);
        Note(done, "waiting mails cancelled", await db.Outbox.Where(mail => waiting.Contains(mail.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(mail => mail.State, OutboxState.Cancelled).SetProperty(mail => mail.NextTryAt, (DateTimeOffset?)null).SetProperty(mail => mail.Reason, "Its address was forgotten on request."),
            cancellationToken));
        await db.Ledger.Where(row => waiting.Contains(row.OutboxId!.Value) && (row.State == LedgerState.Due || row.State == LedgerState.Late)).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, LedgerState.Cancelled).SetProperty(row => row.Reason, row => row.Reason + " Its address was forgotten on request."),
            cancellationToken);
        Note(done, "mails without address and text", await db.Outbox.Where(mail => ids.Contains(mail.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(mail => mail.Address, (string?)null).SetProperty(mail => mail.Copies, (string?)null).SetProperty(mail => mail.Message, (byte[]?)null),
            cancellationToken));
        Note(done, "servers' answers", await db.Attempts.Where(attempt => ids.Contains(attempt.OutboxId) && attempt.ReplyText != null).ExecuteUpdateAsync(
            set => set.SetProperty(attempt => attempt.ReplyText, (string?)null),
            cancellationToken));

        // A mail that waits is written anew without the copy; one that left forgets its text.
        var quoted = Quoting(address);
        var copied = await db.Outbox.AsTracking().Where(mail => EF.Functions.Like(mail.Copies!, quoted, Escape)).ToListAsync(cancellationToken);
        foreach (var mail in copied)
        {
            var kept = mail.Copies!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(copy => !Same(copy.Trim(), address)).ToList();
            (mail.Copies, mail.Message) = (kept.Count == 0 ? null : string.Join('\n', kept), null);
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        Note(done, "copies", copied.Count);
    }

    static async Task<int> QuotesAsync(SyncDb db, string table, string column, string address, CancellationToken cancellationToken)
    {
        var rows = new List<(long Id, string Text)>();
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: names of tables and columns from this file
        await using var read = db.Database.GetDbConnection().CreateCommand();
        read.CommandText = $"""select "Id", "{column}" from {table} where "{column}" like @quoting escape '{Escape}'""";
        Give(read, "@quoting", Quoting(address));
        await using (var reader = await read.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add((reader.GetInt64(0), reader.GetString(1)));
            }
        }

        foreach (var (id, text) in rows)
        {
            await using var write = db.Database.GetDbConnection().CreateCommand();
            write.CommandText = $"""update {table} set "{column}" = @text where "Id" = @id""";
            Give(write, "@text", text.Replace(address, Removed, StringComparison.OrdinalIgnoreCase));
            Give(write, "@id", id);
            await write.ExecuteNonQueryAsync(cancellationToken);
        }
#pragma warning restore CA2100

        return rows.Count;
    }

    async Task<IReadOnlyList<string>> LeftAsync(SyncDb db, string address, CancellationToken cancellationToken)
    {
        var (quoted, inJson) = (Quoting(address), Quoting(address.Replace("+", "\\u002B", StringComparison.Ordinal)));
        var left = new List<string>();
        foreach (var file in Directory.Exists(folders.Config) ? Directory.GetFiles(folders.Config, "*.json") : [])
        {
            var lines = await File.ReadAllLinesAsync(file, cancellationToken);
            left.AddRange(Enumerable.Range(0, lines.Length).Where(i => Has(lines[i], address)).Select(i => $"{Path.GetFileName(file)}:{i + 1} names it: take it out there."));
        }

        left.AddRange(await db.Snapshot.Where(row => EF.Functions.Like(row.Fields, quoted, Escape) || EF.Functions.Like(row.Fields, inJson, Escape))
            .Select(row => $"The source {row.Source} says it of {row.ExternalId}: have it taken out there; the next poll takes it out of the register.").ToListAsync(cancellationToken));
        left.AddRange(await db.Decisions.Where(decision => decision.UndoneAt == null && EF.Functions.Like(decision.Value!, quoted, Escape))
            .Select(decision => $"A person pinned it: SyncWorker partner unpin {decision.PartnerId} {decision.Field}").ToListAsync(cancellationToken));
        if (Files(folders.Pickup, address).Count is > 0 and var mails)
        {
            left.Add($"{mails} mails in {folders.Pickup} are to it: delete them, or let whoever picks them up.");
        }

        if (Directory.Exists(folders.Backups) && Directory.GetFiles(folders.Backups).Length is > 0 and var backups)
        {
            left.Add($"{backups} backups in {folders.Backups} are from before: they go one by one as new ones are made ({StoreBackup.Kept} are kept), or delete them.");
        }

        return left;
    }

    // The files that `mail preview` wrote are no record of anything sent.
    IEnumerable<Count> Previews(string address)
    {
        var files = Files(Path.Combine(folders.Data, "preview"), address);
        files.ForEach(File.Delete);
        return files.Count == 0 ? [] : [new("previews", files.Count)];
    }

    static List<string> Files(string folder, string address) => Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Where(file => Has(File.ReadAllText(file), address))] : [];

    // SQLite's like takes large and small letters for the same.
    static string Quoting(string address) =>
        $"%{address.Replace(Escape, Escape + Escape, StringComparison.Ordinal).Replace("%", $"{Escape}%", StringComparison.Ordinal).Replace("_", $"{Escape}_", StringComparison.Ordinal)}%";

    static void Give(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    static bool Has(string text, string address) => text.Contains(address, StringComparison.OrdinalIgnoreCase);

    static bool Same(string text, string other) => text.Equals(other, StringComparison.OrdinalIgnoreCase);

    static void Note(List<Count> done, string what, int number)
    {
        var before = done.FindIndex(count => count.What == what);
        if (before >= 0)
        {
            done[before] = new(what, done[before].Number + number);
        }
        else if (number > 0)
        {
            done.Add(new(what, number));
        }
    }
}

/// <summary>What was done, and what a person has to do.</summary>
sealed record ForgetReport(IReadOnlyList<Count> Done, IReadOnlyList<string> Left);
