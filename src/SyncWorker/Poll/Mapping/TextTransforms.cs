using System.Globalization;
using SyncWorker.Union;

namespace SyncWorker.Poll.Mapping;

/// <summary>The small transforms of words and numbers.</summary>
static class TextTransforms
{
    static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>Each word with a capital: for names that come in capitals.</summary>
    public static string Title(string text) => Vietnamese.TextInfo.ToTitleCase(text.ToLower(Vietnamese));

    /// <summary>An ISO 3166-1 alpha-2 code.</summary>
    public static FieldResult Iso2(string text) =>
        text.Length == 2 && text.All(char.IsAsciiLetter)
            ? FieldResult.FromValue(text.ToUpperInvariant())
            : FieldResult.Invalid(RowReasons.CountryCode.Say());

    /// <summary>Digits only, padded: <c>'6</c> with <c>digits 2</c> is 06. Spreadsheets eat leading zeros and write apostrophes.</summary>
    public static Transform Digits(string argument)
    {
        if (!int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length is < 1 or > 20)
        {
            throw new FormatException("Write how many digits, such as \"digits 2\".");
        }

        return Transform.From(
            (text, _) =>
            {
                var digits = text.Trim('\'', '’', '‘', '`', ' ');
                if (digits.EndsWith(".0", StringComparison.Ordinal))
                {
                    digits = digits[..^2];
                }

                return digits.Length is > 0 && digits.Length <= length && digits.All(char.IsAsciiDigit)
                    ? FieldResult.FromValue(digits.PadLeft(length, '0'))
                    : FieldResult.Invalid(RowReasons.Digits.Say(length));
            }
        );
    }

    /// <summary>
    /// <c>province 2025-06-30</c>: codes as they were on that day become today's; <c>province 2025-07-01</c> for codes of today.
    /// Without the day a code would be ambiguous.
    /// </summary>
    public static Transform Province(string argument)
    {
        if (!DayText.TryParse(argument, out var day))
        {
            throw new FormatException(
                "Write the day whose numbering the source uses: \"province 2025-06-30\" for the codes before the mergers, \"province 2025-07-01\" for those since."
            );
        }

        var digits = Digits("2");
        return Transform.From(
            (text, context) =>
                digits.Apply(text, context).Value is { } code && context.ProvinceOn(code, day) is { } today
                    ? FieldResult.FromValue(today)
                    : FieldResult.Invalid(RowReasons.ProvinceCode.Say(argument))
        );
    }

    /// <summary><c>number vi</c> reads 1.234,5 and <c>number en</c> 1,234.5; both give 1234.5.</summary>
    public static Transform Number(string argument)
    {
        var format = argument switch
        {
            "vi" => new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "." },
            "en" => new NumberFormatInfo { NumberDecimalSeparator = ".", NumberGroupSeparator = "," },
            _ => throw new FormatException("Write \"number vi\" for 1.234,5 or \"number en\" for 1,234.5."),
        };
        return Transform.From(
            (text, _) =>
                decimal.TryParse(
                    text,
                    NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
                    format,
                    out var number
                )
                    ? FieldResult.FromValue(number.ToString(CultureInfo.InvariantCulture))
                    : FieldResult.Invalid(RowReasons.Number.Say(argument == "vi" ? "1.234,5" : "1,234.5"))
        );
    }

    /// <summary>An <see cref="Union.Amount"/>: "trên 335", "3,4 tỷ đồng".</summary>
    public static FieldResult Amount(string text) =>
        Union.Amount.TryParse(text, out var amount)
            ? FieldResult.FromValue(amount.ToString())
            : FieldResult.Invalid(RowReasons.Amount.Say());

    /// <summary><c>split ; 1</c> takes the first part, <c>split / -1</c> the last.</summary>
    public static Transform Split(string argument)
    {
        var space = argument.LastIndexOf(' ');
        if (
            space < 1
            || !int.TryParse(argument[(space + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var part)
            || part == 0
        )
        {
            throw new FormatException("Write the separator and which part, such as \"split ; 1\"; -1 is the last.");
        }

        var separator = argument[..space];
        return Transform.From(
            (text, _) =>
            {
                var parts = text.Split(separator, StringSplitOptions.TrimEntries);
                var at = part > 0 ? part - 1 : parts.Length + part;
                return at >= 0 && at < parts.Length && parts[at].Length > 0 ? FieldResult.FromValue(parts[at]) : FieldResult.Empty;
            }
        );
    }
}
