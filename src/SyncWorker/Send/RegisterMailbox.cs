using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>A mailbox of the register that lies outside the union's domains.</summary>
/// <param name="Recipient"><c>partner:12</c>.</param>
/// <param name="Name">The association's, for people.</param>
/// <param name="Address">As the register has it.</param>
/// <param name="Source">The source, among those that send.json names, that says it now; "a person" when it was pinned; null when neither
/// does.</param>
sealed record RegisterMailbox(string Recipient, string Name, string Address, string? Source)
{
    const string Person = "a person";

    /// <summary>Those of all active partners, by partner.</summary>
    public static async Task<IReadOnlyList<RegisterMailbox>> ReadForeignAsync(
        SyncDb db,
        SendOptions options,
        CancellationToken cancellationToken
    )
    {
        var foreign = new Dictionary<long, (string Name, string Address)>();
        await foreach (
            var partner in db
                .Partners.Where(partner =>
                    (partner.Status == PartnerStatus.Active || partner.Status == PartnerStatus.Suspected)
                    && partner.Fields.Contains("\"" + CanonicalField.Email + "\"")
                )
                .Select(partner => new
                {
                    partner.Id,
                    partner.NameVi,
                    partner.Fields,
                })
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken)
        )
        {
            if (Email(partner.Fields) is { } address && !options.IsOwnDomain(EmailAddress.DomainOf(address)))
            {
                foreign[partner.Id] = (partner.NameVi, address);
            }
        }

        var sources = new Dictionary<long, string>();
        foreach (var ids in foreign.Keys.Chunk(500))
        {
            var rows = await (
                from link in db.Links
                join row in db.Snapshot on link.Id equals row.Id
                where
                    link.PartnerId != null
                    && ids.Contains(link.PartnerId.Value)
                    && row.MissingSince == null
                    && options.MailboxesFrom.Contains(row.Source)
                orderby row.Source
                select new
                {
                    Partner = link.PartnerId!.Value,
                    row.Source,
                    row.Fields,
                }
            ).ToListAsync(cancellationToken);
            foreach (var row in rows.Where(row => Same(Email(row.Fields), foreign[row.Partner].Address)))
            {
                sources.TryAdd(row.Partner, row.Source);
            }

            var pins = await db
                .Decisions.Where(decision =>
                    decision.UndoneAt == null
                    && decision.Field == CanonicalField.Email
                    && decision.PartnerId != null
                    && ids.Contains(decision.PartnerId.Value)
                )
                .Select(decision => new { Partner = decision.PartnerId!.Value, decision.Value })
                .ToListAsync(cancellationToken);
            foreach (var pin in pins.Where(pin => Same(pin.Value, foreign[pin.Partner].Address)))
            {
                sources[pin.Partner] = Person;
            }
        }

        return
        [
            .. foreign
                .OrderBy(pair => pair.Key)
                .Select(pair => new RegisterMailbox(
                    string.Create(CultureInfo.InvariantCulture, $"partner:{pair.Key}"),
                    pair.Value.Name,
                    pair.Value.Address,
                    sources.GetValueOrDefault(pair.Key)
                )),
        ];
    }

    static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    // Fields that cannot be read name no mailbox, and are nobody else's trouble.
    static string? Email(string fields)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(fields)?.GetValueOrDefault(CanonicalField.Email);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
