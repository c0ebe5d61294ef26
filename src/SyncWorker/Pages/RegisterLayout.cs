using SyncWorker.Reconcile.Commands;
using SyncWorker.Store.Rows;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Pages;

/// <summary>
/// Which page each partner is on: with its country, else with its province, in parts of at most <see cref="MostOnAPage"/>. A page a
/// partner would be 10,000 files on a share; a page for all could be opened by nobody; and a change rewrites one page.
/// </summary>
sealed class RegisterLayout
{
    public const int MostOnAPage = 100;

    readonly Dictionary<long, string> _hrefs = [];
    readonly Dictionary<long, RegisterEntry> _entries;
    readonly ILookup<long, OfficialDocument> _documents;

    public RegisterLayout(SiteFacts facts)
    {
        _entries = facts.Register.Partners.ToDictionary(entry => entry.Partner.Id);
        var countries = facts.Register.Countries.ToDictionary(country => country.Iso2, StringComparer.Ordinal);
        var byGroup = facts.Register.Partners.ToLookup(entry => GroupOf(entry.Partner, countries), StringComparer.Ordinal);
        var provinces = facts.Union.Tables.Provinces;
        Groups =
        [
            .. facts.Register.Countries.Select(country => Group(Slug(country.Iso2), byGroup) with { Country = country }),
            .. byGroup
                .Select(group => group.Key)
                .Where(key => key.StartsWith("vn-", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(key => Group(key, byGroup) with { ProvinceCode = key[3..], Province = provinces.Today(key[3..]) }),
            .. byGroup.Contains(RegisterGroup.Others) ? [Group(RegisterGroup.Others, byGroup)] : Array.Empty<RegisterGroup>(),
        ];
        foreach (var part in Groups.SelectMany(group => group.Parts))
        {
            foreach (var entry in part.Entries)
            {
                _hrefs[entry.Partner.Id] = $"{part.Path}#p{PageContext.Number(entry.Partner.Id)}";
            }
        }

        _documents = facts
            .Documents.SelectMany(view => view.Partners, (view, partner) => (view.Document, partner))
            .ToLookup(about => about.partner, about => about.Document);
        ProvinceNames = provinces.All.ToLookup(province => province.Code, StringComparer.Ordinal);
    }

    public IReadOnlyList<RegisterGroup> Groups { get; }

    /// <summary>All names of what is one province today.</summary>
    public ILookup<string, Province> ProvinceNames { get; }

    /// <summary>From the start of a language; null for a partner that is not in the register.</summary>
    public string? Href(long partner) => _hrefs.GetValueOrDefault(partner);

    public RegisterEntry? Entry(long partner) => _entries.GetValueOrDefault(partner);

    /// <summary>The documents that concern a partner, the newest first.</summary>
    public IEnumerable<OfficialDocument> Documents(long partner) => _documents[partner];

    static string GroupOf(Partner partner, Dictionary<string, Country> countries) =>
        partner.Province is { } province ? $"vn-{Slug(province)}"
        : partner.Country is { } country && countries.ContainsKey(country) ? Slug(country)
        : RegisterGroup.Others;

    static RegisterGroup Group(string key, ILookup<string, RegisterEntry> byGroup)
    {
        var parts = byGroup[key].Chunk(MostOnAPage).Index().Select(part => new RegisterPart(PathOf(key, part.Index), part.Item)).ToList();
        return new(key, parts is [] ? [new(PathOf(key, 0), [])] : parts);
    }

    static string PathOf(string key, int part) =>
        part == 0 ? $"register/{key}.html" : $"register/{key}-{PageContext.Number(part + 1)}.html";

    // It becomes the name of a file: nothing but letters and digits of ASCII passes.
    static string Slug(string code) =>
        string.Concat(code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)) is { Length: > 0 } slug ? slug : RegisterGroup.Others;
}

/// <summary>A country with its partners, or a province, or those of which neither is known.</summary>
sealed record RegisterGroup(string Key, IReadOnlyList<RegisterPart> Parts)
{
    public const string Others = "others";

    public Country? Country { get; init; }

    public string? ProvinceCode { get; init; }

    public Province? Province { get; init; }

    public int Count => Parts.Sum(part => part.Entries.Count);

    public string Name(PageContext context) =>
        Country is { } country ? context.Choose(country.NameVi, country.NameEn) : Province?.Name ?? ProvinceCode ?? context.T.Others;
}

/// <param name="Path">Within a language.</param>
sealed record RegisterPart(string Path, IReadOnlyList<RegisterEntry> Entries);
