using System.Text;

namespace SyncWorker.Benchmarks.Loads;

/// <summary>
/// So many rows over three sources as NDJSON, and all of them as CSV. A register with a third of the rows makes the partners, two
/// further sources have the same numbers with other values.
/// </summary>
static class Feeds
{
    public static readonly string[] Sources = ["register", "second", "third"];

    /// <summary>A table for <see cref="Csv"/> with the key that the store's has.</summary>
    public const string KeyedTable =
        "create table t (source text, external_id text, number text, name text, country text, email text, phone text, address text, primary key (source, external_id))";

    public static string Feed(string folder, string source) => Path.Combine(folder, source + ".ndjson");

    public static string Csv(string folder) => Path.Combine(folder, "all.csv");

    public static void Write(string folder, int rows, bool changed)
    {
        var each = rows / Sources.Length;
        using var csv = new StreamWriter(Csv(folder), append: false, new UTF8Encoding(false));
        foreach (var source in Sources)
        {
            using var feed = new StreamWriter(Feed(folder, source), append: false, new UTF8Encoding(false));
            for (var n = 0; n < each; n++)
            {
                var phone = changed && n % 100 == 7 ? "0900" : $"024{n % 9_999_999:0000000}";
                var name = $"Công ty trách nhiệm hữu hạn Hữu Nghị số {n}";
                var address = $"Số {n % 500}, đường Mẫu, phường Ví Dụ {n % 97}";
                var email = $"vp-{n}@{source}.example.org";
                feed.WriteLine(
                    $$"""{"id":"{{source[0]}}-{{n:0000000}}","number":"R-{{n:0000000}}","name":"{{name}}","country":"VN","email":"{{email}}","phone":"{{phone}}","address":"{{address}}"}"""
                );
                csv.WriteLine($"{source},{source[0]}-{n:0000000},R-{n:0000000},{name},VN,{email},{phone},\"{address}\"");
            }
        }
    }
}
