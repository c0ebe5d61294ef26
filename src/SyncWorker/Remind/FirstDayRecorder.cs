using Microsoft.EntityFrameworkCore;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>
/// Keeps who has had the first mail, as facts of the store.
/// <list type="number">
/// <item>A store that has mailed people before it knew of first mails takes everyone who is there then as told.</item>
/// <item>In a trial nobody is told: the mail would reach the tester, and count as read.</item>
/// <item>Else who is new, or has a new mailbox, is told.</item>
/// </list>
/// </summary>
static class FirstDayRecorder
{
    const string Prefix = "first-day.";

    const string Begun = "first-days-since";

    /// <summary>What is to be mailed, marked as told within the caller's transaction.</summary>
    public static async Task<IReadOnlyList<PlannedReminder>> TellAsync(
        SyncDb db,
        RemindFacts facts,
        UnionSettings union,
        Moment at,
        CancellationToken cancellationToken
    )
    {
        if (!facts.Options.FirstDayMail || at.IsRehearsal)
        {
            return [];
        }

        var names = await db
            .Facts.Where(fact => fact.Name.StartsWith(Prefix) || fact.Name == Begun || fact.Name == StoreFact.LiveSince)
            .ToDictionaryAsync(fact => fact.Name, fact => fact.Value, cancellationToken);
        var isTrial = union.Mode == MailMode.Trial && !names.ContainsKey(StoreFact.LiveSince);
        if (!names.ContainsKey(Begun))
        {
            db.Facts.Add(new() { Name = Begun, Value = DayText.Iso(at.Today) });
            if (!isTrial && facts.LastRun is not null)
            {
                await MarkAsync(db, FirstDayMails.Everyone(facts.Staff), cancellationToken);
                return [];
            }
        }

        var told = names
            .Where(fact => fact.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(fact => fact.Key[Prefix.Length..], fact => fact.Value, StringComparer.Ordinal);
        var mails = isTrial ? [] : FirstDayMails.Tell(facts, told, at.Today);
        await MarkAsync(
            db,
            mails.ToDictionary(mail => mail.Recipient, mail => mail.Item.Period, StringComparer.Ordinal),
            cancellationToken
        );
        return mails;
    }

    static async Task MarkAsync(SyncDb db, IReadOnlyDictionary<string, string> marks, CancellationToken cancellationToken)
    {
        var names = marks.Keys.Select(key => Prefix + key).ToList();
        await db.Facts.Where(fact => names.Contains(fact.Name)).ExecuteDeleteAsync(cancellationToken);
        db.Facts.AddRange(marks.Select(mark => new StoreFact { Name = Prefix + mark.Key, Value = mark.Value }));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }
}
