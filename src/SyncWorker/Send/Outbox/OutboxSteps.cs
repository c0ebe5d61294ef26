using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Send.Outbox;

/// <summary>
/// The steps of a mail through the outbox, each one small transaction that survives a power cut, but for the note that a mail
/// is being handed over: that one need survive the worker only, because after a power cut every mail in sending is uncertain.
/// <code>
/// queued or retry-at ─claim▶ claimed ─freeze▶ sending ─hand over▶ sending, handed ─settle▶ sent | retry-at | refused | uncertain
/// </code>
/// Every step checks that the mail is still ours (owner and fence): a worker whose lease was taken over changes nothing.
/// The steps of each mail are prepared statements, because they run thousands of times; what runs once is EF.
/// </summary>
sealed class OutboxSteps : IAsyncDisposable
{
    /// <summary>Local time at which the weekly outlook leaves: after the week's schedule is closed.</summary>
    public static readonly TimeOnly WeeklyFrom = new(14, 0);

    const int ListAtOnce = 2_000;

    readonly Queue<long> _due = [];
    readonly SyncDb _db;
    readonly SyncDb _quick;
    readonly string _owner;
    readonly long _fence;
    readonly DbCommand _freeze;
    readonly DbCommand _handOver;
    readonly DbCommand _settle;
    readonly DbCommand _attempt;
    readonly DbCommand _told;
    readonly DbCommand _expired;

    OutboxSteps(SyncDb db, SyncDb quick, string owner, long fence)
    {
        (_db, _quick, _owner, _fence) = (db, quick, owner, fence);
        const string Ours = """ where "Id" = @id and "LeaseOwner" = @owner and "Fence" = @fence""";
        _freeze = Prepare(
            """update outbox set "State" = 'Sending', "LeaseUntil" = @until, "Message" = @message, "MessageId" = @messageId, "Subject" = @subject, "HandedAt" = null""" + Ours,
            "@until", "@message", "@messageId", "@subject");
        _handOver = Prepare("""update outbox set "HandedAt" = @at""" + Ours + """ and "State" = 'Sending'""", "@at");
        _handOver.Connection = quick.Database.GetDbConnection();
        _settle = Prepare(
            """
            update outbox set "State" = @state, "Reason" = @reason, "NextTryAt" = @next, "Attempts" = "Attempts" + @tries,
                "SentAt" = @sentAt, "HandedAt" = null, "LeaseOwner" = null, "LeaseUntil" = null,
                "Message" = case when @thaws then null else "Message" end
            """ + Ours,
            "@state", "@reason", "@next", "@tries", "@sentAt", "@thaws");
        _attempt = Prepare(
            """
            insert into attempts ("OutboxId", "At", "Transport", "Outcome", "ReplyCode", "ReplyText", "Fence")
            values (@id, @at, @transport, @outcome, @code, @text, @fence)
            """,
            "@at", "@transport", "@outcome", "@code", "@text");
        _told = Prepare(
            """
            update occurrences set "State" = case when "SendOn" < @today then 'Late' else 'Sent' end, "ChangedRun" = @fence
            where "OutboxId" = @id and "State" in ('Due', 'Late')
            """,
            "@today");
        _expired = Prepare(
            """
            update occurrences set "State" = 'Expired', "Reason" = "Reason" || '; its mail could not leave while it was of use', "ChangedRun" = @fence
            where "OutboxId" = @id and "State" in ('Due', 'Late')
            """);
    }

    public static async Task<OutboxSteps> OpenAsync(SyncStore store, string owner, long fence, CancellationToken cancellationToken)
    {
        var db = store.OpenDurable();
        await db.Database.OpenConnectionAsync(cancellationToken);
        var quick = store.Open();
        await quick.Database.OpenConnectionAsync(cancellationToken);
        return new(db, quick, owner, fence);
    }

    /// <summary>Claims up to <paramref name="most"/> mails that are due, oldest first, for <paramref name="lease"/>.</summary>
    public async Task<IReadOnlyList<ClaimedMail>> ClaimAsync(int most, Moment at, TimeSpan lease, CancellationToken cancellationToken)
    {
        // The list is made for many claims at once: sorting all that waits for each would take longer than sending it. Whether a
        // mail is still due is asked again when it is claimed.
        while (true)
        {
            if (_due.Count == 0)
            {
                foreach (var id in await Due(at).OrderBy(mail => mail.Day).ThenBy(mail => mail.Id).Take(ListAtOnce).Select(mail => mail.Id).ToListAsync(cancellationToken))
                {
                    _due.Enqueue(id);
                }
            }

            if (_due.Count == 0)
            {
                return [];
            }

            List<long> ids = [];
            while (ids.Count < most && _due.TryDequeue(out var id))
            {
                ids.Add(id);
            }

            if (await ClaimAsync(ids, at, lease, cancellationToken) is { Count: > 0 } claimed)
            {
                return claimed;
            }
        }
    }

    async Task<IReadOnlyList<ClaimedMail>> ClaimAsync(List<long> ids, Moment at, TimeSpan lease, CancellationToken cancellationToken)
    {
        var until = at.Instant + lease;
        await using var transaction = await _db.Database.BeginTransactionAsync(cancellationToken);
        await Due(at).Where(mail => ids.Contains(mail.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(mail => mail.State, OutboxState.Claimed)
                .SetProperty(mail => mail.Repeats, mail => mail.State == OutboxState.Uncertain ? mail.Repeats + 1 : mail.Repeats)
                .SetProperty(mail => mail.LeaseOwner, _owner)
                .SetProperty(mail => mail.LeaseUntil, until)
                .SetProperty(mail => mail.Fence, _fence),
            cancellationToken);
        var claimed = await _db.Outbox
            .Where(mail => ids.Contains(mail.Id) && mail.LeaseOwner == _owner && mail.Fence == _fence && mail.State == OutboxState.Claimed)
            .OrderBy(mail => mail.Day).ThenBy(mail => mail.Id)
            .ToListAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return [.. claimed.Select(ClaimedMail.Of)];
    }

    /// <summary>Weekly outlooks of today that wait for their hour.</summary>
    public Task<int> OutlooksWaitingAsync(Moment at, CancellationToken cancellationToken)
    {
        var until = OutlooksUntil(at);
        return _db.Outbox.CountAsync(mail => mail.Kind == OutboxMail.Weekly && mail.State == OutboxState.Queued && mail.Day <= at.Today && mail.Day > until, cancellationToken);
    }

    /// <summary>Freezes what will go over the wire and enters sending, in one transaction. Those that are no longer ours are left out.</summary>
    public HashSet<long> Freeze(IEnumerable<(ClaimedMail Mail, WrittenMail Written)> mails, DateTimeOffset leaseUntil)
    {
        using var transaction = _db.Database.BeginTransaction();
        var until = leaseUntil.ToUnixTimeMilliseconds();
        var frozen = mails
            .Where(one => Run(_freeze, one.Mail.Id, ("@until", until), ("@message", one.Written.Message), ("@messageId", one.Written.MessageId), ("@subject", one.Written.Subject)) == 1)
            .Select(one => one.Mail.Id)
            .ToHashSet();
        transaction.Commit();
        return frozen;
    }

    /// <summary>Notes that the message is about to be handed over.</summary>
    /// <exception cref="LeaseLostException">Another worker has taken it over.</exception>
    public void HandOver(long id, DateTimeOffset at)
    {
        if (Run(_handOver, id, ("@at", at.ToUnixTimeMilliseconds())) != 1)
        {
            throw new LeaseLostException();
        }
    }

    /// <summary>
    /// Ends a try: the mail's next state, the attempt's record and, when it was sent or is of no use any more, the ledger's,
    /// together. False when another worker has taken the mail over: then only the attempt is recorded.
    /// </summary>
    public bool Settle(long id, Settlement settlement, Delivery? delivery, string transport, Moment at)
    {
        using var transaction = _db.Database.BeginTransaction();
        var isOurs = Run(
            _settle,
            id,
            ("@state", settlement.State.ToString()),
            ("@reason", settlement.Reason),
            ("@next", settlement.NextTryAt?.ToUnixTimeMilliseconds()),
            ("@tries", delivery is null ? 0 : 1),
            ("@thaws", settlement.Thaws),
            ("@sentAt", settlement.State == OutboxState.Sent ? at.Instant.ToUnixTimeMilliseconds() : null)) == 1;
        if (delivery is not null)
        {
            Run(_attempt, id, ("@at", at.Instant.ToUnixTimeMilliseconds()), ("@transport", transport), ("@outcome", settlement.Outcome), ("@code", delivery.Code), ("@text", delivery.Text));
        }

        if (isOurs)
        {
            NoteInLedger(id, settlement.State, at.Today);
        }

        transaction.Commit();
        return isOurs;
    }

    void NoteInLedger(long id, OutboxState state, DateOnly today)
    {
        switch (state)
        {
            case OutboxState.Sent:
                Run(_told, id, ("@today", today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
                break;
            case OutboxState.Expired:
                Run(_expired, id);
                break;
        }
    }

    /// <summary>
    /// Gives back what was claimed and not handed over: the next run need not wait for the lease. A mail that was never tried gets
    /// a new text then; only one without a text is "queued", because reminders may join such a one.
    /// </summary>
    public Task<int> GiveBackAsync(DateTimeOffset? now) =>
        _db.Outbox
            .Where(mail => mail.LeaseOwner == _owner && mail.Fence == _fence && mail.HandedAt == null && (mail.State == OutboxState.Claimed || mail.State == OutboxState.Sending))
            .ExecuteUpdateAsync(
                set => set.SetProperty(mail => mail.State, mail => mail.Attempts + mail.Repeats == 0 ? OutboxState.Queued : OutboxState.RetryAt)
                    .SetProperty(mail => mail.NextTryAt, mail => mail.Attempts + mail.Repeats == 0 ? null : now)
                    .SetProperty(mail => mail.Message, mail => mail.Attempts + mail.Repeats == 0 ? null : mail.Message)
                    .SetProperty(mail => mail.LeaseOwner, (string?)null)
                    .SetProperty(mail => mail.LeaseUntil, (DateTimeOffset?)null),
                CancellationToken.None);

    /// <summary>
    /// Takes over the leases of workers that are gone. What was not yet handed over goes back into the queue; what was, or after a
    /// power cut may have been, is uncertain, and by the policy repeated later or left for a person.
    /// </summary>
    public async Task<int> RecoverAsync(SendOptions options, bool replaysSafely, Moment at, CancellationToken cancellationToken)
    {
        var now = at.Instant;
        var open = await _db.Outbox
            .Where(mail => mail.State == OutboxState.Claimed || mail.State == OutboxState.Sending)
            .Select(mail => new { mail.Id, mail.Recipient, mail.LeaseOwner, mail.LeaseUntil, mail.HandedAt, mail.Fence, mail.State, IsFrozen = mail.Message != null })
            .ToListAsync(cancellationToken);
        var uncertain = 0;
        foreach (var mail in open.Where(mail => mail.LeaseUntil is null || mail.LeaseUntil < now || LeaseOwner.IsGone(mail.LeaseOwner)))
        {
            var isForStaff = mail.Recipient.StartsWith("staff:", StringComparison.Ordinal);
            var mayHaveLeft = mail.HandedAt is not null || (mail.State == OutboxState.Sending && !replaysSafely && !LeaseOwner.IsOfThisBoot(mail.LeaseOwner));
            var next = !mayHaveLeft
                ? new(mail.IsFrozen ? OutboxState.RetryAt : OutboxState.Queued, "The worker that had it ended before it was handed over.", mail.IsFrozen ? now : null) { Outcome = "temporary" }
                : Settlement.Unknown(isForStaff, "The worker ended after it was handed over and before the answer was noted.", options.Uncertain, now);
            uncertain += next.State == OutboxState.Uncertain ? 1 : 0;
            await _db.Outbox.Where(row => row.Id == mail.Id && row.Fence == mail.Fence && row.LeaseOwner == mail.LeaseOwner).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, next.State)
                    .SetProperty(row => row.Reason, next.Reason)
                    .SetProperty(row => row.NextTryAt, next.NextTryAt)
                    .SetProperty(row => row.HandedAt, (DateTimeOffset?)null)
                    .SetProperty(row => row.LeaseOwner, (string?)null)
                    .SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null)
                    .SetProperty(row => row.Fence, _fence),
                cancellationToken);
            NoteInLedger(mail.Id, next.State, at.Today);
        }

        return uncertain;
    }

    /// <summary>
    /// A person whose mails could not leave for days gets one current digest, not several old ones: the reminders of older ones
    /// that no server has seen move to the newest. Returns how many mails that made superfluous.
    /// </summary>
    public async Task<int> JoinAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var waiting = await _db.Outbox
            .Where(mail => mail.Day <= today && mail.Kind == "digest" && mail.Message == null && (mail.State == OutboxState.Queued || mail.State == OutboxState.RetryAt))
            .Select(mail => new { mail.Id, mail.Recipient, mail.Day, mail.UsefulUntil })
            .ToListAsync(cancellationToken);
        var joined = 0;
        foreach (var group in waiting.GroupBy(mail => mail.Recipient).Where(group => group.Count() > 1))
        {
            var newest = group.MaxBy(mail => mail.Day)!;
            var usefulUntil = group.Any(mail => mail.UsefulUntil is null) ? null : group.Max(mail => mail.UsefulUntil);
            await using var transaction = await _db.Database.BeginTransactionAsync(cancellationToken);
            foreach (var older in group.Where(mail => mail.Id != newest.Id))
            {
                var isStillWaiting = await _db.Outbox
                    .Where(mail => mail.Id == older.Id && mail.Message == null && (mail.State == OutboxState.Queued || mail.State == OutboxState.RetryAt))
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(mail => mail.State, OutboxState.Cancelled)
                            .SetProperty(mail => mail.NextTryAt, (DateTimeOffset?)null)
                            .SetProperty(mail => mail.Reason, $"Its reminders joined the digest of {newest.Day:dd'/'MM'/'yyyy}."),
                        cancellationToken) == 1;
                if (isStillWaiting)
                {
                    joined++;
                    await _db.Occurrences.Where(row => row.OutboxId == older.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.OutboxId, newest.Id), cancellationToken);
                }
            }

            await _db.Outbox.Where(mail => mail.Id == newest.Id).ExecuteUpdateAsync(set => set.SetProperty(mail => mail.UsefulUntil, usefulUntil), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return joined;
    }

    /// <summary>Forgets addresses, texts and the servers' words of mails that were settled before <paramref name="before"/>.</summary>
    public async Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await _db.Outbox
            .Where(mail => mail.CreatedAt < before && (mail.Address != null || mail.Message != null)
                && (mail.State == OutboxState.Sent || mail.State == OutboxState.Refused || mail.State == OutboxState.Expired || mail.State == OutboxState.Cancelled
                    || (mail.State == OutboxState.Uncertain && mail.NextTryAt == null)))
            .ExecuteUpdateAsync(
                set => set.SetProperty(mail => mail.Address, (string?)null).SetProperty(mail => mail.Copies, (string?)null).SetProperty(mail => mail.Message, (byte[]?)null),
                cancellationToken);
        await _db.Attempts.Where(attempt => attempt.At < before && attempt.ReplyText != null).ExecuteUpdateAsync(set => set.SetProperty(attempt => attempt.ReplyText, (string?)null), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in (DbCommand[])[_freeze, _handOver, _settle, _attempt, _told, _expired])
        {
            await command.DisposeAsync();
        }

        await _db.DisposeAsync();
        await _quick.DisposeAsync();
    }

    IQueryable<OutboxMail> Due(Moment at)
    {
        var now = at.Instant;
        var outlooks = OutlooksUntil(at);
        return _db.Outbox.Where(mail => mail.Day <= at.Today && (mail.Kind != OutboxMail.Weekly || mail.Day <= outlooks)
            && (mail.State == OutboxState.Queued
                || ((mail.State == OutboxState.RetryAt || mail.State == OutboxState.Uncertain) && mail.NextTryAt != null && mail.NextTryAt <= now)));
    }

    // From 14:00 of its day on; a rehearsed day is shown whole.
    static DateOnly OutlooksUntil(Moment at) => at.IsRehearsal || at.Time >= WeeklyFrom ? at.Today : at.Today.AddDays(-1);

    DbCommand Prepare(string sql, params string[] names)
    {
        var command = _db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in names.Concat(["@id", "@owner", "@fence"]).Where(name => sql.Contains(name, StringComparison.Ordinal)))
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = name == "@owner" ? _owner : name == "@fence" ? _fence : DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    int Run(DbCommand command, long id, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        command.Transaction = command == _handOver ? null : (_db.Database.CurrentTransaction as Microsoft.EntityFrameworkCore.Infrastructure.IInfrastructure<DbTransaction>)?.Instance;
        command.Parameters["@id"].Value = id;
        foreach (var (name, value) in values)
        {
            command.Parameters[name].Value = value ?? DBNull.Value;
        }

        return command.ExecuteNonQuery();
    }
}

/// <summary>Another worker has taken the mail over: this one must not go on with it.</summary>
sealed class LeaseLostException() : Exception("Another worker has taken this mail over.");
