using SyncWorker.Union;

namespace SyncWorker.Poll.Discovery;

/// <summary>What tells the rows apart: a column with the source's own id, else our fields.</summary>
/// <param name="Id">The column; null when <paramref name="Key"/> does.</param>
/// <param name="Key">Fields.</param>
/// <param name="Unsure">Sentences for people.</param>
sealed record IdGuess(string? Id, IReadOnlyList<string> Key, IReadOnlyList<string> Unsure)
{
    const int LongestId = 64;

    public static IdGuess Of(SampleRows rows, IReadOnlyList<GuessedField> fields)
    {
        var known = rows.Columns.Where(column => column.CanBeNamed && IsIdHead(column)).ToList();
        if (known.Find(column => IsUnique(column, rows.Rows)) is { } id)
        {
            return new(id.Name, [], []);
        }

        if (known.Find(column => column.Filled * 10 >= rows.Rows * 9 && IsUnique(column, column.Filled)) is { } most)
        {
            return new(
                most.Name,
                [],
                [$"{Count.Describe(rows.Rows - most.Filled, "row")} without a value in {most.Name}, the id, would go to quarantine"]
            );
        }

        var unsure = known
            .Select(column =>
                $"{column.Name} is called an id, but {(column.Filled < rows.Rows ? $"{Count.Describe(rows.Rows - column.Filled, "row")} have none" : "some rows share one")}"
            )
            .ToList();
        return rows.Columns.FirstOrDefault(column => column.CanBeNamed && LooksLikeId(column, rows.Rows, fields)) is { } likely
            ? new(likely.Name, [], [.. unsure, $"no column is called an id; {likely.Name} is taken, because it differs in each row"])
            : ByFields(fields, unsure);
    }

    static IdGuess ByFields(IReadOnlyList<GuessedField> fields, List<string> unsure)
    {
        string[] parts =
        [
            CanonicalField.NameVi,
            CanonicalField.NameEn,
            CanonicalField.Country,
            CanonicalField.CountryText,
            CanonicalField.Province,
        ];
        var key = parts.Where(part => fields.Any(field => field.Field == part)).Take(2).ToList();
        unsure.Add(
            $"the source has no id: its rows are told apart by {string.Join(" and ", key)}, so that a row whose name is corrected looks new"
        );
        return new(null, key, unsure);
    }

    static bool IsIdHead(SampleColumn column) =>
        HeadWords.Find(column.Name) is (HeadWords.Id, HeadMatch.Exact) or (CanonicalField.RegisterId, HeadMatch.Exact);

    static bool IsUnique(SampleColumn column, int rows) =>
        !column.IsInList
        && column.Filled == rows
        && column.Cells.All(cell => cell.Count <= 1)
        && column.Values.Distinct(StringComparer.Ordinal).Count() == rows;

    static bool LooksLikeId(SampleColumn column, int rows, IReadOnlyList<GuessedField> fields) =>
        rows > 1
        && IsUnique(column, rows)
        && !fields.Any(field => field.Column == column && field.Field != CanonicalField.Country)
        && HeadWords.Find(column.Name).Field != HeadWords.LineNumber
        && column.Values.All(value =>
            value.Length <= LongestId
            && !value.Contains(' ', StringComparison.Ordinal)
            && !DateGuess.IsDate(value)
            && !value.Contains('/', StringComparison.Ordinal)
        )
        && (column.Values.Any(value => value.Any(char.IsAsciiDigit)) || column.Values.All(ValueShapes.IsCountryCode))
        && !IsCounted(column);

    // 1, 2, 3 …: the number of the line, which moves when a row is put in.
    static bool IsCounted(SampleColumn column) =>
        column.Values.Select((value, i) => int.TryParse(value, out var number) && number == i + 1).All(isNext => isNext);
}
