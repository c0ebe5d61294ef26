using System;
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
    const string Rules = "1";

    /// <summary>The fact that remembers what the last applied plan depended on.</summary>
    public const string InputsFact = "reconcile.inputs";

    /// <summary>The fact that remembers which run wrote a plan last: a plan made before it is stale.</summary>
    public const string AppliedFact = "reconcile.applied";

    readonly Decisions _decisions = new(decisions);

    /// <summary>Of config, tables and decisions: another one makes every row be looked at again.</summary>
    public string Fingerprint { get; } = InputsFingerprint(settings, decisions);

    public bool IsNothingToDo =>
        KnownFingerprint() == Fingerprint
        && tables.Number("select exists (select 1 from dirty_ranges)") == 0
        && tables.Number("select exists (select 1 from snapshot where MissingSince is not null and Kind <> 'event')") == 0
        && tables.Number($"select exists (select 1 from partners where Status = '{nameof(PartnerStatus.Suspected)}')") == 0;

    public PlanSummary Plan(IReadOnlySet<string> skipDisappearances, CancellationToken stopping)
    {
        var inputs = Inputs(skipDisappearances);
        var links = new LinkPlan(tables, inputs);
        links.Run(stopping);
        var partners = new PartnerPlan(tables, inputs, links);
        partners.Run(stopping);
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
            Violations = Guard.Judge(Impacts(links, partners, skipDisappearances), inputs.Policy.Guard),
            IsEmpty = tables.Link.Rows + tables.Partner.Rows + tables.Country.Rows + tables.Change.Rows == 0 && KnownFingerprint() == Fingerprint,
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
                names.AddRange(new[] { CanonicalField.NameVi, CanonicalField.NameEn }.Select(fields.GetValueOrDefault).OfType<string>().Select(name => (code, name)));
            }
        }

        return names;
    }

    IEnumerable<Impact> Impacts(LinkPlan links, PartnerPlan partners, IReadOnlySet<string> skipped)
    {
        var impacts = new List<Impact>();
        foreach (var (source, gone, rewritten) in SourceImpacts())
        {
            var of = CountBefore(source);
            if (!skipped.Contains(source))
            {
                impacts.Add(new(source, Impact.Disappearances, gone, of));
            }

            impacts.Add(new(source, Impact.Rewrites, rewritten, of));
        }

        var before = tables.Number("select count(*) from partners");
        if (before > 0)
        {
            impacts.Add(new(null, Impact.Adds, links.Added, before));
            impacts.Add(new(null, Impact.Emptied, partners.Emptied, before));
        }

        return impacts;
    }

    /// <summary>Rows that were looked at before and are gone or rewritten now, by source; only what Poll wrote can be.</summary>
    List<(string Source, long Gone, long Rewritten)> SourceImpacts()
    {
        var found = new List<(string, long, long)>();
        if (tables.Number("select exists (select 1 from links)") == 0)
        {
            return found;
        }

        using var rows = tables.Read($"""
            select s.Source, count(*) filter (where l.Missing = 0 and s.MissingSince is not null), count(*) filter (where l.Missing = 0 and s.MissingSince is null and l.Hash <> s.Hash)
            from {SnapshotLine.Dirty} group by s.Source order by s.Source
            """);
        while (rows.Read())
        {
            found.Add((rows.Text(0), rows.Long(1), rows.Long(2)));
        }

        return found;
    }

    /// <summary>How many rows of the source were there when they were last looked at: all but the new and those gone by then.</summary>
    long CountBefore(string source) =>
        tables.Number("select count(*) from snapshot where Source = @source", ("@source", source))
        - tables.Number($"select count(*) from {SnapshotLine.Dirty} where s.Source = @source and (l.Id is null or (l.Missing = 1 and s.MissingSince is null))", ("@source", source))
        - tables.Number("select count(*) from snapshot s join links l on l.Id = s.Id where s.MissingSince is not null and s.Source || '' = @source and l.Missing = 1", ("@source", source));

    string? KnownFingerprint() => tables.Text("select Value from facts where Name = @name", ("@name", InputsFact));

    static string InputsFingerprint(StageSettings<ReconcileOptions> settings, IReadOnlyList<Decision> decisions)
    {
        var tables = settings.Union.Tables;
        var text = string.Join('\n', Rules, JsonSerializer.Serialize(settings.Options, ConfigBinder.Json), JsonSerializer.Serialize(tables.Words),
            JsonSerializer.Serialize(tables.Countries), JsonSerializer.Serialize(tables.Provinces.All), JsonSerializer.Serialize(tables.Successions), string.Join(',', decisions.Select(decision => decision.Id)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
