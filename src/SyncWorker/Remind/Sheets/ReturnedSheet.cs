using System.Globalization;
using SyncWorker.Files;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Remind.Sheets;

/// <summary>A sheet of the register check that a unit sent back: what it changes, as text that a source can be read from.</summary>
static class ReturnedSheet
{
    /// <param name="notes">Told of each line that cannot be taken.</param>
    /// <exception cref="IOException">The file is out of reach, or no sheet.</exception>
    public static IReadOnlyList<ReturnedValue> Read(
        string path,
        RegisterCheckOptions rule,
        IReadOnlyDictionary<string, OwnField> ownFields,
        List<string> notes
    )
    {
        var sheet = SheetFile.Read(path);
        var file = Path.GetFileName(path);
        if (
            new[] { RegisterCheck.UnitColumn, RegisterCheck.FieldColumn, RegisterCheck.NewColumn }.Except(sheet.Columns).ToList() is
            { Count: > 0 } lost
        )
        {
            notes.Add($"{file}: the first line does not name the columns {string.Join(", ", lost)}. It is no sheet of the register check.");
            return [];
        }

        var values = new List<ReturnedValue>();
        foreach (var (line, cells) in sheet.Rows())
        {
            var (unit, field, written) = (
                cells[RegisterCheck.UnitColumn],
                cells[RegisterCheck.FieldColumn],
                cells[RegisterCheck.NewColumn]
            );
            if (written.Length == 0)
            {
                continue;
            }

            if (unit.Length == 0 || !rule.Fields.ContainsKey(field))
            {
                notes.Add($"{file}, line {line}: it names no unit, or no field that was asked for. The line was left out.");
            }
            else if (Value(field, written, ownFields.GetValueOrDefault(field)) is not { } value)
            {
                notes.Add($"{file}, line {line}: \"{written}\" is no value of {field}. Correct the cell; until then it is left out.");
            }
            else
            {
                values.Add(new(unit, field, rule.Fields[field], value));
            }
        }

        return values;
    }

    /// <summary>A value as the register keeps it; null when the text is none of the field.</summary>
    static string? Value(string field, string written, OwnField? own) =>
        CanonicalField.Dates.Contains(field) || own?.Type is OwnFieldType.Date
            ? PartialDate.TryParseWritten(written, out var date)
                ? date.ToString()
                : null
            : field == CanonicalField.Email
                ? EmailAddress.IsOne(written)
                    ? written
                    : null
                : field is CanonicalField.BoardSize or CanonicalField.ActiveMembers || own?.Type is OwnFieldType.Number
                    ? int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                        ? written
                        : null
                    : written;
}

/// <param name="Unit">Its register number.</param>
/// <param name="Label">What the field is called on the sheet.</param>
/// <param name="Value">As the register keeps it: a day as 1962-10-28.</param>
sealed record ReturnedValue(string Unit, string Field, string Label, string Value);
