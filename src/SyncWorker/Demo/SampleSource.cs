using System.Collections.Concurrent;
using System.Text.Json;

namespace SyncWorker.Demo;

/// <summary>One imaginary source: the routes it answers and how.</summary>
sealed class SampleSource
{
    readonly IReadOnlyList<SampleRoute> _routes;
    readonly ConcurrentDictionary<SampleRoute, int> _asked = new();

    SampleSource(string name, IReadOnlyList<SampleRoute> routes, bool tagged) => (Name, _routes, Tagged) = (name, routes, tagged);

    public string Name { get; }

    /// <summary>Whether answers carry an ETag of their content.</summary>
    public bool Tagged { get; }

    public static SampleSource OneFile(string name, string path, string file) =>
        new(name, [new(path, [], [new(200, [], file, "")])], tagged: true);

    public static SampleSource FromManifest(string name, JsonElement source) =>
        new(name, [.. source.GetProperty("routes").EnumerateArray().Select(Route)], tagged: false);

    /// <summary>
    /// The answer to a request: a route with the same path and query, its first answers in order, then its last for ever.
    /// </summary>
    public SampleAnswer Answer(string path, Dictionary<string, string> query)
    {
        var route = _routes.FirstOrDefault(route =>
            route.Path == path && route.Query.Count == query.Count && route.Query.All(query.Contains)
        );
        if (route is null)
        {
            return new(404, [], null, """{"error": "not found"}""");
        }

        var asked = _asked.AddOrUpdate(route, 1, (_, before) => before + 1);
        return route.Answers[Math.Min(asked, route.Answers.Count) - 1];
    }

    static SampleRoute Route(JsonElement route)
    {
        var first = route.TryGetProperty("first_answers", out var answers) ? answers.EnumerateArray().Select(Answer) : [];
        return new(route.GetProperty("path").GetString()!, Map(route, "query"), [.. first, Answer(route)]);
    }

    static SampleAnswer Answer(JsonElement answer)
    {
        var headers = Map(answer, "headers");
        headers.Remove("note"); // a remark of the manifest, not a header
        return new(
            answer.GetProperty("status").GetInt32(),
            headers,
            answer.TryGetProperty("file", out var file) ? file.GetString() : null,
            answer.TryGetProperty("body", out var body) ? body.GetRawText() : ""
        );
    }

    static Dictionary<string, string> Map(JsonElement element, string name) =>
        element.TryGetProperty(name, out var map)
            ? map.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!)
            : [];
}

/// <param name="Answers">In the order they are given; the last one is repeated.</param>
sealed record SampleRoute(string Path, Dictionary<string, string> Query, IReadOnlyList<SampleAnswer> Answers);

/// <param name="File">A file of the samples folder, or null for <paramref name="Body"/>.</param>
sealed record SampleAnswer(int Status, Dictionary<string, string> Headers, string? File, string Body);
