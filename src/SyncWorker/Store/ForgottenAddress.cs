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
/// <item>Mails that were read (answers) and previews are deleted.</item>
/// <item>What only people can change is named: config and its last good copy, the sources that still have it and their files, decisions,
/// mails to be read, backups.</item>
/// </list>
/// </summary>
sealed class ForgottenAddress(SyncStore store, WorkerFolders folders)
{
    const string Removed = "(removed)";
    const string Escape = "!";

    // What quotes foreign data and is history, not the register's present state.
    static readonly (string Table, string Column)[] s_quotes =
    [
        ("quarantine", "Raw"),
        ("quarantine", "Reasons"),
        ("changes", "Old"),
        ("changes", "New"),
        ("plans", "Items"),
        ("plans", "Reason"),
        ("runs", "Error"),
        ("holds", "Reason"),
        ("outbox", "Reason"),
        ("attempts", "ReplyText"),
        ("ledger", "Reason"),
        ("ledger", "Facts"),
        ("obligations", "Response"),
        ("inbox", "Words"),
        ("inbox", "TextVi"),
        ("inbox", "TextEn"),
        ("frozen_figures", "Figures"),
    ];

    /// <summary>The folder of answers: what was read there is deleted, what waits is named.</summary>
    public string Answers { get; init; } = Path.Combine(folders.Data, "answers");

    /// <summary>Folders of partners' files that were read: named, for they are not this program's.</summary>
    public IReadOnlyList<string> SourceFolders { get; init; } = [];

    /// <param name="address">One mailbox.</param>
    /// <param name="isRehearsal">Say what would be done, do nothing.</param>
    /// <param name="cancellationToken">Ends it before anything is written.</param>
    public async Task<ForgetReport> ForgetAsync(string address, bool isRehearsal, CancellationToken cancellationToken)
    {
        var pattern = new AddressPattern(address);
        await using var db = store.OpenDurable();
        await db.Database.OpenConnectionAsync(cancellationToken);
        await store.Engine.EraseDeletedAsync(db, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var done = new List<Count>();
        await MailsAsync(db, address, done, cancellationToken);
        foreach (var (table, column) in s_quotes)
        {
            Note(done, $"texts in {table}", await QuotesAsync(db, table, column, pattern, cancellationToken));
        }

        var approved = address.ToLowerInvariant();
        Note(
            done,
            "approved mailboxes",
            await db.ApprovedMailboxes.Where(mailbox => mailbox.Address == approved).ExecuteDeleteAsync(cancellationToken)
        );
        Note(
            done,
            "reports of non-delivery",
            await db.DeadAddresses.Where(dead => dead.Address == approved).ExecuteDeleteAsync(cancellationToken)
        );
        var files = new AddressFiles(pattern);
        var left = await LeftAsync(db, pattern, files, cancellationToken);
        if (!isRehearsal)
        {
            await transaction.CommitAsync(cancellationToken);
            await store.Engine.EraseJournalAsync(db, cancellationToken);
            SentRecord.Forget(folders, pattern.IsIn);
            done.AddRange(Delete(files, "previews", Path.Combine(folders.Data, "preview")));
            done.AddRange(
                Delete(files, "answers", [.. ((string[])["done", "refused", "replies"]).Select(read => Path.Combine(Answers, read))])
            );
        }

        return new(done, left);
    }

    static async Task MailsAsync(SyncDb db, string address, List<Count> done, CancellationToken cancellationToken)
    {
        var own = db.Outbox.To(address);
        var ids = await own.Select(mail => mail.Id).ToListAsync(cancellationToken);
        var waiting = await own.Where(mail =>
                mail.State == OutboxState.Queued || mail.State == OutboxState.RetryAt || mail.State == OutboxState.Uncertain
            )
            .Select(mail => mail.Id)
            .ToListAsync(cancellationToken);
        Note(
            done,
            "waiting mails cancelled",
            await db
                .Outbox.Where(mail => waiting.Contains(mail.Id))
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(mail => mail.State, OutboxState.Cancelled)
                            .SetProperty(mail => mail.NextTryAt, (DateTimeOffset?)null)
                            .SetProperty(mail => mail.Reason, "Its address was forgotten on request."),
                    cancellationToken
                )
        );
        await db
            .Ledger.Where(row => waiting.Contains(row.OutboxId!.Value) && (row.State == LedgerState.Due || row.State == LedgerState.Late))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.State, LedgerState.Cancelled)
                        .SetProperty(row => row.Reason, row => row.Reason + " Its address was forgotten on request."),
                cancellationToken
            );
        Note(
            done,
            "mails without address and text",
            await db
                .Outbox.Where(mail => ids.Contains(mail.Id))
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(mail => mail.Address, (string?)null)
                            .SetProperty(mail => mail.Copies, (string?)null)
                            .SetProperty(mail => mail.Message, (byte[]?)null),
                    cancellationToken
                )
        );
        Note(
            done,
            "answers of servers",
            await db
                .Attempts.Where(attempt => ids.Contains(attempt.OutboxId) && attempt.ReplyText != null)
                .ExecuteUpdateAsync(set => set.SetProperty(attempt => attempt.ReplyText, (string?)null), cancellationToken)
        );

        // A mail that waits is written anew without the copy; one that left forgets its text.
        var quoted = Quoting(address.ToLowerInvariant());
        var copied = (await db.Outbox.AsTracking().CopiedTo(quoted, Escape).ToListAsync(cancellationToken))
            .Where(mail => mail.CopyAddresses().Any(copy => Same(copy, address)))
            .ToList();
        foreach (var mail in copied)
        {
            var kept = mail.Copies!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(copy => !Same(copy.Trim(), address)).ToList();
            (mail.Copies, mail.Message) = (kept.Count == 0 ? null : string.Join('\n', kept), null);
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        Note(done, "copies", copied.Count);
    }

    static async Task<int> QuotesAsync(SyncDb db, string table, string column, AddressPattern pattern, CancellationToken cancellationToken)
    {
        var rows = new List<(long Id, string Text)>();
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: names of tables and columns from this file
        await using var read = db.Database.GetDbConnection().CreateCommand();
        read.CommandText = $"""select Id, {column} from {table} where {column} like '%@%' or lower({column}) like '%u0040%' """;
        await using (var reader = await read.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                if (reader.GetString(1) is var text && pattern.IsIn(text))
                {
                    rows.Add((reader.GetInt64(0), text));
                }
            }
        }

        foreach (var (id, text) in rows)
        {
            await using var write = db.Database.GetDbConnection().CreateCommand();
            write.CommandText = $"""update {table} set {column} = @text where Id = @id""";
            Give(write, "@text", pattern.Replace(text, Removed));
            Give(write, "@id", id);
            await write.ExecuteNonQueryAsync(cancellationToken);
        }
#pragma warning restore CA2100

        return rows.Count;
    }

    async Task<IReadOnlyList<string>> LeftAsync(SyncDb db, AddressPattern pattern, AddressFiles files, CancellationToken cancellationToken)
    {
        var left = new List<string>();
        foreach (
            var (folder, remedy) in ((string, string)[])
                [
                    (folders.Config, "take it out there"),
                    (folders.LastGoodConfig, "the last good copy: it goes when the config without it is taken over"),
                ]
        )
        {
            foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [])
            {
                var name = Path.GetRelativePath(folder == folders.Config ? folder : folders.Data, file);
                left.AddRange(files.LinesOf(file).Select(line => $"{name}:{line} names it: {remedy}."));
            }
        }

        await foreach (
            var row in db
                .Snapshot.Where(row => EF.Functions.Like(row.Fields, "%@%") || row.Fields.Contains("\\u0040"))
                .Select(row => new
                {
                    row.Source,
                    row.ExternalId,
                    row.Fields,
                })
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken)
        )
        {
            if (pattern.IsIn(row.Fields))
            {
                left.Add(
                    $"The source {row.Source} says it of {row.ExternalId}: have it taken out there; the next poll takes it out of the register."
                );
            }
        }

        left.AddRange(
            (await db.Decisions.Where(decision => decision.UndoneAt == null && decision.Value != null).ToListAsync(cancellationToken))
                .Where(decision => pattern.IsIn(decision.Value!))
                .Select(decision => $"A person pinned it: SyncWorker partner unpin {decision.PartnerId} {decision.Field}")
        );
        LeftInFolders(files, left);
        return left;
    }

    void LeftInFolders(AddressFiles files, List<string> left)
    {
        if (files.In(folders.Pickup).Count is > 0 and var mails)
        {
            left.Add($"{Count.Describe(mails, "mail")} in {folders.Pickup} to it: delete them, or let whoever picks them up.");
        }

        left.AddRange(
            files.In(folders.ConfigHistory).Select(file => $"{file}, a past config, names it: delete it, or it goes with the years.")
        );

        if (files.In(Answers).Count is > 0 and var waiting)
        {
            left.Add(
                $"{Count.Describe(waiting, "mail")} in {Answers} not read yet: read them with SyncWorker inbox, then forget it again."
            );
        }

        left.AddRange(
            SourceFolders
                .Distinct(StringComparer.Ordinal)
                .SelectMany(files.In)
                .Select(file => $"{file} of a source names it: delete it, or have it taken out.")
        );
        left.AddRange(files.Unread.Select(file => $"{file} cannot be read: look into it yourself."));
        if (
            Directory.Exists(folders.Backups)
            && Directory.GetFiles(folders.Backups).Count(file => file != SentRecord.PathIn(folders)) is > 0 and var backups
        )
        {
            left.Add(
                $"{backups} backups in {folders.Backups} are from before: they go one by one as new ones are made ({StoreBackup.Kept} are kept), or delete them."
            );
        }
    }

    // The files that `mail preview` wrote are no record of anything sent; what an answer said is in the ledger.
    static IEnumerable<Count> Delete(AddressFiles files, string what, params string[] from)
    {
        var found = from.SelectMany(files.In).ToList();
        found.ForEach(File.Delete);
        return found.Count == 0 ? [] : [new(what, found.Count)];
    }

    static string Quoting(string address) =>
        $"%{address.Replace(Escape, Escape + Escape, StringComparison.Ordinal).Replace("%", $"{Escape}%", StringComparison.Ordinal).Replace("_", $"{Escape}_", StringComparison.Ordinal)}%";

    static void Give(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

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
