using System.Globalization;

namespace SyncWorker.Poll.Formats;

/// <summary>
/// Numbers in one form: 17, 17.0 and 1.7e1 are the same number (RFC 8259, 6), and programs that write tables change between them. No
/// digit is lost, as it would be on the way through a double.
/// </summary>
static class JsonNumber
{
    /// <summary>A number that would need more zeros than this keeps its exponent.</summary>
    const int MostZeros = 40;

    /// <summary>Whether the text is in that form already: an integer without an exponent.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> number) => number.IndexOfAny("eE."u8) < 0 && !number.StartsWith("-0"u8);

    /// <summary>The number without exponent, without zeros at the end of its fraction, and with no sign before zero.</summary>
    /// <param name="number">As JSON writes it.</param>
    public static string Canonical(string number)
    {
        var text = number.AsSpan();
        var sign = text.StartsWith("-") ? "-" : "";
        text = text[sign.Length..];
        var e = text.IndexOfAny('e', 'E');
        if (!int.TryParse(e < 0 ? "0" : text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent))
        {
            return number;
        }

        var mantissa = e < 0 ? text : text[..e];
        var point = mantissa.IndexOf('.');
        var digits = point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..]);
        var places = (point < 0 ? 0L : mantissa.Length - point - 1) - exponent; // digits after the point
        var kept = digits.TrimEnd('0');
        places -= digits.Length - kept.Length;
        kept = kept.TrimStart('0');
        return kept.Length == 0 ? "0"
            : Math.Abs(places) > MostZeros ? $"{sign}{kept}e{(-places).ToString(CultureInfo.InvariantCulture)}"
            : places <= 0 ? $"{sign}{kept}{new string('0', (int)-places)}"
            : kept.Length > places ? $"{sign}{kept[..^(int)places]}.{kept[^(int)places..]}"
            : $"{sign}0.{kept.PadLeft((int)places, '0')}";
    }
}
