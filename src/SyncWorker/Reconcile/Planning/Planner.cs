using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SyncWorker.Config;
using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Reconcile.Planning;

/// <summary>What a plan would do, in numbers, and what the guard says to it.</summary>
sealed record PlanSummary
{
    public required IReadOnlyList<Count> Counts { get; init; }

    public IReadOnlyList<GuardViolation> Violations { get; init; } = [];

    /// <summary>What people should see to.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Nothing would be written.</summary>
    public required bool IsEmpty { get; init; }

    /// <summary>Of everything the plan would do: an approval is for this and nothing else. Worked out when it is asked for.</summary>
    public required Lazy<string> Name { get; init; }

    public string Hash => Name.Value;
}

/// <summary>
/// Makes a plan in the temporary tables of one connection, within the caller's transaction:
/// 1. links of rows to partners, 2. golden records, 3. countries, 4. what the guard says.
/// </summary>
sealed class Planner(PlanTables tables, StageSettings<ReconcileOptions> settings, IReadOnlyList<Decision> decisions, Moment at)
{
    /// <summary>Raised when matching or merging itself changes, so that every row is looked at again once.</summary>
    const string Rules = "2";

    /// <summary>The fact that remembers what the last applied plan depended on.</summary>
    public const string InputsFact = "reconcile.inputs";

    /// <summary>The fact that remembers which run wrote a plan last: a plan made before it is stale.</summary>
    public const string AppliedFact = "reconcile.applied";

    /// <summary>The fact that names the run whose plan changed what rows are matched by; empty once they have been matched again.</summary>
    public const string RematchFact = "reconcile.rematch";

    readonly Decisions _decisions = new(decisions);

    /// <summary>Of config, tables and decisions: another one makes every row be looked at again.</summary>
    public string Fingerprint { get; } = InputsFingerprint(settings, decisions);

    /// <summary>What this plan changes of partners decides whom other rows belong to: once it is applied, they are matched again.</summary>
    public bool IsRematchNext { get; private set; }

    public bool IsNothingToDo =>
        KnownFingerprint() == Fingerprint
        && !IsRematchDue()
        && tables.Number("select exists (select 1 from dirty_ranges)") == 0
        && tables.Number($"select exists (select 1 from snapshot where MissingSince is not null and Kind not in ({EventRows.Kinds}))") == 0
        && tables.Number($"select exists (select 1 from partners where Status = '{nameof(PartnerStatus.Suspected)}')") == 0;

    public PlanSummary Plan(IReadOnlySet<string> skipDisappearances, CancellationToken stopping)
    {
        var inputs = Inputs(skipDisappearances);
        var links = new LinkPlan(tables, inputs);
        links.Run(stopping);
        var partners = new PartnerPlan(tables, inputs, links);
        partners.Run(stopping);
        IsRematchNext = partners.ChangesMatching;
        var countries = new CountryPlan(tables, inputs);
        countries.Run();
        EventRows.MarkSeen(tables);
        var review = tables.Number($"select count(*) from plan_link where decision = '{nameof(LinkDecision.Review)}' and shown = 1");
        var unmatched = tables.Number($"select count(*) from plan_link where decision = '{nameof(LinkDecision.NoMatch)}' and shown = 1");
        return new()
        {
            Counts =
            [
                new("rows looked at", links.Looked + countries.Looked),
                new("linked", links.Linked),
                new("new partners", links.Added),
                new("updated", partners.Updated),
                new("countries changed", countries.Changed),
                new("to review", review),
                new("unmatched", unmatched),
                new("missing", partners.Missing),
            ],
            Notes = [.. partners.UnknownCodes],
            Violations = Guard.Judge(Impacts(inputs, links, partners), inputs.Policy.Guard),
            IsEmpty =
                tables.Link.Rows + tables.Partner.Rows + tables.Country.Rows + tables.Change.Rows == 0
                && KnownFingerprint() == Fingerprint
                && !inputs.Rematch,
            Name = new(() => PlanHash.Compute(tables)),
        };
    }

    public PlanInputs Inputs(IReadOnlySet<string> skipDisappearances)
    {
        var options = settings.Options;
        return new()
        {
            Options = options,
            Tables = settings.Union.Tables,
            Policy = new(options),
            Lexicon = new(settings.Union.Tables, CountryNames()),
            Decisions = _decisions,
            At = at,
            RematchAll = KnownFingerprint() != Fingerprint,
            Rematch = IsRematchDue(),
            SkipDisappearances = skipDisappearances,
        };
    }

    List<(string, string)> CountryNames()
    {
        var names = new List<(string, string)>();
        using var rows = tables.Read("select Fields from snapshot where Kind = 'country' order by Source, ExternalId");
        while (rows.Read())
        {
            var fields = FieldsJson.Read(rows.Bytes(0));
            if (fields.GetValueOrDefault(CanonicalField.Country) is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] code)
            {
                names.AddRange(
                    new[] { CanonicalField.NameVi, CanonicalField.NameEn }
                        .Select(fields.GetValueOrDefault)
                        .OfType<string>()
                        .Select(name => (code, name))
                );
            }
        }

        return names;
    }

    List<Impact> Impacts(PlanInputs inputs, LinkPlan links, PartnerPlan partners)
    {
        var impacts = new List<Impact>();
        var dirty = DirtyCounts();
        foreach (var (source, (gone, rewritten, _)) in dirty)
        {
            var of = CountBefore(source, dirty);
            if (!inputs.SkipDisappearances.Contains(source))
            {
                impacts.Add(Disappearances(inputs, source, gone, of));
            }

            impacts.Add(new(source, Impact.Rewrites, of == 0 ? 0 : rewritten + partners.RewrittenByNew(source), of));
        }

        impacts.AddRange(
            Moves(inputs).Select(moved => new Impact(moved.Source, Impact.Moves, moved.Rows, CountBefore(moved.Source, dirty)))
        );
        var before = tables.Number("select count(*) from partners");
        if (before > 0)
        {
            impacts.Add(new(null, Impact.Adds, links.Added, before));
            impacts.Add(new(null, Impact.Emptied, partners.Emptied, before));
        }

        return impacts;
    }

    /// <summary>
    /// A vanished row costs nothing where its partner keeps another row of the same source (its id has changed). That is counted only
    /// where the number of vanished rows alone would stop the plan.
    /// </summary>
    Impact Disappearances(PlanInputs inputs, string source, long gone, long of)
    {
        var all = new Impact(source, Impact.Disappearances, gone, of);
        return gone <= Guard.Allowed(inputs.Policy.Guard(source).Disappearances, all)
            ? all
            : all with
            {
                Rows = tables.Number(
                    $"""
                    select count(*) from {tables.Dirty} where s.Source = @source and l.Missing = 0 and s.MissingSince is not null
                      and (l.PartnerId is null or l.PartnerId not in (
                        select p.partner_id from plan_link p join snapshot z on z.Id = p.row_id
                        where z.Source = @source and p.missing = 0 and p.partner_id is not null
                        union
                        select o.PartnerId from links o join snapshot z on z.Id = o.Id
                        where z.Source = @source and z.MissingSince is null and o.PartnerId is not null
                          and not exists (select 1 from plan_link x where x.row_id = o.Id)))
                    """,
                    ("@source", source)
                ),
            };
    }

    /// <summary>
    /// Rows that the machine would take from one partner and give to another; where config or decisions changed, only rewritten rows.
    /// </summary>
    List<(string Source, long Rows)> Moves(PlanInputs inputs)
    {
        var moves = new List<(string, long)>();
        using var rows = tables.Read(
            $"""
            select s.Source, count(*) from plan_link p join links l on l.Id = p.row_id join snapshot s on s.Id = p.row_id
            where p.shown = 1 and p.decision = '{nameof(LinkDecision.Auto)}' and l.PartnerId is not null
              and coalesce(p.own_id, p.partner_id) <> coalesce(l.OwnPartnerId, l.PartnerId) and (@all = 0 or p.hash <> l.Hash)
            group by s.Source order by s.Source
            """,
            ("@all", inputs.RematchAll ? 1L : 0)
        );
        while (rows.Read())
        {
            moves.Add((rows.Text(0), rows.Long(1)));
        }

        return moves;
    }

    /// <summary>
    /// Of what Poll wrote, by source: rows that were looked at before and are gone or rewritten now, and rows that were not there before.
    /// </summary>
    SortedDictionary<string, (long Gone, long Rewritten, long New)> DirtyCounts()
    {
        var found = new SortedDictionary<string, (long, long, long)>(StringComparer.Ordinal);
        if (tables.Number("select exists (select 1 from links)") == 0)
        {
            return found;
        }

        using var rows = tables.Read(
            $"""
            select s.Source, count(*) filter (where l.Missing = 0 and s.MissingSince is not null),
              count(*) filter (where l.Missing = 0 and s.MissingSince is null and l.Hash <> s.Hash),
              count(*) filter (where l.Id is null or (l.Missing = 1 and s.MissingSince is null))
            from {tables.Dirty} group by s.Source
            """
        );
        while (rows.Read())
        {
            found.Add(rows.Text(0), (rows.Long(1), rows.Long(2), rows.Long(3)));
        }

        return found;
    }

    /// <summary>How many rows of the source were there when they were last looked at: all but the new and those gone by then.</summary>
    long CountBefore(string source, SortedDictionary<string, (long Gone, long Rewritten, long New)> dirty) =>
        tables.Number("select count(*) from snapshot where Source = @source", ("@source", source))
        - dirty.GetValueOrDefault(source).New
        - tables.Number(
            "select count(*) from snapshot s join links l on l.Id = s.Id where s.MissingSince is not null and s.Source || '' = @source and l.Missing = 1",
            ("@source", source)
        );

    string? KnownFingerprint() => tables.Fact(InputsFact);

    bool IsRematchDue() => tables.Fact(RematchFact) is { Length: > 0 };

    static string InputsFingerprint(StageSettings<ReconcileOptions> settings, IReadOnlyList<Decision> decisions)
    {
        var tables = settings.Union.Tables;
        var text = string.Join(
            '\n',
            Rules,
            JsonSerializer.Serialize(settings.Options, ConfigBinder.Json),
            JsonSerializer.Serialize(tables.Words),
            JsonSerializer.Serialize(tables.Countries),
            JsonSerializer.Serialize(tables.Provinces.All),
            JsonSerializer.Serialize(tables.Successions),
            string.Join(',', decisions.Select(decision => decision.Id))
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
