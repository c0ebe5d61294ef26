using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SyncWorker.Union;

/// <summary>How exact an <see cref="Amount"/> is told.</summary>
enum Bound
{
    /// <summary>"256".</summary>
    Exact,

    /// <summary>"trên 335", "hơn 335": the number or more.</summary>
    AtLeast,

    /// <summary>"gần 420", "dưới 420": not quite the number.</summary>
    AtMost,

    /// <summary>"khoảng 500".</summary>
    About,
}

/// <summary>
/// A number as people tell it, with what they leave open: "256", "trên 335 hoạt động", "3,4 tỷ đồng", "gần 420 tỷ". The comma is the decimal
/// separator, the full stop groups thousands; money is in đồng. Written <c>256</c>, <c>&gt;335</c>, <c>3400000000</c>, <c>&lt;420000000000</c>,
/// <c>~500</c> in the store.
/// </summary>
[JsonConverter(typeof(AmountJson))]
[ConfigExample("65 tỷ đồng", "trên 335", "3,4 tỷ")]
readonly record struct Amount(decimal Value, Bound Bound = Bound.Exact)
{
    /// <summary>As many as <see cref="ToString"/> writes.</summary>
    const int Places = 12;

    const decimal Thousand = 1_000m;
    const decimal Million = 1_000_000m;
    const decimal Billion = 1_000_000_000m;

    /// <summary>More is told of nothing; a thousand of them can still be added up.</summary>
    const decimal Most = 1_000_000_000_000_000_000_000m;

    public static readonly Amount Zero = new(0);

    static readonly NumberFormatInfo s_vietnamese = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    static readonly (string Words, Bound Bound)[] s_bounds =
    [
        ("ít nhất", Bound.AtLeast),
        ("trên", Bound.AtLeast),
        ("hơn", Bound.AtLeast),
        ("over", Bound.AtLeast),
        (">=", Bound.AtLeast),
        ("≥", Bound.AtLeast),
        (">", Bound.AtLeast),
        ("gần", Bound.AtMost),
        ("dưới", Bound.AtMost),
        ("nearly", Bound.AtMost),
        ("<=", Bound.AtMost),
        ("≤", Bound.AtMost),
        ("<", Bound.AtMost),
        ("khoảng", Bound.About),
        ("chừng", Bound.About),
        ("about", Bound.About),
        ("~", Bound.About),
    ];

    static readonly (string Word, decimal Factor)[] s_scales =
    [
        ("tỷ", Billion),
        ("tỉ", Billion),
        ("triệu", Million),
        ("nghìn", Thousand),
        ("ngàn", Thousand),
    ];

    /// <summary>What is counted; it says nothing of how much.</summary>
    static readonly string[] s_units = ["đồng", "vnđ", "vnd", "₫", "lượt", "người", "đại biểu", "hoạt động", "tổ chức", "buổi", "cuộc"];

    /// <summary>What is left open of one of two is left open of their sum; of two different ways only "about" is left.</summary>
    public static Amount operator +(Amount a, Amount b) =>
        new(
            a.Value + b.Value,
            a.Bound == b.Bound || b.Bound == Bound.Exact ? a.Bound
                : a.Bound == Bound.Exact ? b.Bound
                : Bound.About
        );

    /// <summary>How often the other one goes into it, as "6,4 lần" says it.</summary>
    public Amount Times(decimal other) => new(Value / other, Bound);

    public static Amount Sum(IEnumerable<Amount> amounts) => amounts.Aggregate(Zero, (sum, amount) => sum + amount);

    /// <exception cref="FormatException">It is no amount; the message says what to write.</exception>
    public static Amount Parse(string text) =>
        TryParse(text, out var amount)
            ? amount
            : throw new FormatException($"\"{text}\" is no amount. Write such as 335, trên 335, 3,4 tỷ đồng or 1.250.000.");

    /// <summary>Reads what people write and what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? written, out Amount result)
    {
        result = default;
        var text = WritableText.Clean(written ?? "").Normalize(NormalizationForm.FormC).Trim().ToLowerInvariant();
        var bound = Bound.Exact;
        if (Array.Find(s_bounds, entry => text.StartsWith(entry.Words, StringComparison.Ordinal)) is { Words: not null } said)
        {
            (text, bound) = (text[said.Words.Length..].Trim(), said.Bound);
        }

        if (text.EndsWith('+'))
        {
            (text, bound) = (text[..^1].Trim(), Bound.AtLeast);
        }

        while (Array.Find(s_units, unit => text.EndsWith(unit, StringComparison.Ordinal)) is { } unit)
        {
            text = text[..^unit.Length].Trim();
        }

        if (!TryValue(text, out var value))
        {
            return false;
        }

        result = new(decimal.Round(value, Places), bound);
        return true;
    }

    // "2 tỷ 500 triệu" is a sum; without a word of scale it is one number.
    static bool TryValue(string text, out decimal value)
    {
        value = 0;
        var largest = decimal.MaxValue;
        while (text.Length > 0)
        {
            var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c is '.' or ',').Count();
            if (!TryNumber(text[..digits], out var number))
            {
                return false;
            }

            text = text[digits..].TrimStart();
            var (word, factor) = Array.Find(s_scales, entry => text.StartsWith(entry.Word, StringComparison.Ordinal));
            factor = word is null ? 1 : factor;
            if (factor >= largest || number > Most / factor)
            {
                return false;
            }

            (value, largest) = (value + (number * factor), factor);
            text = text[(word?.Length ?? 0)..].TrimStart();
        }

        return largest < decimal.MaxValue;
    }

    // 1.250 is one thousand two hundred and fifty, 1.25 is a slip: a group has three digits.
    static bool TryNumber(string digits, out decimal number)
    {
        number = 0;
        var whole = digits.Split(',')[0].Split('.');
        return digits.Length is > 0 and <= 24
            && (whole.Length == 1 || (whole[0].Length is >= 1 and <= 3 && whole.Skip(1).All(group => group.Length == 3)))
            && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, s_vietnamese, out number);
    }

    /// <summary>As the store keeps it; <see cref="Parse"/> reads it back.</summary>
    public override string ToString() => Sign(Bound) + Value.ToString("0.############", s_vietnamese);

    /// <summary>As a Vietnamese text has it: "trên 335", "gần 1.250".</summary>
    public string Vi => Word(Bound) + Value.ToString("#,0.##", s_vietnamese);

    /// <summary>An amount of money: "trên 393 tỷ đồng", "3,4 tỷ đồng", "850 triệu đồng".</summary>
    public string ViMoney =>
        Word(Bound)
        + (
            Math.Abs(Value) >= Billion ? $"{(Value / Billion).ToString("#,0.##", s_vietnamese)} tỷ đồng"
            : Math.Abs(Value) >= Million ? $"{(Value / Million).ToString("#,0.##", s_vietnamese)} triệu đồng"
            : $"{Value.ToString("#,0", s_vietnamese)} đồng"
        );

    /// <summary>"6,4": one digit behind the comma.</summary>
    public string ViOneDigit => Word(Bound) + Value.ToString("#,0.#", s_vietnamese);

    /// <summary>As an English text has it: "over 335".</summary>
    public string En => WordEn(Bound) + Value.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <summary>"over VND 393 billion".</summary>
    public string EnMoney =>
        WordEn(Bound)
        + (
            Math.Abs(Value) >= Billion ? $"VND {(Value / Billion).ToString("#,0.##", CultureInfo.InvariantCulture)} billion"
            : Math.Abs(Value) >= Million ? $"VND {(Value / Million).ToString("#,0.##", CultureInfo.InvariantCulture)} million"
            : $"VND {Value.ToString("#,0", CultureInfo.InvariantCulture)}"
        );

    /// <summary>"6.4".</summary>
    public string EnOneDigit => WordEn(Bound) + Value.ToString("#,0.#", CultureInfo.InvariantCulture);

    static string WordEn(Bound bound) =>
        bound switch
        {
            Bound.AtLeast => "over ",
            Bound.AtMost => "nearly ",
            Bound.About => "about ",
            _ => "",
        };

    static string Sign(Bound bound) =>
        bound switch
        {
            Bound.AtLeast => ">",
            Bound.AtMost => "<",
            Bound.About => "~",
            _ => "",
        };

    static string Word(Bound bound) =>
        bound switch
        {
            Bound.AtLeast => "trên ",
            Bound.AtMost => "gần ",
            Bound.About => "khoảng ",
            _ => "",
        };
}

sealed class AmountJson : JsonConverter<Amount>
{
    public override Amount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Amount.TryParse(reader.GetString(), out var amount)
            ? amount
            : throw new JsonException("Not an amount like 335, trên 335, 3,4 tỷ đồng or 1.250.000.");

    public override void Write(Utf8JsonWriter writer, Amount value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
