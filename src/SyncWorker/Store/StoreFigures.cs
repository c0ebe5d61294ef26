using System.Data.Common;
using System.Globalization;

namespace SyncWorker.Store;

/// <param name="Source">Its name.</param>
/// <param name="Since">When it became unreadable.</param>
/// <param name="Reason">In words.</param>
sealed record RedSource(string Source, DateTimeOffset Since, string Reason);

/// <param name="Count">Mails that wait and whose day has come.</param>
/// <param name="Oldest">The day of the oldest; null when none waits.</param>
/// <param name="LastSentAt">When the last mail left; null for never.</param>
sealed record WaitingMail(int Count, DateOnly? Oldest, DateTimeOffset? LastSentAt);

/// <summary>
/// Figures that the worker's watch asks for every few minutes: read only and without Entity Framework, so that the worker stays small.
/// </summary>
/// <exception cref="DbException">The store cannot be read.</exception>
sealed class StoreFigures(SyncStore store)
{
    public StoreEngine Engine => store.Engine;

    /// <summary>The sources that cannot be read.</summary>
    public IReadOnlyList<RedSource> RedSources() =>
        Query(
            """select Source, Since, coalesce(Reason, '') from feeds where Health = 'Unhealthy' order by Source """,
            row => new RedSource(row.GetString(0), Instant(row.GetInt64(1)), row.GetString(2))
        );

    /// <summary>How many rows of each source are in quarantine.</summary>
    public IReadOnlyList<(string Source, int Rows)> SetAside() =>
        Query("select Source, count(*) from quarantine group by Source order by Source", row => (row.GetString(0), row.GetInt32(1)));

    /// <summary>Mails whose day has come and that have not left, but for those to recipients whose mail a person stopped.</summary>
    public WaitingMail Waiting(DateOnly today, DateTimeOffset now) =>
        Query(
            """
            select count(*), min(Day), (select max(SentAt) from outbox)
            from outbox where State in ('Queued', 'RetryAt') and Day <= @today and not exists (
                select 1 from holds where What = @stopped || outbox.Recipient and ReleasedAt is null and (Until is null or Until > @now))
            """,
            row => new WaitingMail(
                row.GetInt32(0),
                row.IsDBNull(1) ? null : DateOnly.ParseExact(row.GetString(1), "yyyy-MM-dd", CultureInfo.InvariantCulture),
                row.IsDBNull(2) ? null : Instant(row.GetInt64(2))
            ),
            ("@today", Text(today)),
            ("@stopped", Pauses.MailPrefix),
            ("@now", now.ToUnixTimeMilliseconds())
        )[0];

    /// <summary>How many mails left since then.</summary>
    public int SentSince(DateTimeOffset instant) =>
        Query(
            """select count(*) from outbox where SentAt >= @since""",
            row => row.GetInt32(0),
            ("@since", instant.ToUnixTimeMilliseconds())
        )[0];

    /// <summary>Why sending is held.</summary>
    public IReadOnlyList<string> Holds() =>
        Query(
            """select Reason from holds where ReleasedAt is null and What not like @pauses order by Id """,
            row => row.GetString(0),
            ("@pauses", $"{Pauses.Prefix}%")
        );

    /// <summary>The pause of a job that is in force; null when it has none.</summary>
    public Pause? PauseOf(string job, DateTimeOffset now) =>
        Query(
            """
            select Reason, Since, Until from holds
            where What = @what and ReleasedAt is null and (Until is null or Until > @now) order by Id desc limit 1
            """,
            row => new Pause(
                PausedKind.Job,
                job,
                row.GetString(0),
                Instant(row.GetInt64(1)),
                row.IsDBNull(2) ? null : Instant(row.GetInt64(2))
            ),
            ("@what", Pauses.What(PausedKind.Job, job)),
            ("@now", now.ToUnixTimeMilliseconds())
        )
            is [var pause]
            ? pause
            : null;

    /// <summary>Recipients whose last mail since then was answered with "mailbox full" (RFC 3463: x.2.2), with the day of that mail.</summary>
    public IReadOnlyList<string> FullMailboxes(DateTimeOffset since) =>
        Query(
            """
            select Recipient from outbox join attempts on attempts.OutboxId = outbox.Id
            where attempts.Id in (select max(a.Id) from attempts as a join outbox as o on o.Id = a.OutboxId group by o.Recipient)
                and attempts.At >= @since and (attempts.ReplyText like '4.2.2%' or attempts.ReplyText like '5.2.2%')
            order by Recipient
            """,
            row => row.GetString(0),
            ("@since", since.ToUnixTimeMilliseconds())
        );

    /// <summary>Whose mailboxes a server reported as not there, and no person has confirmed since.</summary>
    public IReadOnlyList<(string Recipient, string Reason)> DeadMailboxes() =>
        Query(
            """select Recipient, Reason from dead_addresses where ConfirmedAt is null order by Recipient """,
            row => (row.GetString(0), row.GetString(1))
        );

    /// <summary>A fact of the store; null when there is none.</summary>
    public string? Fact(string name) =>
        Query("""select Value from facts where Name = @name""", row => row.GetString(0), ("@name", name)) is [var value] ? value : null;

    List<T> Query<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var db = store.Engine.Connect();
        return db.Read(sql, read, values);
    }

    static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
