using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>
/// Says which addresses mail may go to: well-formed ones of the domains that send.json names and, where it says so, those that
/// are in staff.json or in the register.
/// </summary>
sealed class Recipients
{
    readonly SendOptions _options;
    readonly HashSet<string> _known;

    Recipients(SendOptions options, HashSet<string> known) => (_options, _known) = (options, known);

    public static async Task<Recipients> ReadAsync(SyncStore store, SendOptions options, StaffOptions staff, CancellationToken cancellationToken)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (options.AlsoAllowed.Contains(AllowedList.Staff))
        {
            known.UnionWith(staff.Staff.SelectMany(position => (string?[])[position.Email, position.AlsoTo]).OfType<string>());
        }

        if (options.AlsoAllowed.Contains(AllowedList.Register))
        {
            await using var db = store.Open();
            await foreach (var fields in db.Partners.Where(partner => partner.Status == PartnerStatus.Active || partner.Status == PartnerStatus.Suspected).Select(partner => partner.Fields).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                if (JsonSerializer.Deserialize<Dictionary<string, string>>(fields)?.GetValueOrDefault(CanonicalField.Email) is { } email)
                {
                    known.Add(email);
                }
            }
        }

        return new(options, known);
    }

    /// <summary>Why no mail may go to the address, for people and without the address itself; null when it may.</summary>
    public string? Refusal(string? address)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            return "There is no address: name one in staff.json or in the source.";
        }

        if (EmailAddress.Fault(address) is { } fault)
        {
            return $"The address is not one mailbox, {fault}: correct it in staff.json or in the source.";
        }

        var domain = EmailAddress.DomainOf(address);
        return _options.AllowedDomains.Any(allowed => IsWithin(domain, allowed)) || _known.Contains(address)
            ? null
            : $"The domain {domain} is not in allowedDomains (send.json){Elsewhere()}.";
    }

    string Elsewhere() => _options.AlsoAllowed.Count == 0
        ? ""
        : $", and the address stands in none of: {string.Join(", ", _options.AlsoAllowed.Select(list => list == AllowedList.Staff ? "staff.json" : "the register"))}";

    // ".example.org" allows the domain and all below it, "example.org" that one alone.
    static bool IsWithin(string host, string allowed) => allowed.StartsWith('.')
        ? host.EndsWith(allowed, StringComparison.OrdinalIgnoreCase) || host.Equals(allowed[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(allowed, StringComparison.OrdinalIgnoreCase);
}
