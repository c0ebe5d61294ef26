using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Config.Tables;

/// <summary>
/// Reads the CSV tables of <c>config/tables</c> and reports every fault with file and line. A table that the folder does not have
/// is taken from the program's own, so that a site keeps only those it changes.
/// </summary>
static class TableFolder
{
    // A union without a merger has none.
    const string SuccessionFile = "succession.csv";

    public static ReferenceTables Load(string configFolder, List<ConfigFault> faults)
    {
        var words = ReadWords(Open(configFolder, "name_words.csv", ["words", "means"], faults), faults);
        var countries = Countries(Open(configFolder, "country_names.csv", ["iso2", "names"], faults), faults);
        var provinces = Provinces(
            Open(configFolder, "provinces.csv", ["code", "name_vi"], faults),
            Open(configFolder, "provinces_former.csv", ["former_code", "former_name_vi", "successor_code", "name_survives"], faults),
            Open(configFolder, "province_names.csv", ["name", "names"], faults),
            faults
        );
        var successionRows = Open(configFolder, SuccessionFile, ["id", "name", "successor"], faults);
        TableChecks.Successions(successionRows, provinces, faults);
        var successions = Successions(successionRows, faults);
        return new()
        {
            Words = words,
            Countries = countries,
            Provinces = provinces,
            Successions = successions,
        };
    }

    static List<NameWords> ReadWords(List<ConfigRow> table, List<ConfigFault> faults)
    {
        var all = new List<NameWords>();
        foreach (var row in table)
        {
            if (Enum.TryParse<WordMeaning>(row["means"], ignoreCase: true, out var means) && !int.TryParse(row["means"], out _))
            {
                all.Add(new(row["words"], means));
                continue;
            }

            faults.Add(
                row.Fault(
                    "means",
                    $"Found \"{row["means"]}\".",
                    Suggestion.Sentence(row["means"], Enum.GetNames<WordMeaning>().Select(name => name.ToLowerInvariant()))
                )
            );
        }

        return all;
    }

    static List<CountryNames> Countries(List<ConfigRow> table, List<ConfigFault> faults)
    {
        var all = new List<CountryNames>();
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in table)
        {
            var iso2 = row["iso2"];
            if (iso2.Length != 2 || !iso2.All(char.IsAsciiLetterUpper))
            {
                faults.Add(row.Fault("iso2", $"\"{iso2}\" is not a country code.", "Write two capital letters of ISO 3166-1, such as FR."));
                continue;
            }

            var names = row.List("names");
            if (names.Count == 0)
            {
                faults.Add(row.Fault("names", $"{iso2} has no name.", "Write its names, separated by semicolons."));
            }

            foreach (var name in names)
            {
                var folded = NormalizedName.ToCompact(name);
                if (owners.TryGetValue(folded, out var owner) && owner != iso2)
                {
                    faults.Add(
                        row.Fault(
                            "names",
                            $"\"{name}\" already stands for {owner}.",
                            "A name may stand for one country only: take it off one of the two lines."
                        )
                    );
                }

                owners.TryAdd(folded, iso2);
            }

            all.Add(new(iso2, names));
        }

        return all;
    }

    static ProvinceTable Provinces(List<ConfigRow> today, List<ConfigRow> former, List<ConfigRow> names, List<ConfigFault> faults)
    {
        var spellings = names.ToLookup(row => NormalizedName.ToCompact(row["name"]), row => row.List("names"), StringComparer.Ordinal);
        var before = former.ToLookup(
            row => NormalizedName.ToCompact(row["former_name_vi"]),
            row => row["former_code"],
            StringComparer.Ordinal
        );
        var known = new Dictionary<string, Province>(StringComparer.Ordinal);
        foreach (var row in today)
        {
            Add(row["name_vi"], row["code"], isFormer: false, row, "code");
        }

        var codes = known.Values.Select(province => province.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var row in former.Where(row => !known.ContainsKey(NormalizedName.ToCompact(row["former_name_vi"]))))
        {
            if (!codes.Contains(row["successor_code"]))
            {
                faults.Add(
                    row.Fault(
                        "successor_code",
                        $"No province of provinces.csv has the code \"{row["successor_code"]}\".",
                        "Write the code of the unit it went into."
                    )
                );
            }

            Add(row["former_name_vi"], row["successor_code"], isFormer: true, row, "successor_code");
        }

        TableChecks.Former(former, faults);
        TableChecks.ProvinceNames(names, known, faults);
        return new([.. known.Values]);

        void Add(string name, string code, bool isFormer, ConfigRow row, string column)
        {
            if (ProvinceTable.CodeOf(code) is not { } valid)
            {
                faults.Add(row.Fault(column, $"\"{code}\" is not a province code.", "Write two digits, such as 01."));
                return;
            }

            var folded = NormalizedName.ToCompact(name);
            if (known.TryGetValue(folded, out var other))
            {
                faults.Add(row.Fault("name_vi", $"\"{name}\" is the name of {other.Code} as well.", "Look at the name of both lines."));
            }

            known[folded] = new(name, valid, isFormer)
            {
                IsCity = NormalizedName.ToCompact(row["type"]) == "thanhpho",
                CodesBefore = [.. before[folded].Select(ProvinceTable.CodeOf).OfType<string>()],
                Names = [.. spellings[folded].SelectMany(list => list)],
            };
        }
    }

    static List<Succession> Successions(List<ConfigRow> table, List<ConfigFault> faults)
    {
        var ids = table.Select(row => row["id"]).ToHashSet(StringComparer.Ordinal);
        var all = new List<Succession>();
        foreach (var row in table)
        {
            var successor = row.Optional("successor");
            if (successor is not null && !ids.Contains(successor))
            {
                faults.Add(
                    row.Fault(
                        "successor",
                        $"No line has the id \"{successor}\".",
                        "Add a line for the successor, or write its id as it stands there."
                    )
                );
            }

            FoundingDay? founding = null;
            if (row.Optional("founding_day") is { } said)
            {
                if (Enum.TryParse<FoundingDay>(said, ignoreCase: true, out var day))
                {
                    founding = day;
                }
                else
                {
                    faults.Add(
                        row.Fault("founding_day", $"Found \"{said}\".", "Write keep, new or none, or leave it empty while it is undecided.")
                    );
                }
            }

            all.Add(
                new()
                {
                    Id = row["id"],
                    Name = row["name"],
                    Province = row.Optional("province"),
                    ValidFrom = row.Day("valid_from", faults),
                    ValidTo = row.Day("valid_to", faults),
                    Successor = successor,
                    Cluster = row.Optional("cluster"),
                    ClusterPeriod = row.Optional("cluster_period"),
                    FoundingDay = founding,
                    Basis = row.Optional("basis"),
                }
            );
        }

        return all;
    }

    static List<ConfigRow> Open(string configFolder, string file, string[] required, List<ConfigFault> faults)
    {
        var path = Path.Combine(configFolder, "tables", file);
        path = File.Exists(path) ? path : Path.Combine(AppContext.BaseDirectory, "config", "tables", file);
        var before = faults.Count;
        List<ConfigRow> rows = [.. ConfigTable.Read(path, $"tables/{file}", required, faults).Rows.Where(row => row.IsWhole(faults))];
        if (rows.Count == 0 && faults.Count == before && file != SuccessionFile)
        {
            faults.Add(new($"tables/{file}", 1, "", "The table has no line.", "Delete the file: then the program's own is taken."));
        }

        TableChecks.Keys(rows, required[0], faults);
        return rows;
    }
}
