using System.Globalization;
using System.Text;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Reconcile;

/// <summary>
/// Writes rows as offices write them, with words that were noted down without a look at config/tables: were they taken from
/// there, every spelling would be known beforehand and the test would praise itself. Names and provinces come from the register.
/// </summary>
sealed class DistortionOwnWords(ReferenceTables tables, IReadOnlyList<SampleRow> register)
{
    static readonly Dictionary<string, string[]> s_countries = new()
    {
        ["CN"] = ["CHND Trung Hoa", "Trung Hoa", "nước CHND Trung Hoa"],
        ["KP"] = ["CHDCND Triều Tiên", "Bắc Triều Tiên", "CHDCND Triều-tiên"],
        ["KR"] = ["CH Hàn Quốc", "Cộng hòa Hàn Quốc", "Đại Hàn Dân Quốc"],
        ["JP"] = ["Nhật", "Nhật bản"],
        ["LA"] = ["CHDCND Lào", "nước CHDCND Lào", "Lào (CHDCND)"],
        ["KH"] = ["Cam-pu-chia", "Vương quốc Campuchia", "Kampuchea"],
        ["TH"] = ["Thái-lan", "Vương quốc Thái Lan"],
        ["MY"] = ["Ma-lai-xi-a", "Malaixia"],
        ["SG"] = ["Xinh-ga-po", "Cộng hòa Singapore"],
        ["ID"] = ["In-đô-nê-xi-a", "Inđônêxia"],
        ["PH"] = ["Phi-lip-pin", "Cộng hòa Philippines"],
        ["IN"] = ["Ấn-độ", "Cộng hòa Ấn Độ"],
        ["RU"] = ["Nga", "CHLB Nga", "Liên-xô"],
        ["BY"] = ["Bê-la-rút", "Bêlarut"],
        ["PL"] = ["CH Ba Lan", "Ba-lan"],
        ["CZ"] = ["CH Séc", "Cộng hoà Séc", "Tiệp Khắc"],
        ["SK"] = ["Xlô-va-ki-a", "CH Slovakia"],
        ["HU"] = ["Hung-ga-ri", "Hung"],
        ["RO"] = ["Ru-ma-ni", "Rumani"],
        ["BG"] = ["Bun-ga-ri", "Bungaria"],
        ["DE"] = ["CHLB Đức", "LB Đức", "Cộng hoà Liên bang Đức"],
        ["FR"] = ["CH Pháp", "Cộng hòa Pháp"],
        ["GB"] = ["Vương quốc Anh", "VQ Anh", "Anh quốc"],
        ["IT"] = ["I-ta-li-a", "Cộng hòa Italia"],
        ["ES"] = ["Tây-ban-nha", "Vương quốc Tây Ban Nha"],
        ["CH"] = ["Thuỵ Sỹ", "Liên bang Thụy Sĩ"],
        ["AT"] = ["CH Áo", "Cộng hòa Áo"],
        ["AU"] = ["Ô-xtrây-li-a", "Liên bang Australia"],
        ["SE"] = ["Thuỵ Điển", "Vương quốc Thụy Điển"],
        ["DZ"] = ["An-giê-ri", "Cộng hòa Algeria"],
        ["ZA"] = ["CH Nam Phi", "Nam-phi"],
        ["US"] = ["Mỹ", "Hợp chúng quốc Hoa Kỳ", "USA"],
        ["CU"] = ["Cu-ba", "Cộng hòa Cuba"],
        ["MX"] = ["Mê-hi-cô"],
        ["CL"] = ["Chi-lê"],
        ["VE"] = ["Vê-nê-xu-ê-la"],
    };

    static readonly Dictionary<string, string> s_adjectives = new()
    {
        ["DE"] = "German",
        ["CN"] = "Chinese",
        ["EG"] = "Egyptian",
        ["BG"] = "Bulgarian",
        ["CU"] = "Cuban",
        ["DZ"] = "Algerian",
        ["AU"] = "Australian",
        ["AT"] = "Austrian",
        ["UA"] = "Ukrainian",
        ["BE"] = "Belgian",
        ["CA"] = "Canadian",
        ["KH"] = "Cambodian",
    };

    static readonly string[] s_cities = ["Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế"];
    static readonly string[] s_unions =
    [
        "LHHN",
        "LH các TCHN",
        "LHCTCHN",
        "Liên hiệp các tổ chức HN",
        "Liên hiệp các T/C hữu nghị",
        "LH Hữu nghị",
    ];
    static readonly string[] s_boards = ["Ban Chấp hành ", "BCH ", "Văn phòng ", "Thường trực ", "Ban Thường vụ "];

    /// <summary>A row that is this organisation, in the shape of one of the five sorts of source.</summary>
    public Dictionary<string, string?> Row(SampleRow golden, Dice dice)
    {
        var country = golden.Fields.GetValueOrDefault("country");
        var province = tables.Provinces.Today(golden.Fields.GetValueOrDefault("province", ""));
        var former =
            province is null || golden.Kind != "local_union"
                ? []
                : tables.Provinces.All.Where(otherProvince => otherProvince.IsFormer && otherProvince.Code == province.Code).ToList();
        var place = former.Count > 0 && dice.OneIn(3) ? dice.Of(former) : province;
        var fields = Shape(country, place, dice);
        var name = Written(Phrase(golden, country, place, dice), dice);
        (fields["nameVi"], fields["countryText"]) =
            fields.GetValueOrDefault("countryText") is { } nation && dice.OneIn(12)
                ? (nation, name)
                : (name, fields.GetValueOrDefault("countryText"));
        return fields;
    }

    /// <summary>A row that is none of the register's, however like it looks.</summary>
    public Dictionary<string, string?> Stranger(Dice dice)
    {
        var country = dice.Of(register.Where(row => row.Kind == "central_association").ToList());
        var iso2 = country.Fields["country"];
        var nation = country.Fields["nameVi"].Split(" - ")[^1];
        var province = dice.Of(tables.Provinces.All.Where(otherProvince => !otherProvince.IsFormer).ToList());
        var name = dice.Next(14) switch
        {
            12 => $"{dice.Of(["Hội LHPN", "LHPN", "LHTN", "LHH", "Hội Nông dân", "UBND", "Liên đoàn Lao động"])} tỉnh {province.Name}",
            13 => $"Hội {dice.Of(["Doanh nhân", "Sinh viên", "Văn hóa", "hưu trí"])} Việt Nam - {nation}",
            0 => "Hội Chữ thập đỏ tỉnh " + province.Name,
            1 => $"Công ty TNHH Hữu Nghị Việt - {nation}",
            2 => $"Câu lạc bộ hữu nghị Việt Nam - {nation}",
            3 => $"Nhóm nghị sĩ hữu nghị Việt Nam - {nation}",
            4 => $"Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh {province.Name}",
            5 => $"Bệnh viện Hữu nghị Việt Nam - {nation}",
            6 => $"Hội người Việt Nam tại {nation}",
            7 => $"Ủy ban {nation} đoàn kết với Việt Nam",
            8 => $"Hội hữu nghị Việt Nam - {dice.Of(["Atlantis", "ASEAN", "Châu Phi", "Liên minh châu Âu", "Paraguay", "Togo"])}",
            9 => $"Hội hữu nghị {nation} - {(iso2 == "LA" ? "Campuchia" : "Lào")}",
            10 => register.Any(row => row.ExternalId == $"PF-{iso2}-{province.Code}")
                ? "Hội hữu nghị"
                : $"Hội hữu nghị Việt Nam - {nation} {Place(province, dice)}",
            _ => register.Any(row => row.ExternalId == "FP-" + iso2)
                ? "Liên hiệp các tổ chức hữu nghị Việt Nam"
                : $"Hội hữu nghị {nation} - Việt Nam",
        };
        return new()
        {
            ["nameVi"] = Case(name, dice),
            ["country"] = dice.OneIn(2) && !name.StartsWith("Liên", StringComparison.Ordinal) ? iso2 : null,
        };
    }

    Dictionary<string, string?> Shape(string? country, Province? province, Dice dice)
    {
        var fields = new Dictionary<string, string?>();
        switch (dice.Next(4))
        {
            case 0 when country is not null:
                fields["country"] = country;
                break;
            case 1 when country is not null:
                fields["countryText"] = tables.Countries.Single(names => names.Iso2 == country).Names[0];
                break;
            case 2 when province is not null:
                fields["province"] =
                    (province.CodesBefore.Count > 0 ? province.CodesBefore[0] : province.Code) is var code && dice.OneIn(3)
                        ? "'" + code
                        : code;
                break;
        }

        return fields;
    }

    static string Phrase(SampleRow golden, string? country, Province? province, Dice dice)
    {
        if (country is not null && province is null && dice.OneIn(6))
        {
            var nation =
                s_adjectives.GetValueOrDefault(country)
                ?? golden.Fields["nameEn"].Replace("Vietnam", "", StringComparison.Ordinal).Split(" Friendship")[0].Trim('-');
            var body = dice.Of(["Friendship Association", "Friendship Society", "Association of Friendship"]);
            return golden.Kind == "foreign_partner" ? $"{nation} - Viet Nam {body}" : $"Vietnam - {nation} {body}";
        }

        var place = province is null ? "" : Place(province, dice);
        if (country is null)
        {
            return $"{(dice.OneIn(2) ? dice.Of(s_unions) : "Liên hiệp các tổ chức hữu nghị")} {place}";
        }

        var official = golden.Fields["nameVi"].Split(" - ");
        var own = golden.Kind == "foreign_partner" ? official[0]["Hội hữu nghị ".Length..] : Nation(official, country);
        var said = s_countries.TryGetValue(country, out var forms) && dice.OneIn(2) ? dice.Of(forms) : own;
        var hoi = dice.Of(["Hội hữu nghị", "Hội hữu nghị", "HHN", "Hội HN", "Hội Hữu nghị và Hợp tác"]);
        var dash = dice.Of([" - ", " – ", "-", " và ", " / ", "- "]);
        var name =
            golden.Kind == "foreign_partner"
                ? $"{hoi} {said}{dash}Việt Nam"
                : $"{hoi} {dice.Of(["Việt Nam", "Việt Nam", "VN"])}{dash}{said}";
        return place.Length == 0 ? name
            : dice.OneIn(5) ? $"{name} - Chi nhánh {place}"
            : $"{name} {place}";

        static string Nation(string[] official, string country) =>
            country == "US" ? "Hoa Kỳ" : official[^1].Split(" tỉnh ")[0].Split(" Thành phố ")[0];
    }

    static string Place(Province province, Dice dice) =>
        s_cities.Contains(province.Name) ? dice.Of(["Thành phố ", "TP ", "TP. ", "Tp."]) + province.Name
        : dice.Of(["tỉnh ", "Tỉnh ", "T. ", "(tỉnh "]) is var word && word[0] == '(' ? $"{word}{province.Name})"
        : word + province.Name;

    static string Written(string text, Dice dice)
    {
        text = dice.Next(14) switch
        {
            0 => dice.Of(s_boards) + text,
            1 => Slip(text, dice),
            2 => $"{dice.Next(40) + 1}. {text}",
            3 => $"{text} (nhiệm kỳ 2020-2025)",
            4 => string.Join(' ', text.Split(' ').Select(word => dice.OneIn(2) ? Distortion.NoMarks(word) : word)),
            5 => text.Replace('đ', 'd').Replace('Đ', 'D'),
            6 => NoTones(text),
            7 => " \u00A0" + text.Replace(" ", "  ", StringComparison.Ordinal) + "\u200B",
            _ => text,
        };
        return Case(text, dice);
    }

    static string Case(string text, Dice dice) =>
        dice.Next(7) switch
        {
            0 => text.ToUpper(CultureInfo.InvariantCulture),
            1 => text.ToLower(CultureInfo.InvariantCulture),
            2 => Distortion.NoMarks(text).ToUpperInvariant(),
            3 => text.Normalize(NormalizationForm.FormD),
            _ => text,
        };

    /// <summary>One letter of a long word is lost, doubled or changes places: a short word would become another word.</summary>
    static string Slip(string text, Dice dice)
    {
        var words = text.Split(' ');
        var at = dice.Next(words.Length);
        at = words[at].Length > 4 ? at : Array.FindIndex(words, word => word.Length > 4);
        if (at < 0)
        {
            return text;
        }

        var (word, i) = (words[at], 1 + dice.Next(words[at].Length - 2));
        words[at] = dice.Next(3) switch
        {
            0 => word.Remove(i, 1),
            1 => word.Insert(i, word[i].ToString()),
            _ => $"{word[..i]}{word[i + 1]}{word[i]}{word[(i + 2)..]}",
        };
        return string.Join(' ', words);
    }

    /// <summary>Việt becomes Viêt: the five tones are gone, the letters stay.</summary>
    static string NoTones(string text) =>
        string.Concat(
                text.Normalize(NormalizationForm.FormD).Where(c => c is not ('\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323'))
            )
            .Normalize(NormalizationForm.FormC);
}
