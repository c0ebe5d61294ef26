using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>Finds who would get a message to many: the holders of roles, without those who have the same text already.</summary>
sealed class NoticeQueries(SyncStore store, StageSettings<RemindOptions> settings)
{
    const string AllStaff = "staff";

    /// <summary>Who would get it; writes nothing.</summary>
    /// <exception cref="FormatException">One of the roles has no holder with a mailbox.</exception>
    public async Task<NoticePlan> PlanAsync(
        NoticeText text,
        IReadOnlyList<string> roles,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        await using var db = store.Open();
        return await PlanAsync(db, text, roles, today, cancellationToken);
    }

    /// <summary>The same within the caller's transaction.</summary>
    public async Task<NoticePlan> PlanAsync(
        SyncDb db,
        NoticeText text,
        IReadOnlyList<string> roles,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var facts = await RemindReader.FactsAsync(db, settings, today, cancellationToken);
        var finder = new RecipientFinder(facts);
        var found = roles
            .SelectMany(role => Holders(role, facts, finder, today))
            .DistinctBy(to => to.Key)
            .OrderBy(to => to.Key, StringComparer.Ordinal)
            .ToList();
        var subject = NoticeCommands.Subject(text);
        var notified = (
            await db
                .Ledger.Where(row => row.Rule == NoticeCommands.Rule && row.Subject == subject)
                .Select(row => row.Recipient)
                .ToListAsync(cancellationToken)
        ).ToHashSet(StringComparer.Ordinal);
        return new(Hash(text, found), found.FindAll(to => !notified.Contains(to.Key)), found.FindAll(to => notified.Contains(to.Key)));
    }

    static IReadOnlyList<Recipient> Holders(string role, RemindFacts facts, RecipientFinder finder, DateOnly today)
    {
        var addressee = Addressee.TryParse(role, out var parsed) ? parsed : default;
        IReadOnlyList<Recipient> found = role switch
        {
            _ when addressee.Role is Role.AssociationOffice =>
            [
                .. facts
                    .Partners.Where(partner => partner.IsActive)
                    .SelectMany(partner => finder.Find(addressee, facts.ScopeOf(partner), today)),
            ],
            _ when role.StartsWith("partner:", StringComparison.Ordinal) =>
            [
                .. facts
                    .Partners.Where(partner => partner.IsActive && partner.Key == role)
                    .SelectMany(partner => finder.Find(Role.AssociationOffice, facts.ScopeOf(partner), today)),
            ],
            _ =>
            [
                .. facts
                    .Staff.Staff.Where(position =>
                        role == AllStaff
                        || (addressee.Position ?? "") == position.Id
                        || (addressee.Role is { } asked && position.Roles.Contains(asked))
                    )
                    .SelectMany(position => finder.Find(Addressee.OfPosition(position.Id), new(), today)),
            ],
        };
        var held = facts.Staff.Staff.SelectMany(position => position.Roles).Select(Roles.Word).Distinct().Order(StringComparer.Ordinal);
        return found.Count > 0
            ? found
            : throw new FormatException(
                $"Nobody with a mailbox holds \"{role}\". Write one of: {AllStaff}, {string.Join(", ", held)}, {Roles.Word(Role.AssociationOffice)}, staff:ID, partner:ID."
            );
    }

    static string Hash(NoticeText text, IEnumerable<Recipient> to) =>
        Convert.ToHexStringLower(
            SHA256
                .HashData(
                    Encoding.UTF8.GetBytes(
                        text.Hash + string.Concat(to.Select(recipient => $"\n{recipient.Key} {recipient.Address} {recipient.Language}"))
                    )
                )
                .AsSpan(0, 6)
        );
}

/// <summary>What a message to many would do.</summary>
/// <param name="Hash">Of text and recipients: an approval is for exactly these.</param>
/// <param name="To">Who would get it.</param>
/// <param name="AlreadyNotified">Who has got it already, or has it in the outbox.</param>
sealed record NoticePlan(string Hash, IReadOnlyList<Recipient> To, IReadOnlyList<Recipient> AlreadyNotified);
