using System.Text;
using SyncWorker.Union;

namespace SyncWorker.Poll.Mapping;

/// <summary>What poll.json says of one source's rows, made ready: which columns to read and how fields come of them.</summary>
sealed class SourceMapping
{
    // Without one of these a row could be taken for another organisation's.
    static readonly string[] Identity =
    [
        CanonicalField.Kind,
        CanonicalField.RegisterId,
        CanonicalField.NameVi,
        CanonicalField.NameEn,
        CanonicalField.Aliases,
        CanonicalField.Country,
        CanonicalField.CountryText,
        CanonicalField.Province,
        "taxCode",
        "registrationNumber",
    ];

    readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

    public SourceMapping(SourceOptions source)
    {
        Source = source.Name;
        foreach (var column in source.Id)
        {
            Add(column, mayBeAbsent: false);
        }

        Id = [.. source.Id.Select(column => _index[Name(column)])];
        Key = source.Key;
        Required = source.Required;
        NonDataRows = source.NotRows;
        FieldCharacters = source.Limits.FieldCharacters;
        IsWorkbook = source.Format == SourceFormat.Excel;
        Fields =
        [
            .. source
                .Fields.OrderBy(field => field.Key, StringComparer.Ordinal)
                .Select(field => new MappedField(
                    field.Key,
                    field.Value,
                    [.. field.Value.Columns.Select(column => Add(column.Name, column.MayBeAbsent || field.Value.Columns.Count > 1))]
                )),
        ];
        FillDown = [.. source.FillDown.Select(column => _index.GetValueOrDefault(Name(column), -1)).Where(index => index >= 0)];
        Seed = StableHash.Compute(Encoding.UTF8.GetBytes(Describe(source)));
    }

    public string Source { get; }

    /// <summary>Columns to read, in the order of a <see cref="RawRow"/>.</summary>
    public List<MappedColumn> Columns { get; } = [];

    /// <summary>Indexes of the columns that make the source's own id; empty when <see cref="Key"/> does.</summary>
    public IReadOnlyList<int> Id { get; }

    public IReadOnlyList<string> Key { get; }

    public IReadOnlyList<MappedField> Fields { get; }

    public IReadOnlyList<string> Required { get; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> NonDataRows { get; }

    public int FieldCharacters { get; }

    public bool IsWorkbook { get; }

    /// <summary>Indexes of the columns of which a blank cell means the value above it.</summary>
    public IReadOnlyList<int> FillDown { get; }

    /// <summary>
    /// Whether a row can do without this field's value: it does not tell who the row is about, and config does not require it.
    /// </summary>
    public bool CanDoWithout(string field) => !Required.Contains(field) && !Key.Contains(field) && !Identity.Contains(field);

    /// <summary>Differs for every other mapping.</summary>
    public long Seed { get; }

    /// <summary>Headers and names are compared in NFC, without regard to case and to white space.</summary>
    public static string Name(string column) => CleanText.Clean(column);

    int Add(string column, bool mayBeAbsent)
    {
        var name = Name(column);
        if (!_index.TryGetValue(name, out var index))
        {
            index = Columns.Count;
            Columns.Add(new(name, mayBeAbsent));
            _index.Add(name, index);
        }
        else if (!mayBeAbsent)
        {
            Columns[index] = new(name, false);
        }

        return index;
    }

    static string Describe(SourceOptions source) =>
        string.Join(
            '\n',
            source
                .Fields.OrderBy(field => field.Key, StringComparer.Ordinal)
                .Select(field => $"{field.Key}={field.Value.Text}")
                .Append(string.Join('|', source.Id))
                .Append(string.Join('|', source.Key))
                .Append(string.Join('|', source.Required))
                .Concat(source.NotRows.Select(rule => $"{rule.Key}!{string.Join('|', rule.Value)}"))
                .Concat(source.FillDown.Select(column => $"{column}^"))
        );
}

/// <param name="Name">Header or path, clean.</param>
/// <param name="MayBeAbsent">No fault when no row has it.</param>
readonly record struct MappedColumn(string Name, bool MayBeAbsent);

/// <param name="Name">Ours.</param>
/// <param name="Mapping">How it is made.</param>
/// <param name="Columns">Indexes into a <see cref="RawRow"/>, in order of preference.</param>
sealed record MappedField(string Name, FieldMapping Mapping, IReadOnlyList<int> Columns);
