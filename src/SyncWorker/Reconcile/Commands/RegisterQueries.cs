using Microsoft.EntityFrameworkCore;
using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Reconcile.Planning;
using SyncWorker.Store;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Commands;

/// <summary>A partner with where each of its values comes from and what changed on it.</summary>
/// <param name="Fields">The merged fields, with the words of config for their codes.</param>
sealed record RegisterEntry(Partner Partner, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Each field's winner, the rule that made it win, and the others.</summary>
    public IReadOnlyList<FieldChoice> Choices { get; init; } = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <summary>Names of those it took over from.</summary>
    public IReadOnlyList<string> FormerNames { get; init; } = [];
}

/// <summary>The register at one moment.</summary>
/// <param name="Partners">By their number, without those that were purged.</param>
/// <param name="Doubtful">Rows that wait for a person to say whose they are.</param>
sealed record RegisterView(IReadOnlyList<RegisterEntry> Partners, IReadOnlyList<Country> Countries, int Doubtful);

/// <summary>Reads the whole register at once, each partner with its provenance; writes nothing.</summary>
sealed class RegisterQueries(BulkPath bulk, StageSettings<ReconcileOptions> settings)
{
    /// <summary>So many changes of a partner are shown, the newest.</summary>
    const int MostChanges = 20;

    public async Task<RegisterView> ReadAsync(Moment at, CancellationToken cancellationToken)
    {
        await using var session = await PlanSession.OpenAsync(bulk, settings, at, cancellationToken);
        var db = session.Db;
        var inputs = session.Planner.Inputs(new HashSet<string>());
        var choices = await ChoicesAsync(db, inputs, cancellationToken);
        var changes = await ChangesAsync(db, cancellationToken);
        var names = new SuccessionTable(settings.Union.Tables.Successions);
        var partners = await db
            .Partners.AsNoTracking()
            .Where(partner => partner.Status != PartnerStatus.Purged)
            .OrderBy(partner => partner.Id)
            .ToListAsync(cancellationToken);
        return new(
            [
                .. partners.Select(partner => new RegisterEntry(partner, InWords(FieldsJson.Read(partner.Fields), partner.Kind))
                {
                    Choices = choices.GetValueOrDefault(partner.Id) ?? [],
                    Changes = changes.GetValueOrDefault($"partner:{partner.Id}") ?? [],
                    FormerNames = partner.RegisterId is null
                        ? []
                        :
                        [
                            .. names
                                .Predecessors(partner.RegisterId)
                                .Select(before => before.Name)
                                .Where(name => name != partner.NameVi)
                                .Distinct(StringComparer.Ordinal),
                        ],
                }),
            ],
            await db.Countries.OrderBy(country => country.Iso2).ToListAsync(cancellationToken),
            await db.Links.CountAsync(link => link.Decision == LinkDecision.Review, cancellationToken)
        );
    }

    // Row by row in the order of partners: the rows of one are merged before those of the next are read.
    static async Task<Dictionary<long, IReadOnlyList<FieldChoice>>> ChoicesAsync(
        SyncDb db,
        PlanInputs inputs,
        CancellationToken cancellationToken
    )
    {
        var factory = new MergeRowFactory(inputs, new(inputs.Lexicon, inputs.Options.ExactKeys));
        var choices = new Dictionary<long, IReadOnlyList<FieldChoice>>();
        var rows = new List<MergeRow>();
        var current = 0L;
        var linked =
            from link in db.Links
            where link.PartnerId != null
            join row in db.Snapshot on link.Id equals row.Id
            orderby link.PartnerId, row.Source, row.ExternalId
            select new LinkedRow(row, link);
        await foreach (var row in linked.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (row.Link.PartnerId is { } partner && partner != current)
            {
                Merge();
                current = partner;
            }

            rows.Add(factory.Create(PartnerQueries.Member(row)));
        }

        Merge();
        return choices;

        void Merge()
        {
            if (rows.Count > 0)
            {
                choices[current] = [.. Merger.Merge(rows, inputs.Decisions.Pins(current), inputs.Policy).Values];
                rows.Clear();
            }
        }
    }

    static async Task<Dictionary<string, List<Change>>> ChangesAsync(SyncDb db, CancellationToken cancellationToken)
    {
        var changes = new Dictionary<string, List<Change>>(StringComparer.Ordinal);
        var newest = db
            .Changes.AsNoTracking()
            .Where(change => change.Subject.StartsWith("partner:"))
            .OrderByDescending(change => change.Id);
        await foreach (var change in newest.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!changes.TryGetValue(change.Subject, out var own))
            {
                changes[change.Subject] = own = [];
            }

            if (own.Count < MostChanges)
            {
                own.Add(change);
            }
        }

        return changes;
    }

    Dictionary<string, string> InWords(Dictionary<string, string> fields, string kind)
    {
        fields[CanonicalField.Kind] = kind;
        foreach (var (field, words) in settings.Options.Codes)
        {
            if (fields.TryGetValue(field, out var codes))
            {
                fields[field] = string.Join(
                    "; ",
                    codes.Split(';', StringSplitOptions.TrimEntries).Select(code => words.GetValueOrDefault(code, code))
                );
            }
        }

        return fields;
    }
}
