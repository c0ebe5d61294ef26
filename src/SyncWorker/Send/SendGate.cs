using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>
/// Says whether mail may leave now, and keeps the holds: a person's, a copied or restored store's, the jumped clock's, the storm limit's,
/// and the refused login's, which ends by itself when the secret is set again.
/// </summary>
sealed class SendGate(SendParts parts, StageSettings<SendOptions> settings)
{
    /// <summary>What the holds of sending are called.</summary>
    public const string What = "send";

    /// <summary>What a refused login is called to IT.</summary>
    public const string LoginOutage = "the login is refused";

    const string SetClock = "Set it right if it is wrong; then run remind, and look what would leave.";

    /// <summary>Why nothing may leave, or null. New reasons become holds.</summary>
    public async Task<Blocked?> FindBlockAsync(long run, StoreIdentity identity, Moment at, CancellationToken cancellationToken)
    {
        await using var db = parts.Store.OpenDurable();
        var now = at.Instant;
        var held = await db
            .Holds.Where(hold => hold.What == What && hold.ReleasedAt == null && (hold.Until == null || hold.Until > now))
            .OrderBy(hold => hold.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (held is not null)
        {
            return Held(held);
        }

        parts.ClockCheck.NoteBoot();
        if (parts.ClockCheck.FindJump(settings.Union.Zone) is { } jump)
        {
            return await HoldAsync(db, now, $"{jump} {SetClock}", cancellationToken);
        }

        if (identity.Home != parts.Home)
        {
            return await HoldAsync(
                db,
                now,
                "This store was copied or moved: it last sent from another machine or folder, which may still be sending.",
                cancellationToken
            );
        }

        if (!await StoreIdentity.IsOfMachineAsync(db, parts.Machine, cancellationToken))
        {
            return await HoldAsync(
                db,
                now,
                "This store is on a machine with another system board and other network cards under the same machine id, as a clone has; the one it last sent from may still be sending.",
                cancellationToken
            );
        }

        if (LastSendMarker.Read(parts.Folders) is { Run: > 0 } last && (last.Store != identity.Id || last.Run >= run))
        {
            return await HoldAsync(
                db,
                now,
                last.Store == identity.Id
                    ? "This store was restored: mails went out after its backup was made, and it does not know of them."
                    : "This store is another one than that which last sent from this folder, and does not know which mails that one has sent.",
                cancellationToken
            );
        }

        if (await new RefusedLogin(parts, settings).FindAsync(db, cancellationToken) is { } refused)
        {
            return new(StageOutcome.Held, refused, LoginOutage);
        }

        if (QuietTime.ClosedReason(settings.Union.MailHours, at.Today, at.Time, settings.Union.Calendar.IsWorking) is { } quiet)
        {
            return new(StageOutcome.Done, $"Nothing is sent now: {quiet}.");
        }

        return await StormLimit.FindReasonAsync(db, at, settings.Options.Storm, cancellationToken) is { } why
            ? await HoldAsync(db, now, $"{why} Look at them with: SyncWorker mail list --state queued.", cancellationToken)
            : null;
    }

    /// <summary>Why sending is held.</summary>
    public async Task<IReadOnlyList<string>> ReasonsAsync(CancellationToken cancellationToken)
    {
        await using var db = parts.Store.Open();
        var reasons = await db
            .Holds.Where(hold => hold.What == What && hold.ReleasedAt == null)
            .OrderBy(hold => hold.Id)
            .Select(hold => hold.Reason)
            .ToListAsync(cancellationToken);
        if (
            parts.ClockCheck.FindJump(settings.Union.Zone) is { } jump
            && !reasons.Any(reason => reason.EndsWith(SetClock, StringComparison.Ordinal))
        )
        {
            reasons.Add($"{jump} {SetClock}");
        }

        return await new RefusedLogin(parts, settings).FindAsync(db, cancellationToken) is { } refused ? [.. reasons, refused] : reasons;
    }

    /// <summary>
    /// Lets sending go on: every hold is released, a copied store is at home here, the clock is right, and today's mails are not a storm.
    /// Returns the reasons there were.
    /// </summary>
    public async Task<IReadOnlyList<string>> ReleaseAsync(StoreIdentity identity, Moment at, CancellationToken cancellationToken)
    {
        await using var db = parts.Store.OpenDurable();
        var holds = await db.Holds.Where(hold => hold.What == What && hold.ReleasedAt == null).ToListAsync(cancellationToken);
        var now = at.Instant;
        await db
            .Holds.Where(hold => hold.What == What && hold.ReleasedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(hold => hold.ReleasedAt, now).SetProperty(hold => hold.ReleasedBy, Environment.UserName),
                cancellationToken
            );
        var reasons = holds.Select(hold => hold.Reason).ToList();
        if (await RefusedLogin.ForgetAsync(db, cancellationToken))
        {
            reasons.Add("The login that the mail server refused is tried again.");
        }

        if (await LoginMemory.ForgetAsync(db, LoginMemory.InboxFact, cancellationToken))
        {
            reasons.Add("The login that the mailbox of answers refused is tried again.");
        }

        await StoreIdentity.MoveAsync(db, parts.Home, parts.Machine, cancellationToken);

        var newest = await db.Runs.MaxAsync(run => (long?)run.Id, cancellationToken) ?? 0;
        if (
            parts.ClockCheck.FindJump(settings.Union.Zone) is not null
            && !reasons.Any(reason => reason.EndsWith(SetClock, StringComparison.Ordinal))
        )
        {
            reasons.Add("The clock of this machine is right from now on.");
        }

        parts.ClockCheck.Trust();
        await StoreFacts.WriteAsync(db, ClockCheck.TrustedRunFact, string.Create(CultureInfo.InvariantCulture, $"{newest}"));
        if (LastSendMarker.Read(parts.Folders) is { } last)
        {
            // A restored store counts its runs from the backup on: the marker goes back with it.
            (last with { Store = identity.Id, Run = Math.Min(last.Run, newest) }).Write(parts.Folders);
        }

        await db.Facts.Where(fact => fact.Name == StoreFact.Replaced).ExecuteDeleteAsync(cancellationToken);
        await StormLimit.ConsentAsync(db, at, cancellationToken);
        return reasons;
    }

    static async Task<Blocked> HoldAsync(SyncDb db, DateTimeOffset now, string reason, CancellationToken cancellationToken)
    {
        var hold = new Hold
        {
            What = What,
            Reason = reason,
            Since = now,
        };
        db.Holds.Add(hold);
        await db.SaveChangesAsync(cancellationToken);
        return Held(hold);
    }

    static Blocked Held(Hold hold) =>
        new(
            StageOutcome.Held,
            $"Sending is held: {hold.Reason} See what would leave: SyncWorker mail release --what-if. Let it go with: SyncWorker mail release",
            string.Create(CultureInfo.InvariantCulture, $"hold {hold.Id}")
        );
}

/// <summary>Why nothing may leave now.</summary>
/// <param name="Outage">The text of the alert to IT, the same from run to run; null when the outage ends by itself.</param>
sealed record Blocked(StageOutcome Outcome, string Why, string? Outage = null);
