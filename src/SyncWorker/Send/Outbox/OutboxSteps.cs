using Microsoft.EntityFrameworkCore;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send.Outbox;

/// <summary>
/// The steps of mails through the outbox, some at once, each one transaction that survives a power cut.
/// <code>
/// queued or retry-at ─claim▶ claimed ─freeze▶ sending ─settle▶ sent | retry-at | refused | uncertain
///                                      each mail: note, hand over, note the answer
/// </code>
/// Between freeze and settle the <see cref="DeliveryJournal"/> keeps notes, which survive the worker but not the machine. So of a worker
/// that dies no mail is uncertain but those that were under way, one or as many as the transport sends at once; of a machine that loses its
/// power as many as were
/// claimed at once. Every step checks that the mail is still ours (owner and fence): a worker whose lease was taken over changes
/// nothing and hands over nothing.
/// </summary>
sealed class OutboxSteps : IAsyncDisposable
{
    const int ListAtOnce = 2_000;

    readonly Queue<long> _due = [];
    readonly SyncDb _db;
    readonly SyncDb _quick;
    readonly string _folder;
    readonly string _owner;
    readonly long _fence;
    readonly DeliveryJournal _notes;
    readonly SettleStep _settling;
    readonly PreparedStatement _freeze;
    readonly PreparedStatement _isOurs;
    readonly HashSet<long> _underWay = [];

    OutboxSteps(SyncDb db, SyncDb quick, string folder, string owner, long fence)
    {
        (_db, _quick, _folder, _owner, _fence) = (db, quick, folder, owner, fence);
        _notes = DeliveryJournal.Begin(folder, owner, fence);
        _settling = new(db, owner, fence);
        _freeze = new(
            db.Database.GetDbConnection(),
            $"""
            update outbox set {(db is PostgresSyncDb ? "HandedOverAt = null, FrozenAt = extract(epoch from clock_timestamp()) * 1000, " : "")}State = '{nameof(
                OutboxState.Sending
            )}', LeaseUntil = @until, Message = @message, MessageId = @messageId, Subject = @subject
            where Id = @id and LeaseOwner = @owner and Fence = @fence
            """,
            "@id",
            "@owner",
            "@fence",
            "@until",
            "@message",
            "@messageId",
            "@subject"
        );
        // Of a shared store the note of the handover is for those who take over on another machine.
        _isOurs = new(
            quick.Database.GetDbConnection(),
            db is PostgresSyncDb
                ? $"""
                update outbox set HandedOverAt = extract(epoch from clock_timestamp()) * 1000
                where Id = @id and LeaseOwner = @owner and Fence = @fence and State = '{nameof(OutboxState.Sending)}' returning 1
                """
                : $"select 1 from outbox where Id = @id and LeaseOwner = @owner and Fence = @fence and State = '{nameof(
                    OutboxState.Sending
                )}'",
            "@id",
            "@owner",
            "@fence"
        );
    }

    public static async Task<OutboxSteps> OpenAsync(SyncStore store, string owner, long fence, CancellationToken cancellationToken)
    {
        var db = store.OpenDurable();
        await db.Database.OpenConnectionAsync(cancellationToken);
        var quick = store.Open();
        await quick.Database.OpenConnectionAsync(cancellationToken);
        return new(db, quick, store.Data, owner, fence);
    }

    /// <summary>Takes over the mails of workers that are gone, then puts the outbox in order.</summary>
    /// <returns>What those workers left, and how many digests joined a newer one.</returns>
    public async Task<(Recovered Recovered, int Joined)> PrepareAsync(
        SendOptions options,
        IMailTransport transport,
        Moment at,
        CancellationToken cancellationToken
    )
    {
        var recovery = new OutboxRecovery(_db, _settling, _folder, _owner, _fence);
        var recovered = await recovery.RecoverAsync(options, transport.Name, transport.ReplaysSafely, at, cancellationToken);
        await OutboxUpkeep.ForgetAsync(_db, at.Instant - options.KeepAddressesFor.Span, cancellationToken);
        return (recovered, await OutboxUpkeep.JoinAsync(_db, at.Today, cancellationToken));
    }

    /// <summary>Claims up to <paramref name="most"/> mails that are due, oldest first, for <paramref name="lease"/>.</summary>
    public async Task<IReadOnlyList<OutboxMail>> ClaimAsync(int most, Moment at, TimeSpan lease, CancellationToken cancellationToken)
    {
        // The list is made for many claims at once: sorting all that waits for each would take longer than sending it. Whether a
        // mail is still due is asked again when it is claimed. A new list of which none can be claimed is in the hands of others: a worker
        // that was stopped in the middle of its claim keeps its mails locked until the server ends its connection.
        var isNewList = false;
        while (true)
        {
            if (_due.Count == 0 && !isNewList)
            {
                isNewList = true;
                foreach (
                    var id in await DueMails
                        .Query(_db, at)
                        .OrderBy(mail => mail.Day)
                        .ThenBy(mail => mail.Id)
                        .Take(ListAtOnce)
                        .Select(mail => mail.Id)
                        .ToListAsync(cancellationToken)
                )
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

    async Task<IReadOnlyList<OutboxMail>> ClaimAsync(List<long> ids, Moment at, TimeSpan lease, CancellationToken cancellationToken)
    {
        var until = at.Instant + lease;
        // The steps of mails wait for no other writer of a shared store: their transactions are begun beside Entity Framework.
        await using var transaction = await _db.Database.GetDbConnection().BeginTransactionAsync(cancellationToken);
        await using var used = await _db.Database.UseTransactionAsync(transaction, cancellationToken);
        if (_db is PostgresSyncDb)
        {
            ids = await _db
                .Database.SqlQuery<long>($"select Id as \"Value\" from outbox where Id = any({ids.ToArray()}) for update skip locked")
                .ToListAsync(cancellationToken);
        }

        await DueMails
            .Query(_db, at)
            .Where(mail => ids.Contains(mail.Id))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(mail => mail.State, OutboxState.Claimed)
                        .SetProperty(mail => mail.Repeats, mail => mail.State == OutboxState.Uncertain ? mail.Repeats + 1 : mail.Repeats)
                        .SetProperty(mail => mail.LeaseOwner, _owner)
                        .SetProperty(mail => mail.LeaseUntil, until)
                        .SetProperty(mail => mail.Fence, _fence),
                cancellationToken
            );
        var claimed = await _db
            .Outbox.Where(mail =>
                ids.Contains(mail.Id) && mail.LeaseOwner == _owner && mail.Fence == _fence && mail.State == OutboxState.Claimed
            )
            .OrderBy(mail => mail.Day)
            .ThenBy(mail => mail.Id)
            .ToListAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return claimed;
    }

    /// <summary>
    /// Settles what was answered, and freezes what will go over the wire next and enters sending; in one transaction, because each waits for
    /// the disk.
    /// </summary>
    /// <returns>Those that are still ours, and those of the answered that another worker has taken over.</returns>
    public (IReadOnlyList<ClaimedMail> Frozen, IReadOnlyList<long> Lost) SettleAndFreeze(
        IReadOnlyList<DeliveryResult> results,
        IEnumerable<ClaimedMail> mails,
        DateTimeOffset leaseUntil
    )
    {
        using var transaction = _db.Database.GetDbConnection().BeginTransaction();
        var lost = _settling.Settle(results, transaction);
        var until = leaseUntil.ToUnixTimeMilliseconds();
        var frozen = mails
            .Where(claimed =>
                _freeze.Run(
                    transaction,
                    [claimed.Row.Id, _owner, _fence, until, claimed.Mail.Message, claimed.Mail.MessageId, claimed.Mail.Subject]
                ) == 1
            )
            .ToList();
        transaction.Commit();
        return (frozen, lost);
    }

    /// <summary>
    /// Notes that the message is about to be handed over. Noted first, asked second: whoever takes the mail over in between
    /// either finds the note or stops us here.
    /// </summary>
    /// <exception cref="LeaseLostException">Another worker has taken it over.</exception>
    public void HandOver(long id)
    {
        _notes.RecordHandover(id);
        if (!_isOurs.Finds([id, _owner, _fence]))
        {
            throw new LeaseLostException();
        }

        _underWay.Add(id);
    }

    /// <summary>Notes what became of it, so that it is known even if it is never settled.</summary>
    public void Answered(long id, Delivery delivery, Moment at)
    {
        _notes.RecordAnswer(id, delivery, at);
        _underWay.Remove(id);
    }

    /// <inheritdoc cref="SettleStep.Settle(IReadOnlyList{DeliveryResult})"/>
    public IReadOnlyList<long> Settle(IReadOnlyList<DeliveryResult> results) => _settling.Settle(results);

    /// <summary>
    /// Gives back what was claimed and not handed over, when all that was answered is settled: the next run need not wait for the
    /// lease. A mail that was never tried gets a new text then; only one without a text is "queued", because reminders may join
    /// such a one.
    /// </summary>
    public async Task GiveBackAsync(DateTimeOffset? now)
    {
        var underWay = _underWay.ToList();
        await _db
            .Outbox.Where(mail =>
                mail.LeaseOwner == _owner
                && mail.Fence == _fence
                && !underWay.Contains(mail.Id)
                && (mail.State == OutboxState.Claimed || mail.State == OutboxState.Sending)
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(
                            mail => mail.State,
                            mail => mail.Attempts + mail.Repeats == 0 ? OutboxState.Queued : OutboxState.RetryAt
                        )
                        .SetProperty(mail => mail.NextTryAt, mail => mail.Attempts + mail.Repeats == 0 ? null : now)
                        .SetProperty(mail => mail.Message, mail => mail.Attempts + mail.Repeats == 0 ? null : mail.Message)
                        .SetProperty(mail => mail.LeaseOwner, (string?)null)
                        .SetProperty(mail => mail.LeaseUntil, (DateTimeOffset?)null),
                CancellationToken.None
            );
        if (underWay.Count == 0)
        {
            _notes.Remove();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _notes.Dispose();
        _settling.Dispose();
        _freeze.Dispose();
        _isOurs.Dispose();
        await _db.DisposeAsync();
        await _quick.DisposeAsync();
    }
}

/// <summary>Another worker has taken the mail over: this one must not go on with it.</summary>
sealed class LeaseLostException() : Exception("Another worker has taken this mail over.");
