using System.Globalization;
using System.Text;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Reconcile;

/// <summary>
/// Numbers that are the same for the same seed on every machine (a linear congruential generator, Knuth's MMIX constants).
/// </summary>
sealed class Dice(long seed)
{
    ulong _state = (ulong)seed * 2862933555777941757UL + 3037000493UL;

    public int Next(int below)
    {
        _state = (_state * 6364136223846793005UL) + 1442695040888963407UL;
        return (int)((_state >> 33) % (ulong)below);
    }

    public bool OneIn(int n) => Next(n) == 0;

    public T Of<T>(IReadOnlyList<T> all) => all[Next(all.Count)];
}

/// <summary>Writes a name of the register as a member association's own list might have it: other words, marks, spaces, slips.</summary>
sealed class Distortion(ReferenceTables tables)
{
    static readonly string[] s_unions =
    [
        "LHHN",
        "LH các TCHN",
        "LHCTCHN",
        "Liên hiệp hữu nghị",
        "Liên hiệp các TCHN",
        "Liên hiệp các tổ chức hữu nghị",
    ];
    static readonly string[] s_associations = ["Hội HN", "HHN", "Hội Hữu nghị", "Hội hữu nghị", "Hội hữu nghị và hợp tác"];
    static readonly string[] s_dashes = [" - ", "-", " – ", " — ", " ‑ ", "- ", " -", " ? ", "  -  "];
    static readonly string[] s_vietnams = ["Việt Nam", "VN", "Việt", "Viet Nam", "Việt  Nam"];

    /// <summary>A row as a source of one of the five sorts would hold it: by country code, by country name, by province code.</summary>
    public SampleRow Row(SampleRow golden, Dice dice)
    {
        var fields = new Dictionary<string, string>();
        var country = golden.Fields.GetValueOrDefault("country");
        var province = tables.Provinces.Today(golden.Fields.GetValueOrDefault("province", ""));
        var stale = golden.Kind == "local_union" && dice.OneIn(3) ? Former(province!, dice) : null;
        var name = Name(golden, country, stale ?? province, dice);
        if (country is not null)
        {
            switch (dice.Next(3))
            {
                case 0:
                    fields["country"] = country;
                    break;
                case 1:
                    fields["countryText"] = dice.Of(Names(country));
                    break;
            }
        }

        if (province is not null && dice.Next(3) > 0)
        {
            var old = stale ?? province;
            fields["province"] =
                (dice.OneIn(3) && old.CodesBefore.Count > 0 ? dice.Of(old.CodesBefore) : province.Code) is var code && dice.OneIn(4)
                    ? "'" + code
                    : code;
        }

        if (fields.TryGetValue("countryText", out var nation) && dice.OneIn(8))
        {
            (fields["nameVi"], fields["countryText"]) = (nation, name);
        }
        else
        {
            fields["nameVi"] = name;
        }

        return new("source-x", golden.ExternalId + dice.Next(1000), "unknown", "x#1", fields);
    }

    string Name(SampleRow golden, string? country, Province? province, Dice dice)
    {
        if (golden.Kind is "central_association" or "foreign_partner" && dice.OneIn(5))
        {
            return Spaces(golden.Fields["nameEn"], dice);
        }

        var place = province is null ? "" : Place(province, dice);
        var text = golden.Kind switch
        {
            "local_union" => $"{dice.Of(s_unions)} {place}",
            "foreign_partner" => $"{dice.Of(s_associations)} {dice.Of(Vietnamese(country!))}{dice.Of(s_dashes)}Việt Nam",
            _ => $"{dice.Of(s_associations)} {dice.Of(s_vietnams)}{dice.Of(s_dashes)}{dice.Of(Vietnamese(country!))} {place}",
        };
        if (dice.OneIn(10))
        {
            text = Slip(text, dice);
        }

        text = dice.Next(6) switch
        {
            0 => text.ToUpper(CultureInfo.InvariantCulture),
            1 => text.ToLower(CultureInfo.InvariantCulture),
            2 => NoMarks(text).ToUpperInvariant(),
            3 => text.Normalize(NormalizationForm.FormD),
            4 => string.Concat(
                text.Select(c => c > 127 && dice.OneIn(2) ? string.Create(CultureInfo.InvariantCulture, $"&#{(int)c};") : c.ToString())
            ),
            _ => text,
        };
        return Spaces(text, dice);
    }

    /// <summary>Two neighbouring characters change places, a space among them too.</summary>
    static string Slip(string text, Dice dice)
    {
        var at = 1 + dice.Next(text.Length - 2);
        var letters = text.Trim().ToCharArray();
        if (at + 1 < letters.Length)
        {
            (letters[at], letters[at + 1]) = (letters[at + 1], letters[at]);
        }

        return new(letters);
    }

    static string Spaces(string text, Dice dice) =>
        dice.Next(5) switch
        {
            0 => "\u00A0" + text.Replace(" ", "  ", StringComparison.Ordinal) + " ",
            1 => text + "\u200B",
            2 => "\t" + text.Replace(' ', '\u00A0'),
            _ => text,
        };

    static string Place(Province province, Dice dice)
    {
        var isCity = province.Name is "Hà Nội" or "Hồ Chí Minh" or "Hải Phòng" or "Đà Nẵng" or "Cần Thơ" or "Huế";
        var word = isCity ? dice.Of(["Thành phố", "TP.", "TP", "thành phố"]) : dice.Of(["tỉnh", "Tỉnh"]);
        var name = province.Names.Count > 0 && dice.OneIn(3) ? dice.Of(province.Names) : province.Name;
        return
            name.StartsWith("TP", StringComparison.Ordinal)
            || name.Contains("City", StringComparison.Ordinal)
            || name.Contains("Thủ đô", StringComparison.Ordinal)
            ? name
            : $"{word} {name}";
    }

    Province? Former(Province today, Dice dice) =>
        tables.Provinces.All.Where(province => province.IsFormer && province.Code == today.Code).ToList() is { Count: > 0 } former
            ? dice.Of(former)
            : null;

    IReadOnlyList<string> Names(string country) => tables.Countries.Single(names => names.Iso2 == country).Names;

    List<string> Vietnamese(string country) => [.. Names(country).Where(name => !name.Contains('(', StringComparison.Ordinal))];

    public static string NoMarks(string text) =>
        string.Concat(
                text.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            )
            .Replace('đ', 'd')
            .Replace('Đ', 'D');
}
