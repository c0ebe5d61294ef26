using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SyncWorker.Config;

/// <summary>What the keys of an options class are when the file leaves them out, as config writes it.</summary>
static class ConfigDefaults
{
    static readonly JsonSerializerOptions s_json = new(ConfigBinder.Json) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    static readonly ConcurrentDictionary<Type, JsonObject> s_known = new();

    /// <summary>Null for a key without one: it must be given, or leaving it out says so itself.</summary>
    public static JsonNode? Find(Type options, string key) => s_known.GetOrAdd(options, Read)[key];

    static JsonObject Read(Type options)
    {
        var instance = Activator.CreateInstance(options)!;
        var all = new JsonObject();
        foreach (var property in s_json.GetTypeInfo(options).Properties.Where(property => property is { IsRequired: false, Get: not null }))
        {
            if (property.Get!(instance) is { } value && JsonSerializer.SerializeToNode(value, property.PropertyType, s_json) is { } json)
            {
                all[property.Name] = IsNothing(json, property.PropertyType) ? null : json;
            }
        }

        return all;
    }

    // An object whose keys are all as they are by default has no default of its own.
    static bool IsNothing(JsonNode json, Type type) =>
        json switch
        {
            JsonArray { Count: 0 } => true,
            JsonObject { Count: 0 } => true,
            JsonObject when s_json.GetTypeInfo(type).Kind == JsonTypeInfoKind.Object => JsonNode.DeepEquals(
                json,
                JsonSerializer.SerializeToNode(Activator.CreateInstance(type), type, s_json)
            ),
            JsonValue value => value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0,
            _ => false,
        };
}
