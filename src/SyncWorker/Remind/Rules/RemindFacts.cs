using System.Globalization;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Remind.Rules;

/// <summary>All that planning depends on, but for the ledger and the day: what the store knows and what config says.</summary>
sealed record RemindFacts
{
    readonly Dictionary<long, PartnerFacts> _partners;
    readonly Dictionary<string, CountryFacts> _countries;
    readonly Dictionary<(long, string, string), ObligationFacts> _obligations;

    public RemindFacts(
        IReadOnlyList<PartnerFacts> partners,
        IReadOnlyList<CountryFacts> countries,
        IReadOnlyList<ObligationFacts> obligations
    )
    {
        (Partners, Countries, Obligations) = (partners, countries, obligations);
        _partners = partners.ToDictionary(partner => partner.Id);
        _countries = countries.ToDictionary(country => country.Iso2, StringComparer.Ordinal);
        _obligations = obligations.ToDictionary(owed => (owed.PartnerId, owed.Code, owed.Period));
        Clusters = new(this);
    }

    public IReadOnlyList<PartnerFacts> Partners { get; }

    public IReadOnlyList<CountryFacts> Countries { get; }

    public IReadOnlyList<ObligationFacts> Obligations { get; }

    /// <summary>What could not be read or worked out; filled while it is planned.</summary>
    public SetAside SetAside { get; init; } = new();

    public required RemindOptions Options { get; init; }

    /// <summary>
    /// How far ahead of its day a case can have a step, and how long after it one that never expires is still looked for.
    /// </summary>
    public int ReachDays =>
        field > 0 ? field : field = Math.Max(400, RemindOptions.Leads(Options).Select(lead => lead.AtMostDays).DefaultIfEmpty().Max() + 31);

    public required StaffOptions Staff { get; init; }

    public Clusters Clusters { get; }

    /// <summary>The countries that active partners are linked to.</summary>
    public LinkedCountries LinkedCountries => field ??= LinkedCountries.Of(Partners);

    /// <summary>Register numbers of before a merger, each with that of the unit that took over.</summary>
    public IReadOnlyDictionary<string, string> Successors { get; init; } = new Dictionary<string, string>();

    public required WorkCalendar Calendar { get; init; }

    /// <summary>Nothing due before this day counts.</summary>
    public required DateOnly GoLive { get; init; }

    /// <summary>The sheet of events.</summary>
    public IReadOnlyList<HeldEvent> Events { get; init; } = [];

    /// <summary>False when the sheet is out of reach: an event that is not there is then not one that was called off.</summary>
    public bool AreEventsKnown { get; init; } = true;

    /// <summary>The sheet of assignments.</summary>
    public IReadOnlyList<Assignment> Assignments { get; init; } = [];

    /// <summary>Documents that a basis may name by their number.</summary>
    public DocumentNumbers Documents { get; init; } = DocumentNumbers.None;

    /// <summary>Changes of the register that wait for a person's consent.</summary>
    public IReadOnlyList<HeldChange> HeldChanges { get; init; } = [];

    public LongBreak LongBreak { get; init; } = new();

    /// <summary>Mailboxes that were reported as not there and that nobody has confirmed.</summary>
    public IReadOnlySet<string> DeadAddresses { get; init; } = new HashSet<string>();

    /// <summary>
    /// A day is rehearsed (--as-of): a report that fell due since go-live is chased as if its units had been known then.
    /// </summary>
    public bool IsRehearsal { get; init; }

    /// <summary>
    /// What fell due on a day since go-live is chased in a rehearsal, although the clock knows its units or its sheet since later.
    /// </summary>
    public bool IsChasedInRehearsal(DateOnly due) => IsRehearsal && due >= GoLive;

    /// <summary>
    /// Rules that a person paused, each with the sentence that says so: nothing of them is due, and nothing follows from that.
    /// </summary>
    public IReadOnlyDictionary<string, PausedUntil> PausedRules { get; init; } = new Dictionary<string, PausedUntil>();

    /// <summary>Recipients by their key whose mail a person stopped.</summary>
    public IReadOnlyDictionary<string, PausedUntil> StoppedMail { get; init; } = new Dictionary<string, PausedUntil>();

    /// <summary>Whether a person stopped the mail of the recipient for that day.</summary>
    public bool IsMailStopped(string recipient, DateOnly day) => StoppedMail.GetValueOrDefault(recipient)?.IsOn(day) == true;

    /// <summary>The same on a later day: pauses of rules that end by then are over.</summary>
    public RemindFacts On(DateOnly day) =>
        this with
        {
            PausedRules = PausedRules.Where(paused => paused.Value.IsOn(day)).ToDictionary(StringComparer.Ordinal),
            SetAside = SetAside.Without(PausedRules.Where(paused => !paused.Value.IsOn(day)).Select(paused => paused.Key)),
        };

    /// <summary>The last day before this one that was planned; null when nothing ever was.</summary>
    public DateOnly? LastRun { get; init; }

    /// <summary>The day each rule was first seen; a rule that is not here is new today.</summary>
    public IReadOnlyDictionary<string, DateOnly> RulesSince { get; init; } = new Dictionary<string, DateOnly>();

    public ObligationFacts? Obligation(long partner, string code, string period) => _obligations.GetValueOrDefault((partner, code, period));

    /// <summary>
    /// First day on which the rule was known; the earliest day there is when nothing is known of it (see <see cref="RulesSince"/>).
    /// </summary>
    public DateOnly RuleSince(string rule) => RulesSince.GetValueOrDefault(rule, DateOnly.MinValue);

    /// <summary>The first day that counts for a subject under a rule.</summary>
    public DateOnly Start(DateOnly known, string rule)
    {
        var since = RuleSince(rule);
        var start = known > since ? known : since;
        return start > GoLive ? start : GoLive;
    }

    /// <summary>A partner's field: its own department where it has one, else that of its kind, else that of its country.</summary>
    public Scope ScopeOf(PartnerFacts partner) =>
        new()
        {
            Partner = partner,
            Country = partner.Country,
            Province = partner.Province,
            Department =
                partner.Field(CanonicalField.Department)
                ?? Options.Departments.GetValueOrDefault(partner.Kind)
                ?? (partner.Country is { } code && _countries.TryGetValue(code, out var country) ? country.Department : null),
        };

    /// <summary>The partner that has the duties of another today: itself, or its successor; null when there is none.</summary>
    public PartnerFacts? ActiveSuccessor(long id)
    {
        var seen = new HashSet<long>();
        var partner = _partners.GetValueOrDefault(id);
        while (partner is { IsActive: false, SuccessorId: { } next } && seen.Add(partner.Id))
        {
            partner = _partners.GetValueOrDefault(next);
        }

        return partner is { IsActive: true } ? partner : null;
    }

    /// <summary>The register number of the partner that an item is about; null for another subject, or without one.</summary>
    public string? RegisterIdOf(string subject) =>
        subject.StartsWith(PartnerFacts.KeyPrefix, StringComparison.Ordinal)
        && long.TryParse(subject.AsSpan(PartnerFacts.KeyPrefix.Length), CultureInfo.InvariantCulture, out var id)
            ? _partners.GetValueOrDefault(id)?.RegisterId
            : null;

    public CountryFacts? Country(string? iso2) => iso2 is null ? null : _countries.GetValueOrDefault(iso2);
}

/// <param name="Words">The sentence that says so.</param>
/// <param name="Until">The day on which it goes on; null for not before a person resumes it.</param>
sealed record PausedUntil(string Words, DateOnly? Until)
{
    public bool IsOn(DateOnly day) => Until is not { } until || day < until;
}

/// <summary>A change of the register that the guard holds.</summary>
/// <param name="Since">The day it was held on.</param>
/// <param name="Until">The last day on which it can be consented to.</param>
sealed record HeldChange(string Hash, DateOnly Since, DateOnly Until);

/// <summary>Which countries the register has an organisation of.</summary>
/// <param name="All">With a member association or a partner.</param>
/// <param name="WithAssociation">With a member association.</param>
sealed record LinkedCountries(IReadOnlySet<string> All, IReadOnlySet<string> WithAssociation)
{
    const string Association = "central_association";

    public static LinkedCountries Of(IEnumerable<PartnerFacts> partners)
    {
        var linked = partners.Where(partner => partner is { IsActive: true, Country: not null }).ToList();
        return new(
            linked.Select(partner => partner.Country!).ToHashSet(StringComparer.Ordinal),
            linked.Where(partner => partner.Kind == Association).Select(partner => partner.Country!).ToHashSet(StringComparer.Ordinal)
        );
    }
}
