using System.Text;
using SyncWorker.Config;
using SyncWorker.Poll.Mapping;
using SyncWorker.Union;

namespace SyncWorker.Poll.Discovery;

/// <summary>
/// The entry of poll.json as a person would write it, with what was not sure as comments; nothing that the source holds stands in it but
/// the names of its columns.
/// </summary>
static class SourceEntry
{
    const int Width = 116;

    const string Indent = "    ";

    /// <summary>Its lines, each with the indent of an item of "sources".</summary>
    public static string Write(DiscoveredSource found, DateOnly today)
    {
        var source = found.Source;
        var lines = new List<string>(
            Comment(
                $"Written by `poll add` on {DayText.Iso(today)}, after {Count.Describe(found.Rows, "row")} of the source were looked at."
            )
        );
        lines.AddRange(found.Unsure is [] ? [] : Comment("To look at:"));
        lines.AddRange(found.Unsure.SelectMany(sentence => Comment($"- {sentence}.")));
        lines.Add($"{Indent}{{");
        var keys = Keys(source).ToList();
        for (var i = 0; i < keys.Count; i++)
        {
            lines.Add($"{Indent}  \"{keys[i].Key}\": {keys[i].Json}{(i < keys.Count - 1 ? "," : "")}");
        }

        lines.Add($"{Indent}}}");
        return string.Join('\n', lines);
    }

    static IEnumerable<(string Key, string Json)> Keys(SourceOptions source) =>
        new (string, string?)[]
        {
            ("name", Text(source.Name)),
            ("url", Text(source.Url)),
            ("file", Text(source.File)),
            ("folder", source.Folder is { } folder ? $"{{ \"path\": {Text(folder.Path)}, \"files\": {Text(folder.Files)} }}" : null),
            ("format", Text(EnumWord.Kebab(source.Format))),
            ("list", Text(source.List)),
            ("sheet", Text(source.Sheet)),
            ("paging", source.Paging is { } paging ? Object(Paging(paging)) : null),
            ("auth", source.Auth is { } auth ? Object(Auth(auth)) : null),
            ("id", List(source.Id)),
            ("key", List(source.Key)),
            ("fields", Fields(source)),
            ("fillDown", List(source.FillDown)),
            ("required", List(source.Required)),
            ("notRows", source.NotRows.Count > 0 ? Object([.. source.NotRows.Select(rule => (rule.Key, List(rule.Value)))]) : null),
            ("ignore", List(source.Ignore)),
            ("http", Http(source.Http)),
        }
            .Where(key => key.Item2 is not null)
            .Select(key => (key.Item1, key.Item2!));

    static (string, string?)[] Paging(PagingOptions paging) =>
        [
            ("by", Text(EnumWord.Kebab(paging.By))),
            ("parameter", Text(paging.Parameter)),
            ("first", paging.First != new PagingOptions { By = paging.By }.First ? ConfigEdit.Json(paging.First) : null),
            ("limit", paging.Limit is { } limit ? ConfigEdit.Json(limit) : null),
            ("limitParameter", Text(paging.LimitParameter)),
            ("pages", Text(paging.Pages)),
            ("next", Text(paging.Next)),
            ("more", Text(paging.More)),
            ("total", Text(paging.Total)),
        ];

    static (string, string?)[] Auth(AuthOptions auth) =>
        [
            ("by", Text(EnumWord.Kebab(auth.By))),
            ("name", Text(auth.Name)),
            ("user", Text(auth.User)),
            ("secret", Text(auth.Secret)),
            ("tokenUrl", Text(auth.TokenUrl)),
            ("scope", Text(auth.Scope)),
        ];

    static string? Http(HttpOptions http) =>
        http.Hosts.Count + http.Accept.Count > 0 ? Object([("hosts", List(http.Hosts)), ("accept", List(http.Accept))]) : null;

    static string Fields(SourceOptions source) =>
        $"{{\n{string.Join(",\n", source.Fields.Select(field => $"{Indent}    {Text(field.Key)}: {Text(field.Value.Text)}"))}\n{Indent}  }}";

    static string Object((string Key, string? Json)[] keys) =>
        $"{{ {string.Join(", ", keys.Where(key => key.Json is not null).Select(key => $"{Text(key.Key)}: {key.Json}"))} }}";

    static string? List(IReadOnlyList<string> words) => words.Count > 0 ? $"[{string.Join(", ", words.Select(Text))}]" : null;

    static string? Text(string? text) => text is null ? null : ConfigEdit.Json(text);

    static IEnumerable<string> Comment(string sentence)
    {
        var line = new StringBuilder();
        foreach (var word in CleanText.Clean(sentence).Split(' '))
        {
            if (line.Length > 0 && line.Length + word.Length > Width)
            {
                yield return $"{Indent}// {line}";
                line.Clear().Append("  ");
            }

            line.Append(line.Length > 0 && line[^1] != ' ' ? " " : "").Append(word);
        }

        yield return $"{Indent}// {line}";
    }
}
