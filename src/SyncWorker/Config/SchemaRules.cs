using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using SyncWorker.Union;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Config;

/// <summary>Writes into a schema what the binder checks: the rules of types, keys and objects.</summary>
static partial class SchemaRules
{
    /// <summary>What every value of the type is.</summary>
    public static void AddValue(JsonObject schema, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.GetCustomAttributes(typeof(ConfigExampleAttribute), false) is [ConfigExampleAttribute example])
        {
            schema["type"] = "string";
            Pattern(schema, example.Pattern ?? InvisibleText.Pattern, example.IgnoreCase, $"Write such as \"{example.Text}\".");
            schema["examples"] = new JsonArray([.. example.All.Select(text => (JsonNode)text)]);
        }
        else if (type == typeof(DateOnly))
        {
            schema.Remove("format");
            Pattern(schema, DayText.Pattern, ignoreCase: false, $"Write a day such as {DayText.Examples}.");
        }
        else if (type == typeof(TimeOnly))
        {
            schema.Remove("format");
            Pattern(schema, TimeJson.Pattern, ignoreCase: false, "Write a time such as 07:30.");
        }
        else if (type == typeof(string) || type == typeof(Uri))
        {
            schema["type"] = "string";
            schema.Remove("format");
            Pattern(schema, InvisibleText.Pattern, ignoreCase: false, "The text is empty or holds a character that cannot be seen.");
        }
    }

    /// <summary>What the keys of an object are to each other.</summary>
    public static void AddObject(JsonObject schema, JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        foreach (var rule in type.Type.GetCustomAttributes(typeof(ObjectRuleAttribute), true).Cast<ObjectRuleAttribute>())
        {
            And(schema, rule.Schema(new ConfigObject(type.Type, node: null)));
        }
    }

    /// <summary>What the key says of its value.</summary>
    public static void AddKey(JsonObject schema, JsonPropertyInfo property)
    {
        foreach (var attribute in property.AttributeProvider?.GetCustomAttributes(inherit: true) ?? [])
        {
            switch (attribute)
            {
                case RangeAttribute range:
                    schema["minimum"] = Number(range.Minimum);
                    schema["maximum"] = Number(range.Maximum);
                    break;
                case RegularExpressionAttribute rule:
                    Pattern(schema, $"^({rule.Pattern})$", ignoreCase: false, rule.ErrorMessage ?? "");
                    break;
                case NotEmptyAttribute:
                    schema["minItems"] = 1;
                    break;
                case TextRuleAttribute { OfNames: true } rule:
                    var names = new JsonObject();
                    Pattern(names, rule.Pattern, rule.IgnoreCase, rule.Fix);
                    schema["propertyNames"] = names;
                    break;
                case TextRuleAttribute rule:
                    foreach (var text in Texts(schema))
                    {
                        Pattern(text, rule.Pattern, rule.IgnoreCase, rule.Fix);
                    }

                    break;
                default:
                    break;
            }
        }
    }

    // The rule of a list is that of its items.
    static IEnumerable<JsonObject> Texts(JsonObject schema) =>
        schema["items"] is JsonObject items ? Texts(items)
        : schema["additionalProperties"] is JsonObject values ? Texts(values)
        : schema["properties"] is JsonObject keys ? keys.Select(key => key.Value).OfType<JsonObject>().SelectMany(Texts)
        : [schema];

    static JsonNode Number(object number) => JsonNode.Parse(Convert.ToString(number, CultureInfo.InvariantCulture)!)!;

    // A pattern of a key's own is as strict as that of any text; beside one of a type both hold.
    static void Pattern(JsonObject schema, string pattern, bool ignoreCase, string advice)
    {
        var rule = new JsonObject { ["pattern"] = ignoreCase ? AnyCase(pattern) : pattern };
        if (advice.Length > 0)
        {
            rule["patternErrorMessage"] = advice;
        }

        if (schema["pattern"]?.GetValue<string>() is null or InvisibleText.Pattern)
        {
            foreach (var (key, value) in rule)
            {
                schema[key] = value!.DeepClone();
            }
        }
        else
        {
            And(schema, rule);
        }
    }

    static void And(JsonObject schema, JsonObject rule)
    {
        if (schema["allOf"] is not JsonArray all)
        {
            schema["allOf"] = all = [];
        }

        all.Add(rule);
    }

    // JSON Schema has no way to say it once.
    static string AnyCase(string pattern) =>
        Letter()
            .Replace(
                pattern,
                match => match.Length == 1 ? $"[{match.Value.ToUpperInvariant()}{match.Value.ToLowerInvariant()}]" : match.Value
            );

    [GeneratedRegex(@"\\u[0-9A-Fa-f]{4}|\\.|\[[^\]]*\]|[A-Za-z]")]
    private static partial Regex Letter();
}
