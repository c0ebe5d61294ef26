using System.Text.Json.Nodes;

namespace SyncWorker.Union.ConfigRules;

/// <summary>What the keys of one object of config must be to each other. The binder checks it and the schema says it.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
abstract class ObjectRuleAttribute : Attribute
{
    /// <summary>What is wrong where the rule is broken, as a sentence; {key} stands for that key's value.</summary>
    public required string Message { get; init; }

    /// <summary>What to write, as a sentence.</summary>
    public required string Fix { get; init; }

    /// <summary>The key that a fault names; the object itself when it is empty.</summary>
    public string At { get; init; } = "";

    public abstract bool IsBroken(ConfigKeys values);

    /// <summary>The rule as JSON Schema.</summary>
    /// <param name="defaults">The object that has no key at all.</param>
    public abstract JsonObject Schema(ConfigKeys defaults);

    /// <summary>Each key is there, and no empty list.</summary>
    protected static JsonObject Has(params ReadOnlySpan<string> keys)
    {
        var (required, properties) = (new JsonArray(), new JsonObject());
        foreach (var key in keys)
        {
            required.Add(key);
            properties[key] = new JsonObject { ["minItems"] = 1 };
        }

        return new() { ["required"] = required, ["properties"] = properties };
    }

    /// <summary>The key has one of the values, or is left out where its default is one of them.</summary>
    protected static JsonObject Is(string key, string[] values, ConfigKeys defaults)
    {
        var words = new JsonArray([
            .. values.Select(value => int.TryParse(value, out var number) ? JsonValue.Create(number) : (JsonNode)value),
        ]);
        var schema = new JsonObject { ["properties"] = new JsonObject { [key] = new JsonObject { ["enum"] = words } } };
        if (!values.Contains(defaults.Value(key)))
        {
            schema["required"] = new JsonArray(key);
        }

        return schema;
    }
}

/// <summary>An object of config as an object rule sees it.</summary>
abstract class ConfigKeys
{
    /// <summary>Whether the key is there, and no empty list.</summary>
    public abstract bool Has(string key);

    /// <summary>Whether the key is an empty list.</summary>
    public abstract bool IsEmpty(string key);

    /// <summary>The key's word or number, by default where it is left out; null where there is none.</summary>
    public abstract string? Value(string key);
}
