using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using SyncWorker.Union;

namespace SyncWorker.Config;

/// <summary>Exports the JSON Schema of a config file from its options class, so that editors complete and explain each key.</summary>
static class ConfigSchema
{
    public static string Export(Type options)
    {
        var schema = ConfigBinder.Json.GetJsonSchemaAsNode(
            options,
            new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = (context, node) => Describe(context, node) }
        );
        ((JsonObject)schema).Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        if (schema["properties"] is JsonObject properties)
        {
            properties.Insert(0, "$schema", new JsonObject { ["type"] = "string" });
        }

        return schema.ToJsonString(
                new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            ) + "\n";
    }

    static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema)
        {
            if (TextLike(context.TypeInfo.Type) is not { } text)
            {
                return node;
            }

            schema = text;
        }

        if (
            context.TypeInfo.ElementType is { } element
            && !schema.ContainsKey("items")
            && context.TypeInfo.Kind == JsonTypeInfoKind.Enumerable
            && TextLike(element) is { } items
        )
        {
            schema["items"] = items;
        }

        if (
            context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), true) is [DescriptionAttribute words]
        )
        {
            schema.Remove("description");
            schema["description"] = words.Description;
        }

        return schema;
    }

    // A value that parses itself from text: the exporter knows nothing of it.
    static JsonObject? TextLike(Type type) =>
        type.GetCustomAttributes(typeof(ConfigExampleAttribute), false) is [ConfigExampleAttribute example]
            ? new() { ["type"] = "string", ["examples"] = new JsonArray(example.Text) }
            : null;
}
