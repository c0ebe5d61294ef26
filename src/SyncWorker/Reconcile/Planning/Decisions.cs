using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Store.Rows;

namespace SyncWorker.Reconcile.Planning;

/// <summary>What people have decided and not undone, ready to be asked.</summary>
sealed class Decisions
{
    /// <summary>Follows the name of the person who decided it: why a row is a partner of its own.</summary>
    public const string MadeStandalone = "made it a partner of its own";

    readonly HashSet<long> _dissolved = [];
    readonly Dictionary<(string, string), Decision> _same = [];
    readonly Dictionary<(string, string), Decision> _own = [];
    readonly HashSet<(string, string, long)> _notSame = [];
    readonly Dictionary<long, long> _merged = [];
    readonly ILookup<long, Pin> _pins;
    readonly Dictionary<long, string> _foundingDays = [];

    public Decisions(IEnumerable<Decision> decisions)
    {
        var standing = decisions.Where(decision => decision.UndoneAt is null).OrderBy(decision => decision.Id).ToList();
        foreach (var decision in standing)
        {
            switch (decision)
            {
                case { Kind: DecisionKind.Same, Source: { } source, ExternalId: { } id }:
                    _same[(source, id)] = decision;
                    break;
                case { Kind: DecisionKind.Own, Source: { } source, ExternalId: { } id }:
                    _own[(source, id)] = decision;
                    break;
                case { Kind: DecisionKind.NotSame, Source: { } source, ExternalId: { } id, PartnerId: { } partner }:
                    _notSame.Add((source, id, partner));
                    break;
                case { Kind: DecisionKind.Merge, PartnerId: { } from, OtherPartnerId: { } into }:
                    _merged[from] = into;
                    break;
                case { Kind: DecisionKind.Undo, PartnerId: { } partner }:
                    _dissolved.Add(partner);
                    break;
                case { Kind: DecisionKind.FoundingDay, PartnerId: { } partner, Value: { } value }:
                    _foundingDays[partner] = value;
                    break;
            }
        }

        _pins = standing
            .Where(decision => decision is { Kind: DecisionKind.Pin, PartnerId: not null, Field: not null })
            .ToLookup(
                decision => decision.PartnerId!.Value,
                decision => new Pin(decision.Field!, decision.Value, decision.Who, decision.At, decision.Why)
            );
    }

    public Decision? SameAs(string source, string externalId) => _same.GetValueOrDefault((source, externalId));

    /// <summary>A row that a person has made, or kept, a partner of its own.</summary>
    public Decision? IsStandalone(string source, string externalId) => _own.GetValueOrDefault((source, externalId));

    public bool Refuses(string source, string externalId, long partner) => _notSame.Contains((source, externalId, partner));

    /// <summary>Made for one row by a decision that was taken back: no row is this partner any more.</summary>
    public bool IsDissolved(long partner) => _dissolved.Contains(partner);

    public IEnumerable<Pin> Pins(long partner) => _pins[partner];

    public string? FoundingDayOf(long partner) => _foundingDays.GetValueOrDefault(partner);

    /// <summary>The partner that this one belongs to after all mergers.</summary>
    public long Survivor(long partner)
    {
        for (var steps = 0; steps < 100 && _merged.TryGetValue(partner, out var into); steps++)
        {
            partner = into;
        }

        return partner;
    }

    /// <summary>The partner it was merged into; null when it was not merged.</summary>
    public long? MergedInto(long partner) => Survivor(partner) is var standing && standing != partner ? standing : null;
}
