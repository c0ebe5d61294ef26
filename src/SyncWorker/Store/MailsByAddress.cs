using Microsoft.EntityFrameworkCore;
using SyncWorker.Store.Rows;

namespace SyncWorker.Store;

/// <summary>Mails by a mailbox, in any case: no two people have mailboxes that differ by case alone.</summary>
static class MailsByAddress
{
#pragma warning disable CA1304, CA1311, CA1862 // no culture is at work: both become lower() of SQL, and not the other forms
    /// <summary>Those to the mailbox itself.</summary>
    public static IQueryable<OutboxMail> To(this IQueryable<OutboxMail> mails, string address)
    {
        var lower = address.ToLowerInvariant();
        return mails.Where(mail => mail.Address!.ToLower() == lower);
    }

    /// <summary>Those whose copies may name it.</summary>
    /// <param name="mails">All.</param>
    /// <param name="pattern">Of <c>like</c>, in small letters.</param>
    /// <param name="escape">Before a sign that stands for itself.</param>
    public static IQueryable<OutboxMail> CopiedTo(this IQueryable<OutboxMail> mails, string pattern, string escape) =>
        mails.Where(mail => EF.Functions.Like(mail.Copies!.ToLower(), pattern, escape));
#pragma warning restore CA1304, CA1311, CA1862
}
