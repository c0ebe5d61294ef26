using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace SyncWorker.Config;

/// <summary>Exports the JSON Schema of a config file from its options class, so that editors complete and explain each key.</summary>
static class ConfigSchema
{
    public static string Export(Type options)
    {
        var schema = ConfigBinder.Json.GetJsonSchemaAsNode(options, new()
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Describe(context, node),
        });
        ((JsonObject)schema).Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        if (schema["properties"] is JsonObject properties)
        {
            properties.Insert(0, "$schema", new JsonObject { ["type"] = "string" });
        }

        return schema.ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
    }

    static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema)
        {
            // A value that parses itself from text: the exporter knows nothing of it.
            if (context.TypeInfo.Type.GetCustomAttributes(typeof(ConfigExampleAttribute), false) is not [ConfigExampleAttribute example])
            {
                return node;
            }

            schema = new JsonObject { ["type"] = "string", ["examples"] = new JsonArray(example.Text) };
        }

        if (context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), true) is [DescriptionAttribute words])
        {
            schema.Remove("description");
            schema["description"] = words.Description;
        }

        return schema;
    }
}
