using SyncWorker.Reconcile.Matching;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Activities;

/// <summary>A row of the snapshot that is an activity or a unit's totals.</summary>
readonly record struct ToldRow(long Row, RowKey Key, string Kind, IReadOnlyDictionary<string, string> Fields)
{
    public string? this[string field] => Fields.GetValueOrDefault(field);
}

/// <summary>Reads rows as activities and totals. A row that cannot be read is set aside with its reason; the others count.</summary>
sealed class ActivityReader(UnitFinder units, Lexicon lexicon)
{
    public List<ToldActivity> Activities { get; } = [];

    public List<UnitTotal> Totals { get; } = [];

    /// <summary>Rows that count for nothing, a sentence each.</summary>
    public List<string> SetAside { get; } = [];

    public void Read(ToldRow row)
    {
        var fault = row.Kind == CanonicalField.UnitFiguresKind ? Total(row) : Activity(row);
        if (fault is not null)
        {
            SetAside.Add($"{row.Key}: {fault}");
        }
    }

    string? Activity(ToldRow row)
    {
        if (row[CanonicalField.NameVi] is not { } name)
        {
            return "the activity has no name (nameVi).";
        }

        if (!PartialDate.TryParse(row[CanonicalField.Day], out var day))
        {
            return "the activity has no day (day).";
        }

        var first = new DateOnly(day.Year, Math.Max(day.Month, 1), Math.Max(day.Day, 1));
        var lead = units.Each(row[CanonicalField.Lead], first).ToList();
        var title = ActivityTitle.Read(name, lexicon);
        Activities.Add(
            new(row.Key)
            {
                Row = row.Row,
                Day = day,
                Name = name,
                Title = title,
                Lead = lead.FirstOrDefault(),
                Units = [.. lead.Concat(units.Each(row[CanonicalField.Joint], first)).DistinctBy(unit => unit.Key)],
                Country = row[CanonicalField.Country] ?? (title.Countries.Count == 1 ? title.Countries.First() : null),
                Participants = Amount(row, CanonicalField.Participants),
                Money = Amount(row, CanonicalField.Money),
                Campaign = row[CanonicalField.Campaign],
                Aid = Amount(row, CanonicalField.Aid),
            }
        );
        return null;
    }

    string? Total(ToldRow row)
    {
        if (row[CanonicalField.Lead] is not { } name)
        {
            return "the totals name no unit (lead).";
        }

        if (FigurePeriod.Find(row[CanonicalField.Period]) is not { } period)
        {
            return $"the totals have no period (period), such as {FigurePeriod.Examples}.";
        }

        Totals.Add(
            new(row.Key, units.Find(name, period.Last), period)
            {
                Activities = Amount(row, CanonicalField.Activities),
                Aid = Amount(row, CanonicalField.Aid),
                Money = Amount(row, CanonicalField.Money),
                Campaign = row[CanonicalField.Campaign],
            }
        );
        return null;
    }

    Amount? Amount(ToldRow row, string field)
    {
        if (row[field] is not { } text)
        {
            return null;
        }

        if (Union.Amount.TryParse(text, out var amount))
        {
            return amount;
        }

        SetAside.Add($"{row.Key}: {field} \"{text}\" is no amount and was left out; map it with \"| amount\".");
        return null;
    }
}
