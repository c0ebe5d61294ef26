using System.Text.Json;
using System.Text.Json.Nodes;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Config;

/// <summary>An object of a file as the rules of its options class see it: a key that is left out has its default.</summary>
/// <param name="options">The options class.</param>
/// <param name="node">Null for an object without any key.</param>
sealed class ConfigObject(Type options, ConfigNode? node) : ConfigKeys
{
    public override bool Has(string key) => Find(key) is { } value && value is not { Kind: JsonValueKind.Array, Items: [] };

    public override bool IsEmpty(string key) => Find(key) is { Kind: JsonValueKind.Array, Items: [] };

    public override string? Value(string key) =>
        Find(key) is { } value ? (value.Kind == JsonValueKind.String ? Text(value) : value.Json)
        : ConfigDefaults.Find(options, key) is JsonValue found ? found.ToString()
        : null;

    ConfigNode? Find(string key) => node?.Properties.Find(property => property.Name == key)?.Value;

    // A text with half a character is a fault already.
    static string? Text(ConfigNode value)
    {
        try
        {
            return JsonNode.Parse(value.Json)?.GetValue<string>();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
