using System.Text.Json;

namespace SyncWorker.Config;

/// <summary>A JSON value with its line in the file.</summary>
/// <param name="Kind">Object, array or scalar.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters of the line's UTF-8 bytes.</param>
/// <param name="Json">The value's own JSON text, for a scalar.</param>
sealed record ConfigNode(JsonValueKind Kind, int Line, int Column, string Json)
{
    /// <summary>Its place in the list of the file, where other items of that list could not be bound.</summary>
    public int? Index { get; init; }

    public List<ConfigProperty> Properties { get; } = [];

    public List<ConfigNode> Items { get; } = [];

    public string Found =>
        Kind switch
        {
            JsonValueKind.Object => "an object { }",
            JsonValueKind.Array => "a list [ ]",
            _ => Json,
        };
}

/// <summary>A key and its value.</summary>
sealed record ConfigProperty(string Name, int Line, int Column, ConfigNode Value);
