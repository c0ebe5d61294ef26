using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SyncWorker.Union;

namespace SyncWorker.Config;

/// <summary>
/// Turns a parsed file into its options class and reports every fault at once: keys that do not exist (with the nearest that
/// does), missing keys, wrong types, values out of range. The serializer itself would stop at the first.
/// </summary>
static class ConfigBinder
{
    /// <summary>How config is written: camelCase keys, words for choices, nothing unknown, nothing twice.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DictionaryKeyPolicy = null,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        Converters = { new Roles.Converter(), new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    // Days may be written day first; the schema knows ISO days only.
    static readonly JsonSerializerOptions s_checked = new(Json) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip, Converters = { new DayJson() } };

    /// <summary>Binds the text, or adds the reasons why not.</summary>
    public static bool TryBind<T>(string file, string text, [NotNullWhen(true)] out T? options, out ConfigNode? root, List<ConfigFault> faults)
        where T : class
    {
        options = null;
        var before = faults.Count;
        root = ConfigText.Parse(file, text, faults);
        if (root is null)
        {
            return false;
        }

        Walk(root, Json.GetTypeInfo(typeof(T)), file, "", faults);
        if (faults.Count > before)
        {
            return false;
        }

        // Walk has named every key that does not exist; "$schema" is no member and is let pass.
        options = JsonSerializer.Deserialize<T>(text, s_checked)!;
        return true;
    }

    static void Walk(ConfigNode node, JsonTypeInfo type, string file, string path, List<ConfigFault> faults)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when node.Kind == JsonValueKind.Object:
                Object(node, type, file, path, faults);
                break;
            case JsonTypeInfoKind.Enumerable when node.Kind == JsonValueKind.Array:
                for (var i = 0; i < node.Items.Count; i++)
                {
                    Walk(node.Items[i], Json.GetTypeInfo(type.ElementType!), file, $"{path}[{i}]", faults);
                }

                break;
            case JsonTypeInfoKind.Dictionary when node.Kind == JsonValueKind.Object:
                foreach (var entry in node.Properties)
                {
                    Walk(entry.Value, Json.GetTypeInfo(type.ElementType!), file, Join(path, entry.Name), faults);
                }

                break;
            case JsonTypeInfoKind.Object:
                faults.Add(new(file, node.Line, path, $"Found {node.Found} where an object is expected.", "Write { … }."));
                break;
            case JsonTypeInfoKind.Enumerable:
                faults.Add(new(file, node.Line, path, $"Found {node.Found} where a list is expected.", "Write [ … ]."));
                break;
            case JsonTypeInfoKind.Dictionary:
                faults.Add(new(file, node.Line, path, $"Found {node.Found} where an object of names and values is expected.", "Write { \"name\": … }."));
                break;
            default:
                Scalar(node, type.Type, file, path, faults);
                break;
        }
    }

    static void Object(ConfigNode node, JsonTypeInfo type, string file, string path, List<ConfigFault> faults)
    {
        var known = type.Properties.Where(property => !property.IsExtensionData).ToDictionary(property => property.Name, StringComparer.Ordinal);
        foreach (var entry in node.Properties)
        {
            var at = Join(path, entry.Name);
            if (!known.TryGetValue(entry.Name, out var property))
            {
                if (!(path.Length == 0 && entry.Name == "$schema"))
                {
                    faults.Add(new(file, entry.Line, at, $"There is no key \"{entry.Name}\" here.", Suggestion.Sentence(entry.Name, known.Keys)));
                }

                continue;
            }

            if (entry.Value.Kind == JsonValueKind.Null && property.IsSetNullable)
            {
                continue;
            }

            var before = faults.Count;
            Walk(entry.Value, Json.GetTypeInfo(property.PropertyType), file, at, faults);
            if (faults.Count == before)
            {
                Range(entry.Value, property, file, at, faults);
            }
        }

        foreach (var missing in known.Values.Where(property => property.IsRequired && node.Properties.TrueForAll(p => p.Name != property.Name)))
        {
            faults.Add(new(file, node.Line, path, $"The key \"{missing.Name}\" is missing.", $"Add it inside this object."));
        }
    }

    static void Range(ConfigNode node, JsonPropertyInfo property, string file, string path, List<ConfigFault> faults)
    {
        foreach (var rule in property.AttributeProvider?.GetCustomAttributes(typeof(ValidationAttribute), true).Cast<ValidationAttribute>() ?? [])
        {
            if (node.Kind is not (JsonValueKind.Object or JsonValueKind.Array)
                && !rule.IsValid(JsonSerializer.Deserialize(node.Json, property.PropertyType, s_checked)))
            {
                faults.Add(new(file, node.Line, path, $"Found {node.Json}.", rule.FormatErrorMessage(property.Name)));
            }
        }
    }

    static void Scalar(ConfigNode node, Type type, string file, string path, List<ConfigFault> faults)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (node.Kind is JsonValueKind.Object or JsonValueKind.Array)
        {
            faults.Add(new(file, node.Line, path, $"Found {node.Found} where {Expected(type)} is expected.", ""));
            return;
        }

        try
        {
            JsonSerializer.Deserialize(node.Json, type, s_checked);
        }
        catch (JsonException error)
        {
            var fix = type.IsEnum
                ? Suggestion.Sentence(node.Json.Trim('"'), Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.Serialize(value, type, Json).Trim('"')))
                : type.Assembly == typeof(ConfigBinder).Assembly && error.InnerException is FormatException reason ? reason.Message : ""; // the framework's message does not help the reader
            faults.Add(new(file, node.Line, path, $"Found {node.Found} where {Expected(type)} is expected.", fix));
        }
    }

    static string Expected(Type type) => type switch
    {
        _ when type == typeof(string) => "text in quotes",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(double) || type == typeof(decimal) => "a number",
        _ when type == typeof(DateOnly) => "a day like \"2027-01-04\"",
        _ when type == typeof(TimeOnly) => "a time like \"07:30\"",
        _ when type.IsEnum => "one of a few words",
        _ => type.GetCustomAttributes(typeof(ConfigExampleAttribute), false) is [ConfigExampleAttribute example] ? $"something like \"{example.Text}\"" : "another kind of value",
    };

    static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
