using System.Text.Json;
using SyncWorker.Poll.Mapping;
using SyncWorker.Poll.Paging;

namespace SyncWorker.Poll.Discovery;

/// <summary>Where the list of a JSON answer is, what stands beside it, and the columns of its records.</summary>
/// <param name="List">The path; empty when the answer itself is the list.</param>
/// <param name="Rows">The records.</param>
/// <param name="Count">Records of this answer, looked at or not.</param>
/// <param name="Beside">Values beside the list, by path, in the order of the answer.</param>
sealed record JsonGuess(string List, SampleRows Rows, int Count, IReadOnlyList<KeyValuePair<string, EnvelopeValue>> Beside)
{
    static readonly string[] s_names = ["data", "items", "results", "records", "value", "rows", "list", "dulieu", "danhsach", "ketqua"];

    /// <summary>Each record as text: two answers that have one in common overlap.</summary>
    public required IReadOnlyList<string> Records { get; init; }

    /// <exception cref="UnhealthySourceException">No list was found in it.</exception>
    public static JsonGuess Of(FirstAnswer answer, string? list)
    {
        var root = Parse(FormatGuess.Text(answer, null, out _), answer.IsWhole);
        var lists = new List<(string Path, JsonPiece List)>();
        var beside = new List<KeyValuePair<string, EnvelopeValue>>();
        Walk(root, "", lists, beside);
        var found = lists.FirstOrDefault(at => at.Path == list);
        if (list is not null && found.List is null)
        {
            throw new UnhealthySourceException($"There is no list at \"{list}\". Lists stand at: {Paths(lists)}.");
        }

        if (list is null)
        {
            found = lists
                .Where(at => at.List.Items.Exists(item => item.IsObject))
                .OrderByDescending(at => at.List.Count)
                .ThenBy(at => Array.IndexOf(s_names, Union.NormalizedName.ToCompact(Last(at.Path))) is >= 0 and var rank ? rank : 99)
                .FirstOrDefault();
        }

        if (found.List is null || !found.List.Items.Exists(item => item.IsObject))
        {
            throw new UnhealthySourceException(
                lists.Count == 0 ? "The answer is JSON without any list."
                : lists.TrueForAll(at => at.List.Count == 0)
                    ? $"The list is empty ({Paths(lists)}): nothing can be found out before it has rows."
                : $"No list of it has objects, which are rows. Lists stand at: {Paths(lists)}."
            );
        }

        var items = found.List.Items;
        return new(found.Path, ReadRows(items, lists, found.Path), found.List.Count, beside) { Records = [.. items.Select(Write)] };
    }

    /// <summary>An object a line.</summary>
    /// <exception cref="UnhealthySourceException">A line is no JSON.</exception>
    public static JsonGuess OfLines(FirstAnswer answer)
    {
        var lines = FormatGuess.Text(answer, null, out _).Split('\n');
        var records = lines
            .Take(answer.IsWhole ? lines.Length : lines.Length - 1)
            .Where(line => !string.IsNullOrWhiteSpace(line))
            .Take(JsonPiece.MostItems)
            .Select(line => Parse(line, isWhole: true))
            .ToList();
        return new("", ReadRows(records, [], ""), records.Count, []) { Records = [.. records.Select(Write)] };
    }

    static JsonPiece Parse(string text, bool isWhole)
    {
        try
        {
            return JsonPiece.Read(text, isWhole) ?? throw new UnhealthySourceException("The answer is empty.");
        }
        catch (JsonException error)
        {
            throw new UnhealthySourceException($"It begins as JSON and is none: {Formats.JsonColumns.Short(error)}", error);
        }
    }

    static void Walk(
        JsonPiece piece,
        string path,
        List<(string Path, JsonPiece List)> lists,
        List<KeyValuePair<string, EnvelopeValue>> beside
    )
    {
        if (piece.IsList)
        {
            lists.Add((path, piece));
            return;
        }

        if (!piece.IsObject)
        {
            beside.Add(new(path, piece.Value));
        }

        foreach (var (name, value) in piece.Members)
        {
            Walk(value, path.Length == 0 ? name : $"{path}.{name}", lists, beside);
        }
    }

    static SampleRows ReadRows(List<JsonPiece> items, List<(string Path, JsonPiece List)> lists, string path)
    {
        var columns = new List<SampleColumn>();
        var byName = new Dictionary<string, SampleColumn>(StringComparer.Ordinal);
        var rows = 0;
        foreach (var item in items.Where(item => item.IsObject))
        {
            var values = new Dictionary<string, List<string>>(StringComparer.Ordinal);
            Flatten(item, "", values);
            foreach (var name in values.Keys.Where(name => !byName.ContainsKey(name)))
            {
                columns.Add(byName[name] = new(name));
                for (var blank = 0; blank < rows; blank++)
                {
                    byName[name].Add([]);
                }
            }

            columns.ForEach(column => column.Add(values.GetValueOrDefault(column.Name) ?? []));
            rows++;
        }

        var others = lists.Where(at => at.Path != path && at.List.Items.Exists(item => item.IsObject)).Select(at => at.Path).ToList();
        return new(columns, rows)
        {
            Unsure =
                others.Count > 0
                    ? [$"other lists stand at {string.Join(", ", others.Take(5))}: if one of them is meant, add --list PATH"]
                    : [],
        };
    }

    static void Flatten(JsonPiece piece, string path, Dictionary<string, List<string>> values)
    {
        foreach (var (name, value) in piece.Members)
        {
            if (SourceMapping.Name(name) != name || name.IndexOfAny(['.', '[', ']']) >= 0)
            {
                continue; // no path can name it
            }

            Add(value, path.Length == 0 ? name : $"{path}.{name}", values);
        }
    }

    static void Add(JsonPiece value, string path, Dictionary<string, List<string>> values)
    {
        if (value.IsObject)
        {
            Flatten(value, path, values);
        }
        else if (value.IsList)
        {
            foreach (var item in value.Items)
            {
                Add(item, item.IsObject ? $"{path}[]" : path, values);
            }
        }
        else
        {
            (values.TryGetValue(path, out var known) ? known : values[path] = []).Add(value.Value.Text);
        }
    }

    static string Write(JsonPiece piece) =>
        piece.IsList ? string.Join('\u0001', piece.Items.Select(Write))
        : piece.IsObject ? string.Join('\u0002', piece.Members.Select(member => $"{member.Name}\u0003{Write(member.Value)}"))
        : piece.Value.Text;

    static string Paths(List<(string Path, JsonPiece List)> lists) =>
        lists.Count == 0 ? "nowhere" : string.Join(", ", lists.Take(8).Select(at => at.Path.Length == 0 ? "the answer itself" : at.Path));

    static string Last(string path) => path[(path.LastIndexOf('.') + 1)..];
}
