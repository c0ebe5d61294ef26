using System.ComponentModel;
using System.Globalization;

namespace SyncWorker.Union;

/// <summary>What a field of the union's own holds.</summary>
enum OwnFieldType
{
    Text,

    /// <summary>A <see cref="PartialDate"/>, or a day of the year without a year: <c>12-20</c>.</summary>
    Date,

    Number,
}

/// <summary>A field of partners and countries that the union adds to those that the program knows: declared in reconcile.json.</summary>
sealed class OwnField
{
    [Description("text, number, or date: 1955-10-30, 1955-10, 1955, or 10-30 where no year is known.")]
    public OwnFieldType Type { get; init; } = OwnFieldType.Text;

    [Description("What it is called on Vietnamese pages and in danh-ba.xlsx.")]
    public required string Vi { get; init; }

    [Description("What it is called on English pages; the Vietnamese name when it is left out.")]
    public string? En { get; init; }

    /// <summary>Whether a text is a value of the type.</summary>
    public bool Takes(string value) =>
        Type switch
        {
            OwnFieldType.Date => IsDate(value),
            OwnFieldType.Number => decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _),
            _ => true,
        };

    /// <summary>A date, or a day of the year without a year.</summary>
    public static bool IsDate(string value) => PartialDate.TryParse(value, out _) || IsDayOfYear(value);

    /// <summary>A day of the year without a year: <c>12-20</c>.</summary>
    public static bool IsDayOfYear(string value) => value.Length == 5 && DayText.TryParseIso($"2000-{value}", out _);

    /// <summary>A date as people write it: 30/10/1955, 10/1955, 1955, 20/12; another text as it is.</summary>
    public static string DayFirst(string value) =>
        PartialDate.TryParse(value, out var date) ? date.DayFirst()
        : IsDayOfYear(value) ? $"{value[3..]}/{value[..2]}"
        : value;
}
