using System.Globalization;
using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Planning;

/// <summary>Plans the countries: rows of the kind country, merged like partners but known by their code. None is ever taken away.</summary>
sealed class CountryPlan(PlanTables tables, PlanInputs inputs)
{
    public long Looked { get; private set; }

    public long Changed { get; private set; }

    public void Run()
    {
        var open = tables.Number($"select count(*) from {SnapshotLine.All} where s.Kind = 'country' and {SnapshotLine.IsOpen}");
        if (open == 0 && !inputs.RematchAll)
        {
            return;
        }

        var rows = new SortedDictionary<string, List<MergeRow>>(StringComparer.Ordinal);
        using (
            var reader = tables.Read(
                $"select {SnapshotLine.Columns}, s.ChangedAt from {SnapshotLine.All} where s.Kind = 'country' order by s.Source, s.ExternalId"
            )
        )
        {
            while (reader.Read())
            {
                var line = SnapshotLine.Read(reader);
                var fields = FieldsJson.Read(line.Fields);
                var code = fields.GetValueOrDefault(CanonicalField.Country, line.ExternalId).Trim().ToUpperInvariant();
                Collect(line, code);
                if (code is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
                {
                    continue;
                }

                fields[CanonicalField.Country] = code;
                if (!rows.TryGetValue(code, out var all))
                {
                    rows[code] = all = [];
                }

                all.Add(
                    new()
                    {
                        Source = line.Source,
                        ExternalId = line.ExternalId,
                        Fields = fields,
                        AsOf = DateTimeOffset.FromUnixTimeMilliseconds(reader.Long(14)),
                        Said = fields.TryGetValue(CanonicalField.Updated, out var updated) ? Freshness.Read(updated) : null,
                        IsGone = line.IsMissing,
                    }
                );
            }
        }

        var standing = CurrentRecords();
        foreach (var (code, all) in rows)
        {
            Plan(code, all, standing.GetValueOrDefault(code), isFirstLoad: standing.Count == 0);
        }
    }

    void Collect(SnapshotLine line, string code)
    {
        Looked += line.Open ? 1 : 0;
        if (line.Open)
        {
            new PlannedLink(line, new(null, null, 1, $"country {code}", LinkDecision.Auto), IsShown: false).Write(tables);
        }
    }

    void Plan(string code, List<MergeRow> rows, string? before, bool isFirstLoad)
    {
        var record = Merger.Merge(rows, [], inputs.Policy);
        var values = record.ToDictionary(field => field.Key, field => field.Value.Value, StringComparer.Ordinal);
        var json = FieldsJson.Write(values);
        if (json == before)
        {
            return;
        }

        Changed++;
        var year = int.TryParse(
            values.GetValueOrDefault(CanonicalField.NationalDayYear),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : (int?)null;
        tables.Country.Bind(0, code);
        tables.Country.Bind(1, values.GetValueOrDefault(CanonicalField.NameVi) ?? code);
        tables.Country.Bind(2, values.GetValueOrDefault(CanonicalField.NameEn) ?? values.GetValueOrDefault(CanonicalField.NameVi) ?? code);
        tables.Country.Bind(3, values.GetValueOrDefault(CanonicalField.NationalDay));
        tables.Country.Bind(4, (long?)year);
        tables.Country.Bind(5, values.GetValueOrDefault(CanonicalField.Relations));
        tables.Country.Bind(6, values.GetValueOrDefault(CanonicalField.Department));
        tables.Country.Bind(7, json);
        tables.Country.Write();
        if (before is null && isFirstLoad)
        {
            return;
        }

        var old = before is null ? [] : FieldsJson.Read(before);
        foreach (
            var field in old
                .Keys.Union(values.Keys)
                .Order(StringComparer.Ordinal)
                .Where(field => old.GetValueOrDefault(field) != values.GetValueOrDefault(field))
        )
        {
            tables.WriteChange(
                $"country:{code}",
                field,
                old.GetValueOrDefault(field),
                values.GetValueOrDefault(field),
                record.GetValueOrDefault(field)?.Winner?.Source,
                record.GetValueOrDefault(field)?.Rule
            );
        }
    }

    Dictionary<string, string> CurrentRecords()
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        using var reader = tables.Read("select Iso2, Fields from countries");
        while (reader.Read())
        {
            all[reader.Text(0)] = reader.Text(1);
        }

        return all;
    }
}
