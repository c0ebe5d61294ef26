using SyncWorker.Union;

namespace SyncWorker.Poll.Mapping;

/// <summary>What a transform made of a text: a value, nothing (the source says nothing), or what was expected instead.</summary>
/// <param name="Value">Null when there is none.</param>
/// <param name="Expected">Not null when the text could not be read: what would have been.</param>
readonly record struct FieldResult(string? Value, Said? Expected)
{
    public static readonly FieldResult Empty;

    public static FieldResult FromValue(string value) => new(value, null);

    public static FieldResult Invalid(Said expected) => new(null, expected);
}

/// <summary>One reason why a row cannot be used.</summary>
/// <param name="Field">Our field, or the source's column.</param>
/// <param name="Found">The text that was found, cut short.</param>
/// <param name="Expected">What would have been right.</param>
readonly record struct RowFault(string Field, string Found, Said Expected)
{
    const int Longest = 80;

    /// <summary>It costs the field alone, which stays as it was; the rest of the row is taken.</summary>
    public bool CostsField { get; init; }

    public override string ToString()
    {
        var found = Found.Length > Longest ? WritableText.Cut(Found, Longest) + "…" : Found;
        return (found.Length == 0 ? RowReasons.Lacks.Say(Field, Expected) : RowReasons.Found.Say(Field, found, Expected)).En;
    }
}

/// <summary>What transforms need beyond the text.</summary>
/// <param name="Zone">The union's zone: an instant becomes a day in it.</param>
/// <param name="Codes">The code lists of poll.json.</param>
sealed record MappingContext(TimeZoneInfo Zone, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Codes)
{
    /// <summary>
    /// Today's code of the province that a two-digit code meant on a day, or null. Codes changed their meaning on 1 July 2025:
    /// 24 was Bắc Giang and is Bắc Ninh.
    /// </summary>
    public Func<string, DateOnly, string?> ProvinceOn { get; init; } = static (code, _) => code;

    /// <summary>The fields of the union's own: what each must hold.</summary>
    public IReadOnlyDictionary<string, OwnField> OwnFields { get; init; } = new Dictionary<string, OwnField>();

    /// <summary>Whether cells can be dates by themselves: those of a workbook.</summary>
    public bool HasDateCells { get; init; }
}
