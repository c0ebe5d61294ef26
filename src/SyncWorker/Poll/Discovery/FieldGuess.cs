using SyncWorker.Poll.Mapping;
using SyncWorker.Union;

namespace SyncWorker.Poll.Discovery;

/// <summary>A field of ours and the column that it is read from.</summary>
/// <param name="Field">Ours.</param>
/// <param name="Column">The source's, as its answer has it.</param>
/// <param name="Mapping">As poll.json writes it.</param>
sealed record GuessedField(string Field, SampleColumn Column, string Mapping);

/// <summary>
/// Gives columns our fields: first by the table of heads, then by what their values look like. What is only likely is said in
/// <see cref="Unsure"/>. A field has one column; of several the one whose head is known as a whole, then the one with most values.
/// </summary>
sealed class FieldGuess(SampleRows rows, bool isWorkbook)
{
    // The words of the register.
    const string Active = "active";
    const string Inactive = "inactive";

    static readonly (string Active, string Inactive)[] s_states =
    [
        ("1", "0"),
        ("true", "false"),
        ("yes", "no"),
        ("y", "n"),
        ("đang hoạt động", "ngừng hoạt động"),
        ("hoạt động", "ngừng hoạt động"),
        ("còn hoạt động", "đã giải thể"),
        ("hoạt động", "giải thể"),
    ];

    readonly List<GuessedField> _fields = [];
    readonly List<string> _unsure = [];
    readonly List<string> _fillDown = [];

    /// <summary>In the order of the source.</summary>
    public IReadOnlyList<GuessedField> Fields => _fields;

    /// <summary>Sentences for people.</summary>
    public IReadOnlyList<string> Unsure => _unsure;

    /// <summary>Columns of which a blank cell seems to mean the value above it.</summary>
    public IReadOnlyList<string> FillDown => _fillDown;

    /// <summary>Reads the heads and values.</summary>
    public FieldGuess Read()
    {
        var heads = rows
            .Columns.Where(column => column.CanBeNamed && column.Filled > 0)
            .Select(column => (Column: column, Head: HeadWords.Find(column.Name)))
            .Select(at => (at.Column, Field: Meant(at.Column, at.Head.Field), at.Head.Match))
            .Where(at => at.Field is not (null or HeadWords.Id or HeadWords.LineNumber))
            .GroupBy(at => at.Field!, StringComparer.Ordinal)
            .Select(same => same.OrderByDescending(at => at.Match).ThenByDescending(at => at.Column.Filled).ToList());
        foreach (var same in heads)
        {
            Add(same[0].Field!, same[0].Column, same[0].Match);
            var others = same.Skip(1).Where(at => at.Match == same[0].Match).Select(at => at.Column.Name).ToList();
            if (others.Count > 0)
            {
                _unsure.Add(
                    $"{same[0].Field} is taken from {same[0].Column.Name}; {string.Join(", ", others)} may say the same (\"A ?? B\" takes the first with a value)"
                );
            }
        }

        if (!_fields.Exists(field => field.Field is CanonicalField.NameVi or CanonicalField.NameEn))
        {
            NameByValues();
        }

        var order = rows.Columns.ToList();
        _fields.Sort((one, other) => order.IndexOf(one.Column).CompareTo(order.IndexOf(other.Column)));
        return this;
    }

    // A head alone may mislead: "address" of a list of mails is a mailbox, "country" may be a code or a name.
    static string? Meant(SampleColumn column, string? field) =>
        column.Mostly(ValueShapes.IsMailbox) ? CanonicalField.Email
        : field is HeadWords.AnyName
            ? column.Mostly(ValueShapes.IsNumber) || column.Mostly(ValueShapes.IsCountryCode) ? null
                : column.Mostly(ValueShapes.IsVietnamese, percent: 15) ? CanonicalField.NameVi
                : CanonicalField.NameEn
        : field is CanonicalField.Country && !column.Mostly(ValueShapes.IsCountryCode, percent: 90) ? CanonicalField.CountryText
        : field;

    void Add(string field, SampleColumn column, HeadMatch match)
    {
        if (Transforms(field, column) is not { } transforms)
        {
            return;
        }

        if (match == HeadMatch.Near)
        {
            _unsure.Add($"{column.Name} is taken for {field}, because its name begins or ends so");
        }

        var name = One(field, column);
        _fields.Add(new(field, column, $"{name}{(column.Filled * 5 < rows.Rows ? "?" : "")}{transforms}"));
        FillsDown(field, column);
    }

    // The element of a list: a mailbox and a day are one value, names may be several.
    string One(string field, SampleColumn column)
    {
        var most = column.Cells.Max(cell => cell.Count);
        if (!column.IsInList)
        {
            if (most > 1 && field != CanonicalField.Aliases)
            {
                _unsure.Add(
                    $"{column.Name} is a list of up to {most} values: the first is taken; {column.Name} without [0] joins all by \"; \""
                );
            }

            return most > 1 && field != CanonicalField.Aliases ? $"{column.Name}[0]" : column.Name;
        }

        if (field == CanonicalField.Aliases)
        {
            return column.Name;
        }

        if (most > 1)
        {
            _unsure.Add(
                $"{column.Name} has up to {most} values in a row: the first is taken ([0]); [] joins all, and [kind=office] takes the one whose kind says so"
            );
        }

        return column.Name.Replace("[]", "[0]", StringComparison.Ordinal);
    }

    string? Transforms(string field, SampleColumn column) =>
        field switch
        {
            CanonicalField.Email => " | email",
            CanonicalField.Country => " | iso2",
            CanonicalField.Kind => column.Values.All(IsKind) ? "" : null,
            CanonicalField.Updated => Time(column),
            CanonicalField.Province => Province(column),
            CanonicalField.Status => Status(column),
            CanonicalField.NameVi or CanonicalField.NameEn or CanonicalField.Aliases or CanonicalField.CountryText => column.Values.Any(
                HasEscapes
            )
                ? " | html"
                : "",
            _ when CanonicalField.Dates.Contains(field) => Date(field, column),
            _ => "",
        };

    string? Date(string field, SampleColumn column)
    {
        var guess = DateGuess.Of(column.Values, isWorkbook);
        if (guess.Formats is [])
        {
            _unsure.Add($"{column.Name} seems to be {field}, but no format reads its values: write one (config/README.md, date)");
            return null;
        }

        if (guess.IsOrderOpen)
        {
            _unsure.Add($"{column.Name}: no value tells day and month apart; the day is taken to come first");
        }

        if (guess.Unread.Count > 0)
        {
            _unsure.Add($"{column.Name}: {Count.Describe(guess.Unread.Distinct().Count(), "value")} can be read by none of the formats");
        }

        return $"{Blank(guess.Blanks)} | date {string.Join(", ", guess.Formats)}";
    }

    // A comma would begin another pattern.
    static string Blank(IReadOnlyList<string> values) => values.Count > 0 ? $" | blank {string.Join(", ", values)}" : "";

    static string? Time(SampleColumn column)
    {
        var context = new MappingContext(TimeZoneInfo.Utc, new Dictionary<string, IReadOnlyDictionary<string, string>>());
        string[] formats = ["iso", "dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "dd/MM/yyyy"];
        return
            Array.Find(formats, format => column.Mostly(value => Transform.Parse($"time {format}").Apply(value, context).Value is not null))
                is { } found
            ? $" | time {found}"
            : null;
    }

    string? Province(SampleColumn column)
    {
        if (!column.Mostly(ValueShapes.IsProvinceCode))
        {
            _unsure.Add(
                $"{column.Name} names provinces, not their codes: it is not mapped, names of associations tell the province as well"
            );
            return null;
        }

        _unsure.Add(
            $"{column.Name}: codes of provinces changed their meaning on 2025-07-01; if these are the older ones, write \"| province 2025-06-30\" in place of \"| digits 2\""
        );
        return " | digits 2";
    }

    string? Status(SampleColumn column)
    {
        var words = column.Values.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (words.TrueForAll(word => word is Active or Inactive))
        {
            return "";
        }

        // Of a pair both: the other may come tomorrow.
        var pairs = s_states.Where(pair => words.Exists(word => Is(word, pair.Active) || Is(word, pair.Inactive))).ToList();
        if (!words.TrueForAll(word => pairs.Exists(pair => Is(word, pair.Active) || Is(word, pair.Inactive))))
        {
            _unsure.Add(
                $"{column.Name} seems to say whether it is active: write what its {Count.Describe(words.Count, "word")} mean (\"| map 1=active, 0=inactive\")"
            );
            return null;
        }

        var map = pairs.SelectMany(pair => new[] { $"{pair.Active}={Active}", $"{pair.Inactive}={Inactive}" });
        return $" | map {string.Join(", ", map.Distinct(StringComparer.Ordinal))}";

        static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
    }

    // A word that only looks like a kind would keep the rows from being matched.
    static bool IsKind(string word) =>
        CanonicalField.NoOrganisations.Contains(word)
        || word.EndsWith("_association", StringComparison.Ordinal)
        || word is "local_union" or "foreign_partner";

    static bool HasEscapes(string value) =>
        value.IndexOf('&', StringComparison.Ordinal) is >= 0 and var at
        && value.IndexOf(';', at) > at
        && System.Net.WebUtility.HtmlDecode(value) != value;

    // Blank in many rows, and each value once: it stood over several rows before the table was saved as text.
    void FillsDown(string field, SampleColumn column)
    {
        string[] shared =
        [
            CanonicalField.CountryText,
            CanonicalField.Country,
            CanonicalField.Department,
            CanonicalField.Region,
            CanonicalField.Cluster,
            CanonicalField.Province,
        ];
        if (!shared.Contains(field) || column.IsInList || column.Rows < 4 || column.Cells[0].Count == 0)
        {
            return;
        }

        var values = column.Values;
        if (values.Distinct(StringComparer.Ordinal).Count() == values.Count && column.Filled * 10 <= column.Rows * 6)
        {
            _fillDown.Add(column.Name);
            _unsure.Add(
                $"{column.Name} is blank in {column.Rows - column.Filled} of {column.Rows} rows: a blank cell is taken to mean the value above it (fillDown)"
            );
        }
    }

    void NameByValues()
    {
        var likely = rows
            .Columns.Where(column =>
                column.CanBeNamed
                && column.Filled * 2 > rows.Rows
                && !_fields.Exists(field => field.Column == column)
                && !column.Mostly(ValueShapes.IsValue)
            )
            .Where(column => column.Values.Average(value => value.Length) > 8)
            .MaxBy(column =>
                column.Values.Distinct(StringComparer.Ordinal).Count() * column.Values.Average(value => Math.Min(value.Length, 60))
            );
        if (likely is null)
        {
            return;
        }

        var field = likely.Mostly(ValueShapes.IsVietnamese, percent: 15) ? CanonicalField.NameVi : CanonicalField.NameEn;
        _unsure.Add($"no column is called a name: {likely.Name} is taken for {field}, because its texts are long and differ");
        Add(field, likely, HeadMatch.Exact);
    }
}
