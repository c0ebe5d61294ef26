using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace SyncWorker.Config;

/// <summary>
/// Takes the faulty parts out of a file, so that the rest can be bound and checked: an optional key is left out; an object whose
/// required key is faulty goes as a whole, and so on upwards. What is kept knows its lines and its places in lists.
/// </summary>
sealed class ConfigPruner(IReadOnlySet<ConfigNode> faulty)
{
    /// <summary>What can be bound; null when that is nothing.</summary>
    public (JsonNode Json, ConfigNode Kept)? Prune(ConfigNode node, JsonTypeInfo type) =>
        node.Kind switch
        {
            _ when faulty.Contains(node) => null,
            JsonValueKind.Object when type.Kind == JsonTypeInfoKind.Object => Object(node, type),
            JsonValueKind.Object => Dictionary(node, type),
            JsonValueKind.Array => List(node, type),
            _ => (JsonNode.Parse(node.Json)!, node),
        };

    (JsonNode, ConfigNode)? Object(ConfigNode node, JsonTypeInfo type)
    {
        var (json, kept) = (new JsonObject(), Empty(node));
        foreach (var property in type.Properties)
        {
            // The first, where a key stands twice.
            var entry = node.Properties.Find(entry => entry.Name == property.Name);
            if (entry is not null && Prune(entry.Value, ConfigBinder.Json.GetTypeInfo(property.PropertyType)) is var (value, part))
            {
                Keep(json, kept, entry, value, part);
            }
            else if (property.IsRequired)
            {
                return null;
            }
        }

        return (json, kept);
    }

    (JsonNode, ConfigNode)? Dictionary(ConfigNode node, JsonTypeInfo type)
    {
        var (json, kept) = (new JsonObject(), Empty(node));
        foreach (var entry in node.Properties.DistinctBy(entry => entry.Name))
        {
            if (Prune(entry.Value, ConfigBinder.Json.GetTypeInfo(type.ElementType!)) is var (value, part))
            {
                Keep(json, kept, entry, value, part);
            }
        }

        return (json, kept);
    }

    (JsonNode, ConfigNode)? List(ConfigNode node, JsonTypeInfo type)
    {
        var (json, kept) = (new JsonArray(), Empty(node));
        for (var i = 0; i < node.Items.Count; i++)
        {
            if (Prune(node.Items[i], ConfigBinder.Json.GetTypeInfo(type.ElementType!)) is var (value, part))
            {
                json.Add(value);
                kept.Items.Add(part with { Index = i });
            }
        }

        return (json, kept);
    }

    static void Keep(JsonObject json, ConfigNode kept, ConfigProperty entry, JsonNode value, ConfigNode part)
    {
        json[entry.Name] = value;
        kept.Properties.Add(entry with { Value = part });
    }

    static ConfigNode Empty(ConfigNode node) => new(node.Kind, node.Line, node.Column, node.Json);
}
