using System.Text;
using System.Text.Json;

namespace SyncWorker.Tests.Poll.Support;

/// <summary>A source of twenty organisations, as JSON and as CSV, and the config that reads it.</summary>
static class Good
{
    public const int Rows = 20;

    static readonly JsonSerializerOptions s_readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Json(int rows = Rows, string? total = null, string more = "", int from = 1) =>
        $$"""{ "total": {{total ?? "20"}}, "next": null{{more}}, "data": [ {{string.Join(",\n", Enumerable.Range(from, rows).Select(Row))}} ] }""";

    public static string Row(int n) =>
        JsonSerializer.Serialize(
            new
            {
                id = $"id-{n:00}",
                name = $"Hội hữu nghị số {n}",
                email = $"vp-{n}@example.org",
                founded = $"{n:00}/07/1990",
            },
            s_readable
        );

    public static string Csv(int rows = Rows) =>
        "id;name;email;founded\r\n"
        + string.Concat(Enumerable.Range(1, rows).Select(n => $"id-{n:00};Hội hữu nghị số {n};vp-{n}@example.org;{n:00}/07/1990\r\n"));

    public static string Ndjson(int rows = Rows) => string.Concat(Enumerable.Range(1, rows).Select(n => Row(n) + "\n"));

    /// <param name="url">Where it is.</param>
    /// <param name="format">json, ndjson or csv.</param>
    /// <param name="more">Further keys, each with its comma in front.</param>
    /// <param name="name">The source's name.</param>
    public static string Source(string url, string format = "json", string more = "", string name = "good") =>
        $$"""
            { "name": "{{name}}", "url": "{{url}}", "format": "{{format}}"{{(
                format == "json" ? ", \"list\": \"data\"" : ""
            )}}, "id": ["id"],
              "fields": { "nameVi": "name", "email": "email | email", "founded": "founded | date dd/MM/yyyy, yyyy" },
              "required": ["nameVi"]{{more}} }
            """;

    public static string Poll(params string[] sources) =>
        $$"""{ "contact": "it@example.org", "sources": [ {{string.Join(",\n", sources)}} ] }""";

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
