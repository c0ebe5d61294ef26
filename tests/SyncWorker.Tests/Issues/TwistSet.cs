using SyncWorker.Tests.Reconcile;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Issues;

/// <summary>A row that is nearly a partner's: what it truly is, and whether its name is letter by letter a register name.</summary>
/// <param name="What">The twist.</param>
/// <param name="Truth">Register id; null when it is none of the register's.</param>
sealed record Twist(string What, string? Truth, Dictionary<string, string?> Fields)
{
    public string Kind { get; init; } = "unknown";

    public bool IsIdentical { get; init; }
}

/// <summary>Makes rows whose names are near to a register name and are another's, and some that are the partner's own.</summary>
sealed class TwistSet(ReferenceTables tables, IReadOnlyList<SampleRow> register, Dice dice)
{
    static readonly string[] s_families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi"];
    static readonly string[] s_middles = ["Văn", "Thị", "Minh", "Quang", "Thanh"];
    static readonly string[] s_given = ["An", "Hà", "Lan", "Hùng", "Hương", "Tuấn", "Dũng", "Thảo", "Bình", "Hòa"];
    static readonly string[] s_firms = ["Bảo Minh", "Hồng Hà", "Tân Á", "Đại Phát", "Sao Việt", "Hải Long", "Thành Công", "Phú Quý"];
    static readonly string[] s_ngos =
    [
        "Tầm nhìn Thế giới",
        "Cứu trợ Trẻ em",
        "Phát triển",
        "Hòa bình và Phát triển",
        "Bánh mì cho Thế giới",
        "Y tế Nông thôn",
    ];
    static readonly string[] s_towns =
    [
        "Vinh",
        "Việt Trì",
        "Biên Hòa",
        "Thủ Dầu Một",
        "Đồng Hới",
        "Tam Kỳ",
        "Hạ Long",
        "Pleiku",
        "Buôn Ma Thuột",
        "Móng Cái",
        "Sầm Sơn",
        "Đà Lạt",
    ];
    static readonly string[] s_bodies = ["Hội hữu nghị", "HHN", "Hội HN"];
    static readonly string[] s_unions = ["LHHN", "Liên hiệp các tổ chức hữu nghị", "LH các TCHN"];
    static readonly string[] s_nowhere =
    [
        "Siberia",
        "Malia",
        "Trung Đông",
        "Trung Á",
        "Bavaria",
        "Kurdistan",
        "Catalunya",
        "Tây Tạng",
        "Scotland",
        "Zaire",
        "Hawaii",
        "Galicia",
        "Tasmania",
        "Macao",
        "Quebec",
        "Bali",
        "Đông Phi",
    ];

    /// <summary>Persons, firms and organisations beside the sample register, as a register of the union has them.</summary>
    public static List<SampleRow> Others()
    {
        var rows = new List<SampleRow>();
        void Add(string id, string kind, string name) =>
            rows.Add(new("register", id, kind, id, new() { ["registerId"] = id, ["nameVi"] = name }));
        for (var i = 0; i < 40; i++)
        {
            Add($"SC-{i}", "scientist", $"{s_families[i % 8]} {s_middles[i / 8]} {s_given[i * 3 % 10]}");
        }

        for (var i = 0; i < 8; i++)
        {
            Add($"FI-{i}", "firm", $"Công ty TNHH {s_firms[i]}");
        }

        string[] lands = ["Úc", "Pháp", "Áo", "Đức", "Nhật Bản", "Lào"];
        for (var i = 0; i < 36; i++)
        {
            Add($"NG-{i}", "ngo", $"{(i % 2 == 0 ? "Quỹ" : "Tổ chức")} {s_ngos[i / 6]} {lands[i % 6]}");
        }

        for (var i = 0; i < 6; i++)
        {
            Add($"FT-{i}", "firm", $"Công ty Cổ phần Du lịch Việt - {lands[i]}");
        }

        return rows;
    }

    public Twist Next() =>
        dice.Next(17) switch
        {
            0 => OtherTone(),
            1 => Identical(),
            2 => SouthOf(),
            3 => Neighbour(),
            4 => CityOfProvince(),
            5 => TownInProvince(),
            6 => WrongProvinceColumn(),
            7 => TheirAssociation(),
            8 => MirrorOfFirm(),
            9 => WrongKey(),
            10 => Nowhere(),
            11 => WrongCountryColumn(),
            12 => ListedName(),
            13 => Republic(),
            14 => Longer(),
            15 => WrongKindColumn(),
            _ => Plain(),
        };

    SampleRow One(params string[] kinds) => dice.Of([.. register.Where(row => kinds.Contains(row.Kind))]);

    static Dictionary<string, string?> Named(string name) => new() { ["nameVi"] = name };

    static string Country(SampleRow row) => row.Fields["nameVi"].Split(" - ")[^1];

    /// <summary>
    /// One word of the name with another tone or without its mark: another person, firm or fund, or a slip that a person sees to.
    /// </summary>
    Twist OtherTone()
    {
        var golden = One("scientist", "firm", "ngo");
        var words = golden.Fields["nameVi"].Split(' ');
        var at = words.Length - 1 - dice.Next(2);
        var changed = Distortion.NoMarks(words[at]);
        string[] tones = ["\u0301", "\u0300", "\u0309", "\u0303", "\u0323", "\u0302"];
        var vowel = changed.IndexOfAny([.. "aeiouyAEIOUY"]);
        words[at] = vowel < 0 ? words[at] : changed.Insert(vowel + 1, dice.Of(tones)).Normalize();
        var name = string.Join(' ', words);
        return new("other tone", register.FirstOrDefault(row => row.Fields["nameVi"] == name)?.ExternalId, Named(name));
    }

    Twist Identical()
    {
        var golden = dice.Of(register);
        var name = golden.Fields["nameVi"];
        var written = dice.Next(4) switch
        {
            0 => name.ToUpperInvariant(),
            1 => name.Normalize(System.Text.NormalizationForm.FormD),
            2 => $" {name.Replace(" ", "  ", StringComparison.Ordinal)}",
            _ => name,
        };
        return new("identical", golden.ExternalId, Named(written)) { IsIdentical = true };
    }

    Twist SouthOf()
    {
        var (name, truth) = dice.Of([
            ("Sudan", "CA-SS"),
            ("Triều Tiên", "CA-KR"),
            ("Phi", "CA-ZA"),
            ("Hàn", "CA-KR"),
            ("Mỹ", null),
            ("Á", null),
            ("Âu", null),
        ]);
        return new(
            "Việt - Nam X",
            register.Any(row => row.ExternalId == truth) ? truth : null,
            Named($"{dice.Of(s_bodies)} Việt{dice.Of([" - ", "-", " – "])}Nam {name}")
        );
    }

    /// <summary>One letter of the country or province is another's: of no place that the tables know.</summary>
    Twist Neighbour()
    {
        var golden = One("central_association", "local_union");
        var name = golden.Fields["nameVi"];
        var start = name.LastIndexOf(' ') + 1;
        var at = start + dice.Next(name.Length - start);
        var letter = dice.Of<string>(["b", "k", "l", "m", "n", "p", "r", "s", "t"]);
        var twisted = dice.Next(3) switch
        {
            0 => name.Remove(at, 1).Insert(at, letter),
            1 => name.Insert(at, letter),
            _ => name.Remove(at, 1),
        };
        return new("a letter apart", golden.ExternalId, Named(twisted));
    }

    Province Tinh() => dice.Of([.. tables.Provinces.All.Where(province => province is { IsCity: false })]);

    Twist CityOfProvince()
    {
        var province = Tinh();
        var body = dice.OneIn(2) ? $"{dice.Of(s_unions)} " : $"{dice.Of(s_bodies)} Việt Nam - Lào ";
        return new("city of a province", null, Named(body + dice.Of(["thành phố ", "TP ", "TP. ", "Tp."]) + province.Name));
    }

    Twist TownInProvince()
    {
        var place =
            $"{dice.Of(["TP ", "thành phố ", "thị xã ", "huyện ", "quận ", ""])}{dice.Of(s_towns)}{dice.Of([", ", " - ", " "])}{dice.Of(["tỉnh ", ""])}{Tinh().Name}";
        return new(
            "town in a province",
            null,
            Named(
                dice.OneIn(2)
                    ? $"{dice.Of(s_unions)} {place}"
                    : $"{dice.Of(s_bodies)} Việt Nam - {dice.Of(["Lào", "Campuchia", "Trung Quốc"])} {place}"
            )
        );
    }

    Twist WrongProvinceColumn()
    {
        var golden = One("local_union");
        var code = golden.Fields["province"];
        var wrong = dice.Of([
            .. tables.Provinces.All.Where(province =>
                !province.IsFormer && province.Code != code && tables.Provinces.Before(province.Code)?.Code != code
            ),
        ]);
        return new("wrong province column", null, new() { ["nameVi"] = golden.Fields["nameVi"], ["province"] = wrong.Code });
    }

    Twist TheirAssociation()
    {
        var golden = One("central_association");
        var theirs = register.FirstOrDefault(row => row.ExternalId == "FP-" + golden.Fields["country"])?.ExternalId;
        var nation = Country(golden);
        var name = dice.Next(5) switch
        {
            0 => $"Hội hữu nghị với Việt Nam của {nation}",
            1 => $"Hội hữu nghị với Việt Nam tại {nation}",
            2 => $"Hội {nation} hữu nghị với Việt Nam",
            3 => $"Hội hữu nghị với nhân dân Việt Nam của nước {nation}",
            _ => $"Hội hữu nghị với Việt Nam ({nation})",
        };
        return new("their association", theirs, Named(name));
    }

    Twist MirrorOfFirm()
    {
        var golden = dice.Of([.. register.Where(row => row.ExternalId.StartsWith("FT-", StringComparison.Ordinal))]);
        return new("word order of a mirror", null, Named($"Công ty Cổ phần Du lịch {Country(golden)} - Việt{dice.Of(["", " Nam"])}"));
    }

    /// <summary>The register id of one and the name, country and province of another.</summary>
    Twist WrongKey()
    {
        var (golden, other) = (dice.Of(register), dice.Of(register));
        var fields = other.Fields.ToDictionary(field => field.Key, field => (string?)field.Value);
        fields["registerId"] = golden.Fields["registerId"];
        return new("exact key of another", golden == other ? golden.ExternalId : null, fields);
    }

    Twist Nowhere() => new("a place that is no country of ours", null, Named($"{dice.Of(s_bodies)} Việt Nam - {dice.Of(s_nowhere)}"));

    Twist WrongCountryColumn()
    {
        var (golden, other) = (One("central_association"), One("central_association"));
        return new(
            "wrong country column",
            golden.Fields["country"] == other.Fields["country"] ? golden.ExternalId : null,
            new() { ["nameVi"] = golden.Fields["nameVi"], ["country"] = other.Fields["country"] }
        );
    }

    Twist ListedName()
    {
        var golden = One("central_association", "foreign_partner", "local_union");
        return new(
            "a name as lists write it",
            golden.ExternalId,
            Named(dice.Of(["XII. ", "3. ", "IV) ", "Chủ tịch danh dự ", "Đ/c Chủ tịch "]) + golden.Fields["nameVi"])
        );
    }

    static Twist Republic() => new("a republic that is another", null, Named("Hội hữu nghị Việt Nam - CH Dominica"));

    /// <summary>The partner's name and a word more: a part of it, or another.</summary>
    Twist Longer()
    {
        var golden = One("firm", "ngo", "scientist", "central_association");
        return new("a word more", null, Named(golden.Fields["nameVi"] + dice.Of([" miền Nam", " 2", " II", " Group", " trẻ", " cơ sở 2"])));
    }

    Twist WrongKindColumn()
    {
        var golden = One("central_association", "foreign_partner");
        return new("wrong kind column", null, Named(golden.Fields["nameVi"]))
        {
            Kind = golden.Kind == "foreign_partner" ? "central_association" : "foreign_partner",
            IsIdentical = true,
        };
    }

    Twist Plain()
    {
        var golden = One("central_association", "foreign_partner", "local_union", "provincial_association");
        var row = new Distortion(tables).Row(golden, dice);
        return new("plain", golden.ExternalId, row.Fields.ToDictionary(field => field.Key, field => (string?)field.Value));
    }
}
