using System.Text;
using System.Text.Json;
using SyncWorker.Config;
using SyncWorker.Config.Tables;
using SyncWorker.Files;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Reconcile;

/// <summary>The sample sources as Poll hands them on: canonical fields and position, without the network.</summary>
static class Samples
{
    static readonly string[] s_offsets = ["000", "020", "040", "060"];

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Demo", "samples");

    public static ReferenceTables Tables()
    {
        var faults = new List<ConfigFault>();
        var tables = TableFolder.Load(Path.Combine(AppContext.BaseDirectory, "config"), faults);
        Assert.Empty(faults);
        return tables;
    }

    public static List<SampleRow> Register() =>
        [
            .. Csv("golden_orgs.csv", ",", Encoding.UTF8)
                .Select(
                    (row, n) =>
                        new SampleRow(
                            "register",
                            row["org_id"],
                            row["kind"],
                            $"golden_orgs.csv#{n + 1}",
                            Fields(
                                ("registerId", row["org_id"]),
                                ("nameVi", row["name_vi"]),
                                ("nameEn", row["name_en"]),
                                ("country", row["country_iso2"]),
                                ("province", row["province_code"]),
                                ("founded", row["founded"]),
                                ("relations", row["relations_date"]),
                                ("aliases", row["aliases"]),
                                ("email", row["role_email"])
                            )
                        )
                ),
        ];

    public static List<SampleRow> Countries() =>
        [
            .. Csv("countries.csv", ",", Encoding.UTF8)
                .Select(
                    (row, n) =>
                        new SampleRow(
                            "countries",
                            row["iso2"],
                            "country",
                            $"countries.csv#{n + 1}",
                            Fields(
                                ("country", row["iso2"]),
                                ("nameVi", row["name_vi"]),
                                ("nameEn", row["name_en"]),
                                ("nationalDay", row["national_day"]),
                                ("nationalDayYear", row["national_day_origin_year"]),
                                ("relations", row["relations_date"]),
                                ("department", row["vufo_department"]),
                                ("region", row["region_group"])
                            )
                        )
                ),
        ];

    public static List<SampleRow> Messy() => [.. A(), .. B(), .. C(), .. D(), .. E()];

    /// <summary>What each position truly is; NONE for noise.</summary>
    public static Dictionary<string, string> Truth()
    {
        var truth = new Dictionary<string, string>();
        foreach (var letter in "abcde")
        {
            foreach (var row in Read(Path.Combine(AppContext.BaseDirectory, "data", $"truth_{letter}.csv"), ",", Encoding.UTF8))
            {
                truth[row["row_key"]] = row["org_id"];
            }
        }

        return truth;
    }

    /// <summary>Whether the row's date is right, by the truth table: ok, missing, wrong_year, wrong_day_month_swapped.</summary>
    public static string DateFlag(string rowKey) => s_flags.Value.GetValueOrDefault(rowKey, "");

    static readonly Lazy<Dictionary<string, string>> s_flags = new(() =>
        "abcde"
            .SelectMany(letter => Read(Path.Combine(AppContext.BaseDirectory, "data", $"truth_{letter}.csv"), ",", Encoding.UTF8))
            .ToDictionary(row => row["row_key"], row => row["date_flag"])
    );

    static IEnumerable<SampleRow> A() =>
        from page in Enumerable.Range(1, 4)
        let root = Json($"source_a/page_{page}.json")
        from item in root.GetProperty("du_lieu").EnumerateArray().Select((row, n) => (row, n))
        select new SampleRow(
            "source-a",
            $"{page}-{item.n}",
            "unknown",
            $"source_a/page_{page}.json#{item.n + 1}",
            Fields(
                ("nameVi", Text(item.row, "ten_to_chuc")),
                ("countryText", Text(item.row, "quoc_gia")),
                ("email", Text(item.row, "thu_dien_tu"))
            )
        );

    static IEnumerable<SampleRow> B() =>
        from page in Enumerable.Range(1, 6)
        let root = Json($"source_b/page_{page}.json")
        from item in root.GetProperty("data").EnumerateArray().Select((row, n) => (row, n))
        select new SampleRow(
            "source-b",
            $"{page}-{item.n}",
            "unknown",
            $"source_b/page_{page}.json#{item.n + 1}",
            Fields(("nameVi", Text(item.row, "orgName")), ("country", Text(item.row, "country")))
        );

    static IEnumerable<SampleRow> C() =>
        Csv("source_c/danh_sach.csv", ";", Encoding.UTF8)
            .Select(
                (row, n) =>
                    new SampleRow(
                        "source-c",
                        $"{n}",
                        "unknown",
                        $"source_c/danh_sach.csv#{n + 1}",
                        Fields(("nameVi", row["Tên tổ chức"]), ("province", row["Mã tỉnh"]))
                    )
            );

    static IEnumerable<SampleRow> D()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        foreach (
            var (file, delimiter, encoding) in new[]
            {
                ("bang_1258.csv", ",", Encoding.GetEncoding(1258)),
                ("bang_utf16.txt", "\t", Encoding.Unicode),
            }
        )
        {
            foreach (var (row, n) in Csv($"source_d/{file}", delimiter, encoding).Select((row, n) => (row, n)))
            {
                var isProvince = row["Ma"].Length > 0 && char.IsDigit(row["Ma"][0]);
                yield return new(
                    "source-d",
                    $"{file}-{n}",
                    "unknown",
                    $"source_d/{file}#{n + 1}",
                    Fields(("nameVi", row["Ten"]), ("countryText", row["Nuoc"]), (isProvince ? "province" : "country", row["Ma"]))
                );
            }
        }
    }

    static IEnumerable<SampleRow> E() =>
        from offset in s_offsets
        let root = Json($"source_e/offset_{offset}.json")
        from item in root.EnumerateArray().Select((row, n) => (row, n))
        select new SampleRow(
            "source-e",
            Text(item.row, "id")!,
            "unknown",
            $"source_e/offset_{offset}.json#{item.n + 1}",
            Fields(("nameVi", Text(item.row, "title")), ("countryText", Text(item.row, "country_name")))
        );

    static Dictionary<string, string> Fields(params (string Name, string? Value)[] fields) =>
        fields.Where(field => !string.IsNullOrWhiteSpace(field.Value)).ToDictionary(field => field.Name, field => field.Value!);

    static JsonElement Json(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, file))).RootElement;

    static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static List<Dictionary<string, string>> Csv(string file, string delimiter, Encoding encoding) =>
        Read(Path.Combine(Folder, file), delimiter, encoding);

    static List<Dictionary<string, string>> Read(string path, string delimiter, Encoding encoding)
    {
        var text = encoding.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
        var records =
            delimiter == "\t"
                ? [.. text.TrimEnd().Split('\n').Select(line => line.TrimEnd('\r').Split('\t'))]
                : CsvFile.Parse(text).Select(record => record.Cells.ToArray()).ToList();
        var rows = records
            .Skip(1)
            .Select(cells =>
                records[0]
                    .Select((name, i) => (name, i))
                    .ToDictionary(pair => pair.name, pair => pair.i < cells.Length ? cells[pair.i] : "")
            )
            .ToList();
        return rows;
    }
}

sealed record SampleRow(string Source, string ExternalId, string Kind, string Position, Dictionary<string, string> Fields);
