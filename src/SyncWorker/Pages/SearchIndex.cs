using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using SyncWorker.Send.Templates;
using SyncWorker.Union;

namespace SyncWorker.Pages;

/// <summary>
/// The names to search in, as a script, for a page opened from a folder may read no other file. A line a partner: both names, its page,
/// its place, and all words it is found by without diacritics: former names, other names, its country's and province's, old ones too.
/// </summary>
static class SearchIndex
{
    static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(RegisterLayout register, PageEncoder encoder)
    {
        var text = new StringBuilder("window.syncworkerNames = [\n");
        foreach (var group in register.Groups)
        {
            var places = Places(group, register).ToList();
            foreach (var (entry, path) in group.Parts.SelectMany(part => part.Entries, (part, entry) => (entry, part.Path)))
            {
                var partner = entry.Partner;
                var names = new[]
                {
                    partner.NameVi,
                    partner.NameEn,
                    partner.RegisterId,
                    entry.Fields.GetValueOrDefault(CanonicalField.Aliases),
                }
                    .Concat(entry.FormerNames)
                    .Concat(places);
                text.Append(
                    JsonSerializer.Serialize(
                        new[]
                        {
                            Clean(partner.NameVi),
                            Clean(partner.NameEn),
                            $"{path}#p{PageContext.Number(partner.Id)}",
                            Clean(group.Country?.NameVi ?? group.Province?.Name),
                            Clean(group.Country?.NameEn ?? group.Province?.Name),
                            Words(names),
                        },
                        s_json
                    )
                );
                text.Append(",\n");
            }
        }

        return text.Append("];\n").ToString();

        string Clean(string? name) => name is null ? "" : OneLineEncoder.Line(encoder.Shown(name));
    }

    static IEnumerable<string?> Places(RegisterGroup group, RegisterLayout register) =>
        group.Country is { } country
            ? [country.NameVi, country.NameEn, country.Iso2]
            : register.ProvinceNames[group.ProvinceCode ?? ""].SelectMany(province => province.Names.Prepend(province.Name));

    static string Words(IEnumerable<string?> names) =>
        string.Join(
            " | ",
            names
                .OfType<string>()
                .Select(name => string.Join(' ', NormalizedName.From(name).Words))
                .Where(words => words.Length > 0)
                .Distinct(StringComparer.Ordinal)
        );
}
