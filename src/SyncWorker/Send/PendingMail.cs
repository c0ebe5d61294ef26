using System.Data.Common;
using System.Globalization;
using SyncWorker.Config;
using SyncWorker.Send.Outbox;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>
/// Says whether a run of send would do anything, so that the worker need not start a process to find out that it would not: one
/// query, without Entity Framework. Whatever cannot be asked (no store, a locked or older one) counts as work.
/// </summary>
/// <remarks>
/// At any hour: a store that is not at home here, a restored one, a hold, a refused login, a last run that did not end well: the
/// run says so, and tells IT. Within mail hours also: what <see cref="DueMails"/> names, what a worker that is gone left, digests
/// that are to be joined, and the first run of a day, which forgets old addresses and finds a template that cannot be used.
/// </remarks>
sealed class PendingMail(WorkerFolders folders, TimeProvider clock)
{
    /// <summary>More than a process takes to start: what is due by then is due for it.</summary>
    static readonly TimeSpan s_soon = TimeSpan.FromSeconds(15);

    const string Query = """
        select
            not exists (select 1 from facts where Name = @homeFact and Value = @home)
                or exists (select 1 from facts where Name = @loginFact)
                or exists (select 1 from holds where What = @send and ReleasedAt is null and (Until is null or Until > @now))
                or not exists (select 1 from runs where Id = last.Id and Outcome = 'Done'),
            not exists (select 1 from runs where Id = last.Id and AsOf = @today)
                or exists (select 1 from outbox where State in ('Claimed', 'Sending'))
                or exists (select 1 from outbox where Day <= @today and (Kind <> @weekly or Day <= @outlooks)
                    and (State = 'Queued' or (State in ('RetryAt', 'Uncertain') and NextTryAt <= @soon))
                    and not exists (select 1 from holds where What = @stopped || outbox.Recipient and ReleasedAt is null
                        and (Until is null or Until > @soon)))
                or exists (select 1 from outbox where Day <= @today and Kind = @digest and State in ('Queued', 'RetryAt') and Message is null
                    group by Recipient having count(*) > 1),
            (select Value from facts where Name = @idFact),
            (select max(Id) from runs)
        from (select max(Id) as Id from runs where Stage = @send and Subject is null) as last
        """;

    /// <summary>Why a run would do nothing now; null when it might do something.</summary>
    public string? WhyNone(UnionSettings union)
    {
        var at = Moment.Read(clock, union.Zone);
        var soon = Moment.At(at.Instant + s_soon, union.Zone);
        var (hours, isWorking) = (union.MailHours, (Func<DateOnly, bool>)union.Calendar.IsWorking);
        var quiet = QuietTime.ClosedReason(hours, soon.Today, soon.Time, isWorking) is null
            ? null
            : QuietTime.ClosedReason(hours, at.Today, at.Time, isWorking);
        try
        {
            var (anyHour, mailHours) = Ask(at, soon);
            return anyHour ? null : quiet ?? (mailHours || DeliveryJournal.Old(folders.Data).Any() ? null : "no mail is due");
        }
        catch (Exception error) when (error is DbException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return null; // the run says what is wrong
        }
    }

    (bool AnyHour, bool MailHours) Ask(Moment at, Moment soon)
    {
        var store = new SyncStore(folders, clock);
        using var db = store.Engine.Connect();
        var (anyHour, mailHours, id, newest) = db.Read(
            Query,
            row => (row.GetBoolean(0), row.GetBoolean(1), row.GetValue(2) as string, row.GetValue(3) as long? ?? 0),
            ("@homeFact", StoreIdentity.HomeFact),
            ("@home", StoreIdentity.HomeOf(store)),
            ("@idFact", StoreIdentity.IdFact),
            ("@loginFact", RefusedLogin.Fact),
            ("@send", SendGate.What),
            ("@now", at.Instant.ToUnixTimeMilliseconds()),
            ("@soon", soon.Instant.ToUnixTimeMilliseconds()),
            ("@today", Text(soon.Today)),
            ("@outlooks", Text(DueMails.OutlooksUntil(soon))),
            ("@weekly", OutboxMail.Weekly),
            ("@digest", OutboxMail.Digest),
            ("@stopped", Pauses.MailPrefix)
        )[0];
        var isRestored = LastSendMarker.Read(folders) is { Run: > 0 } sent && (sent.Store != id || sent.Run > newest);
        return (isRestored || anyHour, mailHours);
    }

    static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
