using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SyncWorker.Hosting.Config;
using SyncWorker.Reconcile.Matching;
using SyncWorker.Reconcile.Merging;
using SyncWorker.Store.Rows;

namespace SyncWorker.Reconcile.Planning;

/// <summary>What a plan would do, in numbers, and what the guard says to it.</summary>
sealed record PlanSummary
{
    public required IReadOnlyList<Count> Counts { get; init; }

    public IReadOnlyList<GuardTrip> Trips { get; init; } = [];

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
sealed class Planner(PlanTables tables, SyncConfig config, IReadOnlyList<Decision> decisions, Moment at)
{
    /// <summary>Raised when matching or merging itself changes, so that every row is looked at again once.</summary>
    const string Rules = "1";

    /// <summary>The fact that remembers what the last applied plan depended on.</summary>
    public const string InputsFact = "reconcile.inputs";

    readonly Decisions _decisions = new(decisions);

    /// <summary>Of config, tables and decisions: another one makes every row be looked at again.</summary>
    public string Fingerprint { get; } = InputsFingerprint(config, decisions);

    public bool IsNothingToDo =>
        KnownFingerprint() == Fingerprint
        && tables.Number($"select exists (select 1 from snapshot s where {SnapshotLine.IsOpen})") == 0
        && tables.Number("select exists (select 1 from snapshot where MissingSince is not null and Kind <> 'event')") == 0
        && tables.Number("select exists (select 1 from partners where Status = 'Suspected')") == 0;

    public PlanSummary Plan(IReadOnlySet<string> skipDisappearances, CancellationToken stopping)
    {
        var inputs = Inputs(skipDisappearances);
        var links = new LinkPlan(tables, inputs);
        links.Run(stopping);
        var partners = new PartnerPlan(tables, inputs, links);
        partners.Run(stopping);
        var countries = new CountryPlan(tables, inputs);
        countries.Run();
        EventRows.Note(tables);
        var review = tables.Number("select count(*) from temp.plan_link where decision = 'Review' and shown = 1");
        var unmatched = tables.Number("select count(*) from temp.plan_link where decision = 'NoMatch' and shown = 1");
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
            Trips = Guard.Judge(Impacts(links, partners, skipDisappearances), inputs.Policy.Guard),
            IsEmpty = tables.Link.Rows + tables.Partner.Rows + tables.Country.Rows + tables.Change.Rows == 0 && KnownFingerprint() == Fingerprint,
            Name = new(() => PlanHash.Of(tables)),
        };
    }

    public PlanInputs Inputs(IReadOnlySet<string> skipDisappearances)
    {
        var options = config.Reconcile;
        return new()
        {
            Options = options,
            Tables = config.Tables,
            Policy = new(options),
            Lexicon = new(config.Tables, CountryNames()),
            Decisions = _decisions,
            At = at,
            RematchAll = KnownFingerprint() != Fingerprint,
            SkipDisappearances = skipDisappearances,
        };
    }

    List<(string, string)> CountryNames()
    {
        var names = new List<(string, string)>();
        using var reader = tables.Read("select Fields from snapshot where Kind = 'country' order by Source, ExternalId");
        while (reader.Read())
        {
            var fields = FieldsJson.Read(reader.GetString(0));
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
        using (var reader = tables.Read("""
            select s.Source, count(*) filter (where s.ReconciledMissing = 0),
              count(*) filter (where s.MissingSince is not null and s.ReconciledMissing = 0),
              count(*) filter (where s.MissingSince is null and s.ReconciledMissing = 0 and s.ReconciledHash <> s.Hash)
            from snapshot s where s.ReconciledHash is not null group by s.Source order by s.Source
            """))
        {
            while (reader.Read())
            {
                var (source, of) = (reader.GetString(0), reader.GetInt64(1));
                if (!skipped.Contains(source))
                {
                    impacts.Add(new(source, Impact.Disappearances, reader.GetInt64(2), of));
                }

                impacts.Add(new(source, Impact.Rewrites, reader.GetInt64(3), of));
            }
        }

        var before = tables.Number("select count(*) from partners");
        if (before > 0)
        {
            impacts.Add(new(null, Impact.Adds, links.Added, before));
            impacts.Add(new(null, Impact.Emptied, partners.Emptied, before));
        }

        return impacts;
    }

    string? KnownFingerprint()
    {
        using var command = tables.Command("select Value from facts where Name = @name", ("@name", InputsFact));
        return command.ExecuteScalar() as string;
    }

    static string InputsFingerprint(SyncConfig config, IReadOnlyList<Decision> decisions)
    {
        var tables = config.Tables;
        var text = string.Join('\n', Rules, JsonSerializer.Serialize(config.Reconcile, ConfigBinder.Json), JsonSerializer.Serialize(tables.Words),
            JsonSerializer.Serialize(tables.Countries), JsonSerializer.Serialize(tables.Provinces.All), JsonSerializer.Serialize(tables.Successions), string.Join(',', decisions.Select(one => one.Id)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
