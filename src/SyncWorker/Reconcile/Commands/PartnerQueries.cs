using System.Text;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Reconcile.Planning;
using SyncWorker.Store;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Commands;

/// <summary>A partner as it is shown: its record, the rows it is made of, who was before and after it, what people decided.</summary>
sealed record PartnerView(Partner Partner, IReadOnlyDictionary<string, string> Fields)
{
    public required IReadOnlyList<LinkedRow> Rows { get; init; }

    public required IReadOnlyList<Decision> Decisions { get; init; }

    /// <summary>Names it is also found by: of those it took over from.</summary>
    public required IReadOnlyList<string> FormerNames { get; init; }

    public required IReadOnlyList<Partner> Predecessors { get; init; }

    public Partner? Successor { get; init; }

    /// <summary>Fields on which sources disagree.</summary>
    public required IReadOnlyList<string> Conflicts { get; init; }
}

/// <summary>A row of a source that belongs to a partner, and why.</summary>
sealed record LinkedRow(SnapshotRow Row, Link Link);

/// <summary>A partner found, by which of its names, and how well.</summary>
sealed record PartnerMatch(Partner Partner, string By, NameFit Fit);

/// <summary>How a sought text fits a name, best first.</summary>
enum NameFit
{
    /// <summary>It is the whole name.</summary>
    Whole,

    /// <summary>It is a name of the partner's country.</summary>
    Country,

    /// <summary>Each of its words is a word of the name.</summary>
    WholeWords,

    /// <summary>Its letters are somewhere in the name.</summary>
    PartOfWord,
}

/// <summary>Answers about partners; writes nothing.</summary>
sealed class PartnerQueries(BulkPath bulk, SyncStore store, StageSettings<ReconcileOptions> settings)
{
    /// <summary>By number, register id, or a name that is its alone.</summary>
    public async Task<Partner?> ByKeyAsync(string key, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        if (long.TryParse(key, out var id) && await db.Partners.FindAsync([id], cancellationToken) is { } byNumber)
        {
            return byNumber;
        }

        return await db.Partners.FirstOrDefaultAsync(partner => partner.RegisterId == key, cancellationToken)
            ?? (
                await FindAsync(key, cancellationToken) is [var first, .. var more]
                && (more is [] || (first.Fit == NameFit.Whole && more[0].Fit != NameFit.Whole))
                    ? first.Partner
                    : null
            );
    }

    public async Task<PartnerView> ShowAsync(Partner partner, Moment at, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var id = partner.Id;
        var names = new SuccessionTable(settings.Union.Tables.Successions);
        var before = partner.RegisterId is null ? [] : names.Predecessors(partner.RegisterId).ToList();
        var record = await ExplainAsync(partner, at, cancellationToken);
        return new(partner, FieldsJson.Read(partner.Fields))
        {
            Rows = await LinkedAsync(db, id, cancellationToken),
            Decisions = await db
                .Decisions.Where(decision => decision.PartnerId == id || decision.OtherPartnerId == id)
                .OrderBy(decision => decision.Id)
                .ToListAsync(cancellationToken),
            FormerNames =
            [
                .. before.Select(succession => succession.Name).Where(name => name != partner.NameVi).Distinct(StringComparer.Ordinal),
            ],
            Predecessors = await db
                .Partners.Where(candidate => candidate.SuccessorId == id)
                .OrderBy(candidate => candidate.Id)
                .ToListAsync(cancellationToken),
            Successor = partner.SuccessorId is { } next ? await db.Partners.FindAsync([next], cancellationToken) : null,
            Conflicts = [.. record.Where(choice => choice.Conflicts.Any()).Select(choice => choice.Field)],
        };
    }

    /// <summary>Each field's winner, the rule that made it win, and the others: the merge itself, run for one partner.</summary>
    public async Task<IReadOnlyList<FieldChoice>> ExplainAsync(Partner partner, Moment at, CancellationToken cancellationToken)
    {
        await using var session = await PlanSession.OpenAsync(bulk, settings, at, cancellationToken);
        var inputs = session.Planner.Inputs(new HashSet<string>());
        var rows = new MergeRowFactory(inputs, new(inputs.Lexicon, inputs.Options.ExactKeys));
        var id = partner.Id;
        var linked = await LinkedAsync(session.Db, id, cancellationToken);
        var merged = Merger.Merge([.. linked.Select(row => rows.Create(Member(row)))], inputs.Decisions.Pins(id), inputs.Policy);
        return [.. merged.Values];
    }

    /// <summary>What the merger takes of a row that belongs to a partner.</summary>
    public static MemberRow Member(LinkedRow linked)
    {
        var (row, link) = linked;
        var life = new Presence(link.Missing ? row.MissingSince : null, row.MissingRuns);
        return new(row.Source, row.ExternalId, row.Kind, Encoding.UTF8.GetBytes(row.Fields), row.ChangedAt, life)
        {
            FromMerge = link.OwnPartnerId is not null,
        };
    }

    /// <summary>What changed on the partner, and which partners it took over from or was merged with, oldest first.</summary>
    public async Task<List<Change>> HistoryAsync(Partner partner, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var (id, subject) = (partner.Id, $"partner:{partner.Id}");
        var own = await db.Changes.Where(change => change.Subject == subject).ToListAsync(cancellationToken);
        var successions = await db
            .Changes.Where(change => change.Field == PartnerPlan.SuccessorField && (change.New == subject || change.Old == subject))
            .ToListAsync(cancellationToken);
        var decisions = await db
            .Decisions.Where(decision => decision.Kind == DecisionKind.Merge && decision.OtherPartnerId == id)
            .ToListAsync(cancellationToken);
        var joined = decisions.Select(merge => new Change
        {
            Subject = subject,
            Field = "merge",
            New = $"partner:{merge.PartnerId}",
            Source = merge.Who,
            At = merge.At,
        });
        var parted = decisions
            .Where(merge => merge.UndoneAt is not null)
            .Select(merge => new Change
            {
                Subject = subject,
                Field = "merge",
                Old = $"partner:{merge.PartnerId}",
                Source = merge.Who,
                At = merge.UndoneAt!.Value,
            });
        var taken = successions.Select(change => new Change
        {
            Subject = subject,
            Field = "predecessor",
            Old = change.Old == subject ? change.Subject : null,
            New = change.New == subject ? change.Subject : null,
            Source = change.Source,
            Run = change.Run,
            At = change.At,
        });
        return [.. own.Concat(joined).Concat(parted).Concat(taken).OrderBy(change => change.At).ThenBy(change => change.Id)];
    }

    /// <summary>
    /// By any of its names or its country's, with or without accents, whole or in part; former names and those of its rows too. Best first.
    /// </summary>
    public async Task<List<PartnerMatch>> FindAsync(string text, CancellationToken cancellationToken)
    {
        var sought = SoughtName.Read(text, settings.Union.Tables.Countries);
        if (sought is null)
        {
            return [];
        }

        await using var db = store.Open();
        var names = new SuccessionTable(settings.Union.Tables.Successions);
        var partners = await db.Partners.OrderBy(partner => partner.Id).ToListAsync(cancellationToken);
        var known = partners.Select(partner => partner.RegisterId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<long, PartnerMatch>();
        foreach (var partner in partners)
        {
            var aliases =
                FieldsJson.Read(partner.Fields).GetValueOrDefault(CanonicalField.Aliases)?.Split(';', StringSplitOptions.TrimEntries) ?? [];
            var former = partner.RegisterId is null
                ? []
                : names
                    .Predecessors(partner.RegisterId)
                    .Where(predecessor => !known.Contains(predecessor.Id))
                    .Select(predecessor => predecessor.Name);
            foreach (
                var name in new[] { partner.NameVi, partner.NameEn, partner.RegisterId }.Concat(aliases).Concat(former).OfType<string>()
            )
            {
                Keep(partner, name);
            }
        }

        var rows = db
            .Links.Where(link => link.PartnerId != null)
            .Join(db.Snapshot, link => link.Id, row => row.Id, (link, row) => new { Partner = link.PartnerId!.Value, row.Fields });
        var all = partners.ToDictionary(partner => partner.Id);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!found.ContainsKey(row.Partner) && FieldsJson.Read(row.Fields).GetValueOrDefault(CanonicalField.NameVi) is { } name)
            {
                Keep(all[row.Partner], name);
            }
        }

        return [.. found.Values.OrderBy(match => match.Fit).ThenBy(match => match.Partner.Status).ThenBy(match => match.Partner.Id)];

        void Keep(Partner partner, string name)
        {
            if (sought.Fit(name, partner.Country) is { } fit && (!found.TryGetValue(partner.Id, out var before) || fit < before.Fit))
            {
                found[partner.Id] = new(partner, name, fit);
            }
        }
    }

    static async Task<List<LinkedRow>> LinkedAsync(SyncDb db, long partner, CancellationToken cancellationToken) =>
        await (
            from link in db.Links
            where link.PartnerId == partner
            join row in db.Snapshot on link.Id equals row.Id
            orderby row.Source, row.ExternalId
            select new LinkedRow(row, link)
        ).ToListAsync(cancellationToken);
}
