using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace SyncWorker.Config;

/// <summary>What the keys of an options class are when the file leaves them out, as config writes it.</summary>
static class ConfigDefaults
{
    static readonly ConcurrentDictionary<(Type, string), JsonNode?> s_known = new();

    /// <summary>Null for a key without one: it must be given, or leaving it out says so itself.</summary>
    public static JsonNode? Find(Type options, string key) => s_known.GetOrAdd((options, key), at => Read(at.Item1, at.Item2));

    static JsonNode? Read(Type options, string key)
    {
        var property = ConfigBinder.Json.GetTypeInfo(options).Properties.FirstOrDefault(property => property.Name == key);
        var value = property is { IsRequired: false, Get: { } get } ? get(Activator.CreateInstance(options)!) : null;
        return value is not null && Write(value, property!.PropertyType) is { } json && !IsNothing(json, property.PropertyType)
            ? json
            : null;
    }

    // An object whose keys are all as they are by default has no default of its own.
    static bool IsNothing(JsonNode json, Type type) =>
        json switch
        {
            JsonArray { Count: 0 } => true,
            JsonObject { Count: 0 } => true,
            JsonObject when ConfigBinder.Json.GetTypeInfo(type).Kind == JsonTypeInfoKind.Object => JsonNode.DeepEquals(
                json,
                Write(Activator.CreateInstance(type)!, type)
            ),
            JsonValue value => value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0,
            _ => false,
        };

    static JsonNode? Write(object value, Type type) => WithoutNull(JsonSerializer.SerializeToNode(value, type, ConfigBinder.Json));

    static JsonNode? WithoutNull(JsonNode? json)
    {
        if (json is JsonObject parts)
        {
            foreach (var (key, part) in parts.ToList())
            {
                if (WithoutNull(part) is null)
                {
                    parts.Remove(key);
                }
            }
        }

        foreach (var item in json as JsonArray ?? [])
        {
            WithoutNull(item);
        }

        return json;
    }
}
