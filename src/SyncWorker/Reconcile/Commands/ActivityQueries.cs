using Microsoft.EntityFrameworkCore;
using SyncWorker.Reconcile.Activities;
using SyncWorker.Reconcile.Figures;
using SyncWorker.Reconcile.Matching;
using SyncWorker.Reconcile.Planning;
using SyncWorker.Store;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Commands;

/// <summary>All activities that sources tell, put together, and the totals of units.</summary>
sealed record ActivityList(ActivityGroups Groups, IReadOnlyList<UnitTotal> Totals)
{
    /// <summary>Rows that count for nothing, a sentence each.</summary>
    public required IReadOnlyList<string> SetAside { get; init; }

    /// <summary>Names of units that match no partner, with the reason.</summary>
    public required IReadOnlyDictionary<string, string> UnknownUnits { get; init; }
}

/// <summary>Reads activities from the snapshot and puts together what is one. Nothing of it is stored: it follows each poll and decision.</summary>
sealed class ActivityQueries(BulkPath bulk, StageSettings<ReconcileOptions> settings)
{
    public async Task<ActivityList> ListAsync(Moment at, CancellationToken cancellationToken)
    {
        await using var session = await PlanSession.OpenAsync(bulk, settings, at, cancellationToken);
        var inputs = session.Planner.Inputs(new HashSet<string>());
        var index = new PartnerIndex(session.Tables, inputs);
        var register = await session
            .Db.Partners.Select(partner => new RegisterUnit(partner.Id, partner.Kind, partner.NameVi, partner.Province))
            .ToDictionaryAsync(unit => unit.Id, cancellationToken);
        var units = new UnitFinder(settings.Options.Figures.Centre, register, Match, settings.Union.Tables.Successions);
        (MatchResult, string?) Match(string name) =>
            index.MatchName(name) is var (result, province) && result.PartnerId is { } partner
                ? (result with { PartnerId = inputs.Decisions.Survivor(partner) }, province)
                : (result, province);
        var reader = new ActivityReader(units, inputs.Lexicon);
        foreach (var row in await RowsAsync(session.Db, cancellationToken))
        {
            reader.Read(row);
        }

        return new(ActivityGroups.Of(reader.Activities, await DecisionsAsync(session.Db, cancellationToken)), reader.Totals)
        {
            SetAside = reader.SetAside,
            UnknownUnits = units.Unknown,
        };
    }

    static async Task<List<ToldRow>> RowsAsync(SyncDb db, CancellationToken cancellationToken)
    {
        var rows = await db
            .Snapshot.Where(row => row.Kind == CanonicalField.ActivityKind && row.MissingSince == null)
            .Concat(db.Snapshot.Where(row => row.Kind == CanonicalField.UnitFiguresKind && row.MissingSince == null))
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new ToldRow(row.Id, new(row.Source, row.ExternalId), row.Kind, FieldsJson.Read(row.Fields)))
                .OrderBy(row => row.Key),
        ];
    }

    static async Task<PairDecisions> DecisionsAsync(SyncDb db, CancellationToken cancellationToken)
    {
        var decisions = await db
            .Decisions.Where(decision =>
                decision.UndoneAt == null && (decision.Kind == DecisionKind.SameActivity || decision.Kind == DecisionKind.OtherActivity)
            )
            .ToListAsync(cancellationToken);
        List<(RowKey, RowKey)> Of(DecisionKind kind) =>
            [
                .. decisions
                    .Where(decision => decision.Kind == kind)
                    .Select(decision => (new RowKey(decision.Source!, decision.ExternalId!), new RowKey(decision.Field!, decision.Value!))),
            ];
        return new(Of(DecisionKind.SameActivity), Of(DecisionKind.OtherActivity));
    }
}
