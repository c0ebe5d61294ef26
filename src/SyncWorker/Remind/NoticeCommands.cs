using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Hosting.Config;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>
/// Sends a message to many: finds the holders of roles, shows them, and once a person has approved exactly that puts a mail for
/// each into the outbox. The ledger keeps anybody from getting the same text twice.
/// </summary>
sealed class NoticeCommands(SyncStore store, SyncConfig config, TimeProvider clock)
{
    /// <summary>The rule that such rows of the ledger stand under.</summary>
    public const string Rule = "notice";

    const string AllStaff = "staff";
    const string AllOffices = "association.office";

    /// <summary>Who would get it; writes nothing.</summary>
    /// <exception cref="FormatException">Nobody holds one of the roles.</exception>
    public async Task<NoticePlan> PlanAsync(NoticeText text, IReadOnlyList<string> roles, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        return await PlanAsync(db, text, roles, today, cancellationToken);
    }

    /// <summary>
    /// Puts the mails into the outbox if the plan is still the approved one; otherwise nothing, and the plan as it is now.
    /// </summary>
    public async Task<(NoticePlan Plan, bool IsQueued)> ApproveAsync(NoticeText text, IReadOnlyList<string> roles, string hash, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = store.OpenDurable();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var plan = await PlanAsync(db, text, roles, today, cancellationToken);
        if (plan.Hash != hash)
        {
            return (plan, false);
        }

        var once = new ReminderStep(StepKind.Once);
        foreach (var to in plan.To)
        {
            var mail = new OutboxMail
            {
                Recipient = to.Key,
                Day = today,
                Kind = $"{OutboxMail.Notice}-{text.Hash}",
                Address = to.Address,
                Salutation = to.Salutation,
                Language = to.Language == MailLanguage.En ? "en" : "vi",
                State = OutboxState.Queued,
                CreatedAt = clock.GetUtcNow(),
            };
            db.Outbox.Add(mail);
            await db.SaveChangesAsync(cancellationToken);
            db.Ledger.Add(new()
            {
                Rule = Rule,
                Subject = Subject(text),
                Period = once.ToString(),
                Step = once,
                Recipient = to.Key,
                Day = today,
                SendOn = today,
                State = LedgerState.Due,
                Reason = $"a message to many, approved by {Environment.UserName}",
                Facts = Facts(text, to).ToJson(),
                OutboxId = mail.Id,
            });
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (plan, true);
    }

    /// <summary>What the mail to one of them says.</summary>
    public static ReminderContent Facts(NoticeText text, Recipient to) => new()
    {
        Kind = ReminderKind.Notice,
        SubjectVi = text.Vi.Subject,
        SubjectEn = text.En?.Subject,
        BodyVi = text.Vi.Body,
        BodyEn = text.En?.Body,
        WhyVi = to.WhyVi,
        WhyEn = to.WhyEn,
    };

    static string Subject(NoticeText text) => $"{Rule}:{text.Hash}";

    async Task<NoticePlan> PlanAsync(SyncDb db, NoticeText text, IReadOnlyList<string> roles, DateOnly today, CancellationToken cancellationToken)
    {
        var facts = await RemindReader.FactsAsync(db, config, today, cancellationToken);
        var finder = new RecipientFinder(facts);
        var found = roles.SelectMany(role => Holders(role, facts, finder, today)).DistinctBy(to => to.Key).OrderBy(to => to.Key, StringComparer.Ordinal).ToList();
        var subject = Subject(text);
        var told = (await db.Ledger.Where(row => row.Rule == Rule && row.Subject == subject).Select(row => row.Recipient).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        return new(Hash(text, found), found.FindAll(to => !told.Contains(to.Key)), found.FindAll(to => told.Contains(to.Key)));
    }

    static IReadOnlyList<Recipient> Holders(string role, RemindFacts facts, RecipientFinder finder, DateOnly today)
    {
        IReadOnlyList<Recipient> found = role switch
        {
            AllOffices => [.. facts.Partners.Where(partner => partner.IsActive).SelectMany(partner => finder.Find(role, facts.ScopeOf(partner), today))],
            _ when role.StartsWith("partner:", StringComparison.Ordinal) =>
                [.. facts.Partners.Where(partner => partner.IsActive && partner.Key == role).SelectMany(partner => finder.Find(AllOffices, facts.ScopeOf(partner), today))],
            _ => [.. facts.Staff.Staff.Where(position => role == AllStaff || role == $"staff:{position.Id}" || position.Roles.Contains(role))
                .SelectMany(position => finder.Find($"staff:{position.Id}", new(), today))],
        };
        var known = facts.Staff.Staff.SelectMany(position => position.Roles).Distinct().Order(StringComparer.Ordinal);
        return found.Count > 0
            ? found
            : throw new FormatException($"Nobody with a mailbox holds \"{role}\". Write one of: {AllStaff}, {string.Join(", ", known)}, {AllOffices}, staff:ID, partner:ID.");
    }

    static string Hash(NoticeText text, IEnumerable<Recipient> to) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(text.Hash + string.Concat(to.Select(recipient => $"\n{recipient.Key} {recipient.Address} {recipient.Language}")))).AsSpan(0, 6));
}

/// <summary>What a message to many would do.</summary>
/// <param name="Hash">Of text and recipients: an approval is for exactly these.</param>
/// <param name="To">Who would get it.</param>
/// <param name="AlreadyNotified">Who has got it already, or has it in the outbox.</param>
sealed record NoticePlan(string Hash, IReadOnlyList<Recipient> To, IReadOnlyList<Recipient> AlreadyNotified);
