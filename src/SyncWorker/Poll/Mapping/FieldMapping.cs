using System.Text;
using System.Text.Json.Serialization;
using SyncWorker.Config;
using SyncWorker.Union;

namespace SyncWorker.Poll.Mapping;

/// <summary>
/// How one field is made, as config writes it: columns in order of preference, then transforms one after the other, such as
/// <c>Email ?? Web | email</c>; or <c>= word</c>. Equal text is an equal mapping.
/// </summary>
[JsonConverter(typeof(TextJson<FieldMapping>))]
[ConfigExample("ngay_thanh_lap | date dd/MM/yyyy, yyyy", "ten_to_chuc", "= country", Pattern = @"^\s*(=\s*\S|[^=|\s])")]
sealed class FieldMapping : IParsable<FieldMapping>
{
    FieldMapping(string text) => Text = text;

    public string Text { get; }

    /// <summary>Columns in order of preference; empty for a constant.</summary>
    public IReadOnlyList<ColumnName> Columns { get; private init; } = [];

    public string? Constant { get; private init; }

    public IReadOnlyList<Transform> Transforms { get; private init; } = [];

    public static FieldMapping Parse(string s, IFormatProvider? provider)
    {
        s = WritableText.Clean(s).Normalize(NormalizationForm.FormC);
        if (s.TrimStart() is ['=', .. var word])
        {
            return word.Trim() is { Length: > 0 } constant
                ? new(s) { Constant = constant }
                : throw new FormatException("The constant is missing. Write such as \"= country\".");
        }

        var parts = Split(s, "|");
        var columns = Split(parts[0], "??").Select(ColumnName.Parse).ToList();
        return new(s) { Columns = columns, Transforms = [.. parts.Skip(1).Select(Transform.Parse)] };
    }

    public static bool TryParse(string? s, IFormatProvider? provider, out FieldMapping result)
    {
        try
        {
            result = Parse(s ?? "", provider);
            return true;
        }
        catch (FormatException)
        {
            result = null!;
            return false;
        }
    }

    public override string ToString() => Text;

    static List<string> Split(string text, string at) => [.. text.Split(at).Select(part => part.Trim())];
}

/// <param name="Name">A CSV header, or a path such as contact.email.</param>
/// <param name="MayBeAbsent">Written <c>name?</c>: the source may leave the column out altogether.</param>
readonly record struct ColumnName(string Name, bool MayBeAbsent)
{
    public static ColumnName Parse(string text)
    {
        var name = text.TrimEnd('?').Trim();
        return name.Length > 0
            ? new(name, text.EndsWith('?'))
            : throw new FormatException("A column's name is missing. Write \"column\", \"column | transform\" or \"= word\".");
    }
}
