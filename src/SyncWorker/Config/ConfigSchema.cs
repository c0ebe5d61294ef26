using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace SyncWorker.Config;

/// <summary>
/// Exports the JSON Schema of a config file from its options class, so that editors complete and explain each key and refuse what the
/// binder refuses: the same attributes say both.
/// </summary>
static class ConfigSchema
{
    static readonly JsonSerializerOptions s_written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Export(Type options)
    {
        var schema = (JsonObject)
            ConfigBinder.Json.GetJsonSchemaAsNode(
                options,
                new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = (context, node) => Describe(context, node) }
            );
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");

        // VS Code's own words: the files have comments, and a comma after the last item is no fault.
        schema.Insert(1, "allowComments", true);
        schema.Insert(2, "allowTrailingCommas", true);
        ((JsonObject)schema["properties"]!).Insert(0, "$schema", new JsonObject { ["type"] = "string", ["description"] = "This schema." });
        return schema.ToJsonString(s_written) + "\n";
    }

    static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        // Of a value that parses itself the exporter says nothing: true.
        var schema = node as JsonObject ?? [];
        var type = context.TypeInfo;
        Complete(schema, type);
        SchemaRules.AddValue(schema, type.Type);
        SchemaRules.AddObject(schema, type);
        if (context.PropertyInfo is { } property)
        {
            SchemaRules.AddKey(schema, property);
            if (ConfigDefaults.Find(property.DeclaringType, property.Name) is { } value)
            {
                schema["default"] = value.DeepClone();
            }

            if (property.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), true) is [DescriptionAttribute words])
            {
                schema.Remove("description");
                schema["description"] = words.Description;
            }
        }

        return schema;
    }

    // The exporter leaves out what a list or a dictionary holds when it knows nothing of it. Null is a fault for every key.
    static void Complete(JsonObject schema, JsonTypeInfo type)
    {
        if (schema["type"] is JsonArray types)
        {
            schema["type"] = types[0]!.DeepClone();
        }

        (schema["enum"] as JsonArray)?.RemoveAll(word => word is null);
        var part = type.Kind switch
        {
            JsonTypeInfoKind.Enumerable => "items",
            JsonTypeInfoKind.Dictionary => "additionalProperties",
            _ => null,
        };
        if (part == "items" && ConfigBinder.Json.GetTypeInfo(type.ElementType!).Kind == JsonTypeInfoKind.None)
        {
            schema["uniqueItems"] = true;
        }

        if (part is not null && !schema.ContainsKey(part))
        {
            var inner = new JsonObject();
            SchemaRules.AddValue(inner, type.ElementType!);
            schema[part] = inner;
        }
    }
}
