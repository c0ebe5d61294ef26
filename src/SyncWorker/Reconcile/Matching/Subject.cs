using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Reconcile.Matching;

/// <summary>A row or a partner as the matcher sees it.</summary>
sealed record Subject
{
    /// <summary>The partner's id, or the row's.</summary>
    public required long Id { get; init; }

    /// <summary>Null when neither the source nor the name says it.</summary>
    public string? Kind { get; init; }

    public string? Country { get; init; }

    /// <summary>The country that a column says, where the name says none.</summary>
    public string? ColumnCountry { get; init; }

    /// <summary>The province by name; null when there is none.</summary>
    public Province? Province { get; init; }

    /// <summary>The best reading of its names.</summary>
    public required NameReading Reading { get; init; }

    /// <summary>All its names, folded: the first is the one it goes by.</summary>
    public required IReadOnlyList<NormalizedName> Names { get; init; }

    /// <summary>Values of the exact keys that config names, as <c>field=value</c>.</summary>
    public IReadOnlyList<string> ExactKeys { get; init; } = [];

    /// <summary>Where name and columns say different things, in words; such a subject is never linked without a person.</summary>
    public string? Conflict { get; init; }

    /// <summary>Another partner has taken over from it: of two with the same name the other is meant.</summary>
    public bool IsSucceeded { get; init; }

    /// <summary>The row names a province in a column only, so it may be the centre's association or the province's.</summary>
    public bool ProvinceIsFromColumn { get; init; }
}

/// <summary>Makes a <see cref="Subject"/> of the canonical fields of a row or partner.</summary>
sealed class SubjectReader(Lexicon lexicon, IReadOnlyList<string> exactKeys)
{
    /// <summary>A column that holds a country's code in some rows and a province's in others.</summary>
    const string Code = "code";

    readonly NameReader _reader = new(lexicon);

    /// <summary>The fields that a subject is made of: what any other says does not decide whom a row belongs to.</summary>
    public IReadOnlySet<string> Fields { get; } =
        new HashSet<string>(exactKeys, StringComparer.Ordinal)
        {
            CanonicalField.NameVi,
            CanonicalField.NameEn,
            CanonicalField.Aliases,
            CanonicalField.CountryText,
            CanonicalField.Country,
            CanonicalField.Province,
            CanonicalField.RegisterId, // leads to former names
            Code,
        };

    /// <param name="id">The partner's number, or the row's.</param>
    /// <param name="kind">What its source says it is.</param>
    /// <param name="field">Gives the value of a canonical field.</param>
    /// <param name="repairs">Whether letters of its names are put right.</param>
    public Subject Read(long id, string kind, Func<string, string?> field, bool repairs = true)
    {
        var (subject, names) = Understand(id, kind, field, repairs);
        return subject with { Names = Names(names.Vi, names.En, field(CanonicalField.Aliases)), ExactKeys = Keys(field) };
    }

    /// <summary>What its names say that it is; null when they do not.</summary>
    public string? KindOf(Func<string, string?> field) => Understand(0, PartnerKind.Unknown, field, repairs: true).Subject.Kind;

    (Subject Subject, (string? Vi, string? En) Names) Understand(long id, string kind, Func<string, string?> field, bool repairs)
    {
        var nameVi = field(CanonicalField.NameVi);
        var nameEn = field(CanonicalField.NameEn);
        var countryText = field(CanonicalField.CountryText);
        var (country, provinces) = Codes(field(CanonicalField.Country), field(CanonicalField.Province), field(Code));
        var hint = new ReadingHint(country, provinces) { Repairs = repairs };

        // Columns that changed places: the one that names a body is the name, the other the country.
        if (countryText is not null)
        {
            var other = _reader.Read(countryText, hint);
            if (other.HasBody && !_reader.Read(nameVi ?? nameEn, hint).HasBody)
            {
                (nameVi, countryText) = (countryText, nameVi ?? nameEn);
                nameEn = null;
                other = _reader.Read(countryText, hint);
            }

            if (other is { Unexplained: 0, IsAmbiguous: false, Country: { } said })
            {
                country ??= said;
                hint = hint with { Country = country };
            }
        }

        var readings = new[] { nameVi, nameEn }
            .Where(text => !string.IsNullOrWhiteSpace(text))
            .Select(text => _reader.Read(text, hint))
            .ToList();
        var reading =
            readings.OrderByDescending(candidate => candidate.IsComplete).ThenBy(candidate => candidate.Unexplained).FirstOrDefault()
            ?? NameReading.Nothing;
        return (Combine(id, kind, country, provinces, reading, readings), (nameVi, nameEn));
    }

    static Subject Combine(
        long id,
        string kind,
        string? country,
        IReadOnlyList<Province> provinces,
        NameReading reading,
        List<NameReading> readings
    )
    {
        var said = kind is PartnerKind.Unknown or "" ? null : kind;
        var named = reading.Country ?? (reading.Body is WordMeaning.Union ? null : country);
        var conflict = Conflict(said, country, provinces, reading) ?? Disagreement(readings);
        var province = reading.Province ?? (said is not null && provinces.Count > 0 ? provinces[0] : null);
        return new()
        {
            Id = id,
            Kind = said ?? reading.Kind,
            Country = named,
            ColumnCountry = country,
            Province = province,
            Reading = reading,
            Names = [],
            Conflict = conflict,
            ProvinceIsFromColumn =
                said is null && province is null && provinces.Count > 0 && reading.Body is (WordMeaning.Association or WordMeaning.Club),
        };
    }

    static string? Conflict(string? kind, string? country, IReadOnlyList<Province> provinces, NameReading reading)
    {
        if (country is not null && reading.Country is { } named && named != country)
        {
            return $"the name says {named}, the country column {country}";
        }

        if (
            reading.Province is { } place
            && provinces.Count > 0
            && !provinces.Any(province => province.Name == place.Name || province.Code == place.Code)
        )
        {
            return $"the name says {place.Name}, the province column {string.Join(" or ", provinces.Select(province => province.Name))}";
        }

        return kind is not null && reading is { IsComplete: true, IsSure: true, Kind: { } read } && read != kind && IsOurs(kind)
            ? $"the name is that of a {read.Replace('_', ' ')}, the kind column says {kind.Replace('_', ' ')}"
            : null;
    }

    static bool IsOurs(string kind) =>
        kind is PartnerKind.CentralAssociation or PartnerKind.ProvincialAssociation or PartnerKind.LocalUnion or PartnerKind.ForeignPartner;

    static string? Disagreement(List<NameReading> readings)
    {
        var whole = readings
            .Where(candidate => candidate.IsComplete)
            .Select(candidate => (candidate.Kind, candidate.Country, candidate.Province?.Code))
            .Distinct()
            .Count();
        return whole > 1 ? "its Vietnamese and its English name say different organisations" : null;
    }

    static List<NormalizedName> Names(string? nameVi, string? nameEn, string? aliases)
    {
        var names = new List<NormalizedName>();
        foreach (var text in new[] { nameVi, nameEn }.Concat(aliases?.Split(';') ?? []))
        {
            var fold = NormalizedName.From(text);
            if (fold.Compact.Length > 0 && names.TrueForAll(known => known.Compact != fold.Compact))
            {
                names.Add(fold);
            }
        }

        return names;
    }

    /// <summary>The code columns, whichever of the two holds each code; Vietnam as a country carries no information.</summary>
    (string? Country, IReadOnlyList<Province> Provinces) Codes(string? country, string? province, string? either)
    {
        var code = new[] { country, province, either }
            .Select(text => text?.Trim())
            .FirstOrDefault(text => text is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] && text != Lexicon.Vietnam);
        var provinces = new List<Province>();
        foreach (var text in new[] { province, country, either })
        {
            if (ProvinceTable.CodeOf(text) is { } digits)
            {
                provinces.AddRange(new[] { lexicon.Provinces.Today(digits), lexicon.Provinces.Before(digits) }.OfType<Province>());
            }
            else if (lexicon.Provinces.ByName(text) is { } named)
            {
                provinces.Add(named);
            }
        }

        return (code, [.. provinces.DistinctBy(otherProvince => otherProvince.Name)]);
    }

    List<string> Keys(Func<string, string?> field)
    {
        var keys = new List<string>();
        foreach (var name in exactKeys)
        {
            if (field(name) is { } value && !string.IsNullOrWhiteSpace(value))
            {
                keys.Add(ExactKey(name, value));
            }
        }

        return keys;
    }

    /// <summary>Letters and digits only, upper case: "0101-234 567" and "0101234567" are one tax number.</summary>
    public static string ExactKey(string field, string value)
    {
        var length = field.Length + 1 + value.Length;
        Span<char> key = length <= 256 ? stackalloc char[length] : new char[length];
        return new(key[..ExactKey(field, value, key)]);
    }

    /// <summary>The same into a buffer that holds both and a sign between; returns its length.</summary>
    public static int ExactKey(string field, string value, Span<char> key)
    {
        field.CopyTo(key);
        key[field.Length] = '=';
        var at = field.Length + 1;
        foreach (var letter in value)
        {
            if (char.IsLetterOrDigit(letter))
            {
                key[at++] = char.ToUpperInvariant(letter);
            }
        }

        return at;
    }
}
