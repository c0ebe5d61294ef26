using System.Net;
using System.Text;
using System.Text.Json;
using SyncWorker.Demo;

namespace SyncWorker.Tests.Poll.Support;

/// <summary>A row of truth_*.csv, with what the source's file itself says of the name, read here in another way than Poll does.</summary>
sealed record Truth(string Key, bool IsNoise, string Date, string Precision, string? Raw)
{
    public static IReadOnlyList<Truth> Of(string letter)
    {
        var names = letter is "a" or "b" or "e" ? JsonNames(letter) : [];
        return
        [
            .. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "data", $"truth_{letter}.csv"))
                .Skip(1)
                .Select(line => line.Split(','))
                .Select(cells => new Truth(
                    cells[0],
                    cells[1] == "NONE",
                    cells[5],
                    cells[6],
                    cells[1] == "NONE" ? null : names.GetValueOrDefault(cells[0])
                )),
        ];
    }

    /// <summary>The key that a truth table gives the row at a position.</summary>
    public static string RowKey(string letter, string position)
    {
        var (where, number) = (position[..position.LastIndexOf('#')], position[(position.LastIndexOf('#') + 1)..]);
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SampleServer.ShippedSamples, "manifest.json")));
        var (address, page) = where.Split("#page ") is [var before, var n]
            ? (before, int.Parse(n, System.Globalization.CultureInfo.InvariantCulture))
            : (where, 1);
        var path = address.Split('?')[0];
        var route = manifest
            .RootElement.GetProperty("sources")
            .GetProperty(letter.ToUpperInvariant())
            .GetProperty("routes")
            .EnumerateArray()
            .Where(route => route.GetProperty("path").GetString() == path)
            .Where(IsData)
            .DistinctBy(route => route.GetProperty("file").GetString())
            .ElementAt(page - 1);
        return $"{route.GetProperty("file").GetString()}#{number}";
    }

    static bool IsData(JsonElement route) => route.TryGetProperty("file", out var file) && file.ValueKind == JsonValueKind.String;

    static Dictionary<string, string> JsonNames(string letter)
    {
        var names = new Dictionary<string, string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(SampleServer.ShippedSamples, $"source_{letter}")))
        {
            using var page = JsonDocument.Parse(File.ReadAllBytes(file));
            var list = letter switch
            {
                "a" => page.RootElement.GetProperty("du_lieu"),
                "b" => page.RootElement.GetProperty("data"),
                _ => page.RootElement,
            };
            var column = letter switch
            {
                "a" => "ten_to_chuc",
                "b" => "orgName",
                _ => "title",
            };
            foreach (var (row, n) in list.EnumerateArray().Select((row, i) => (row, i + 1)))
            {
                var name = WebUtility
                    .HtmlDecode(row.GetProperty(column).GetString()!)
                    .Normalize(NormalizationForm.FormC)
                    .Replace("\u200B", "", StringComparison.Ordinal);
                names[$"source_{letter}/{Path.GetFileName(file)}#{n}"] = string.Join(
                    ' ',
                    name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                );
            }
        }

        return names;
    }
}
