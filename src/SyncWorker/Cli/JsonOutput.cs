using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace SyncWorker.Cli;

/// <summary>How every <c>--json</c> prints: camelCase, readable Vietnamese, one document.</summary>
static class JsonOutput
{
    static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Print<T>(T value) => TerminalText.Plain.WriteLine(Text(value));

    public static string Text<T>(T value) => JsonSerializer.Serialize(value, s_options);

    /// <summary>The same with each instant as a clock in the zone shows it, and its distance to UTC.</summary>
    public static void Print<T>(T value, TimeZoneInfo zone)
    {
#pragma warning disable CA1869 // Cache and reuse JsonSerializerOptions: a process prints one document
        var options = new JsonSerializerOptions(s_options);
#pragma warning restore CA1869
        options.Converters.Add(new LocalTimes(zone));
        TerminalText.Plain.WriteLine(JsonSerializer.Serialize(value, options));
    }

    /// <summary>The JSON Schema of what is printed of such a value: what may be null is left out, all else is there.</summary>
    public static JsonObject Schema(Type type) =>
        (JsonObject)
            s_options.GetJsonSchemaAsNode(
                type,
                new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = (context, node) => Complete(context, node) }
            );

    static JsonNode Complete(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema)
        {
            return node;
        }

        // Null is never written; the exporter names it last.
        if (schema["type"] is JsonArray types)
        {
            schema["type"] = types[0]!.DeepClone();
        }

        (schema["enum"] as JsonArray)?.RemoveAll(word => word is null);
        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object)
        {
            schema["required"] = new JsonArray([
                .. context
                    .TypeInfo.Properties.Where(property => !property.IsGetNullable)
                    .Select(property => JsonValue.Create(property.Name)),
            ]);
        }

        return schema;
    }

    sealed class LocalTimes(TimeZoneInfo zone) : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(TimeZoneInfo.ConvertTime(value, zone));
    }
}
