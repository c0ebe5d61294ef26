using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>
/// Says which addresses mail may go to: well-formed ones of the domains that send.json names and, where it says so, those that
/// are in staff.json, and those of the register that a named source says and a person has approved.
/// </summary>
sealed class Recipients
{
    readonly SendOptions _options;
    readonly HashSet<string> _staff;
    readonly ILookup<string, RegisterMailbox> _register;
    readonly HashSet<(string Recipient, string Address)> _approved;
    readonly HashSet<string> _dead;

    Recipients(
        SendOptions options,
        HashSet<string> staff,
        IEnumerable<RegisterMailbox> register,
        HashSet<(string Recipient, string Address)> approved,
        HashSet<string> dead
    ) =>
        (_options, _staff, _register, _approved, _dead) = (
            options,
            staff,
            register.ToLookup(mailbox => mailbox.Address, StringComparer.OrdinalIgnoreCase),
            approved,
            dead
        );

    public static async Task<Recipients> ReadAsync(
        SyncStore store,
        SendOptions options,
        StaffOptions staff,
        CancellationToken cancellationToken
    )
    {
        var positions = options.AlsoAllowed.Contains(AllowedList.Staff)
            ? staff.Staff.SelectMany(position => (string?[])[position.Email, position.AlsoTo]).OfType<string>()
            : [];
        var known = new HashSet<string>(positions, StringComparer.OrdinalIgnoreCase);
        await using var db = store.Open();
        var dead = new HashSet<string>(
            await db.DeadAddresses.Where(row => row.ConfirmedAt == null).Select(row => row.Address).ToListAsync(cancellationToken),
            StringComparer.OrdinalIgnoreCase
        );
        if (!options.AlsoAllowed.Contains(AllowedList.Register))
        {
            return new(options, known, [], [], dead);
        }

        var approved = await db
            .ApprovedMailboxes.Select(mailbox => new { mailbox.Recipient, mailbox.Address })
            .ToListAsync(cancellationToken);
        return new(
            options,
            known,
            await RegisterMailbox.ReadForeignAsync(db, options, cancellationToken),
            [.. approved.Select(mailbox => (mailbox.Recipient, mailbox.Address))],
            dead
        );
    }

    /// <summary>Why no mail may go to the address, for people and without the address itself; null when it may.</summary>
    /// <param name="address">The mailbox.</param>
    /// <param name="recipient">Whose it is, <c>partner:12</c>; null for whoever has it.</param>
    public Objection? Refusal(string? address, string? recipient = null)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            return new("There is no address: name one in staff.json or in the source.");
        }

        if (EmailAddress.Fault(address) is { } fault)
        {
            return new($"The address is not one mailbox, {fault}: correct it in staff.json or in the source.");
        }

        if (_dead.Contains(address))
        {
            return new("The mailbox was reported as not there, and waits for a person. See: SyncWorker mail recipients list")
            {
                WaitsForPerson = true,
            };
        }

        var domain = EmailAddress.DomainOf(address);
        if (_options.IsOwnDomain(domain) || _staff.Contains(address))
        {
            return null;
        }

        var own = _register[address].Where(mailbox => recipient is null || mailbox.Recipient == recipient).ToList();
        return own.Count == 0 ? new($"The domain {domain} is not in allowedDomains (send.json){Elsewhere()}.")
            : own.TrueForAll(mailbox => mailbox.Source is null)
                ? new("The address is outside allowedDomains, and none of the sources in mailboxesFrom (send.json) says it.")
            : own.Exists(IsApproved) ? null
            : new(
                "The mailbox is outside the union's domains and new or changed, and waits for a person. See: SyncWorker mail recipients list"
            )
            {
                WaitsForPerson = true,
            };
    }

    /// <summary>Mailboxes that only a person's word is missing for.</summary>
    public IReadOnlyList<RegisterMailbox> Waiting =>
        [
            .. _register
                .SelectMany(own => own)
                .Where(mailbox => mailbox.Source is not null && EmailAddress.IsOne(mailbox.Address) && !IsApproved(mailbox)),
        ];

    /// <summary>Those of the register that a person let mail go to.</summary>
    public IReadOnlyList<RegisterMailbox> Approved => [.. _register.SelectMany(own => own).Where(IsApproved)];

    bool IsApproved(RegisterMailbox mailbox) =>
        mailbox.Source is not null && _approved.Contains((mailbox.Recipient, mailbox.Address.ToLowerInvariant()));

    string Elsewhere() =>
        _options.AlsoAllowed.Count == 0
            ? ""
            : $", and the address stands in none of: {string.Join(", ", _options.AlsoAllowed.Select(list => list == AllowedList.Staff ? "staff.json" : "the register"))}";
}

/// <summary>Why no mail may go to an address.</summary>
/// <param name="Reason">For people, without the address.</param>
sealed record Objection(string Reason)
{
    /// <summary>A person's word is all that is missing.</summary>
    public bool WaitsForPerson { get; init; }
}
