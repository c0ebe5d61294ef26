using System.Text.Json.Nodes;

namespace SyncWorker.Union.ConfigRules;

/// <summary>Exactly one of the keys is there.</summary>
sealed class OneOfAttribute(params string[] keys) : ObjectRuleAttribute
{
    public override bool IsBroken(ConfigKeys values) => keys.Count(values.Has) != 1;

    public override JsonObject Schema(ConfigKeys defaults) => new() { ["oneOf"] = new JsonArray([.. keys.Select(key => Has(key))]) };
}

/// <summary>At least one of the keys is there.</summary>
sealed class AnyOfAttribute(params string[] keys) : ObjectRuleAttribute
{
    public override bool IsBroken(ConfigKeys values) => !keys.Any(values.Has);

    public override JsonObject Schema(ConfigKeys defaults) => new() { ["anyOf"] = new JsonArray([.. keys.Select(key => Has(key))]) };
}

/// <summary>Both keys are there or neither is.</summary>
sealed class TogetherAttribute(string first, string second) : ObjectRuleAttribute
{
    public override bool IsBroken(ConfigKeys values) => values.Has(first) != values.Has(second);

    public override JsonObject Schema(ConfigKeys defaults) =>
        new()
        {
            ["dependentRequired"] = new JsonObject { [first] = new JsonArray(second), [second] = new JsonArray(first) },
        };
}

/// <summary>Where a key has one of the words, another key is there.</summary>
/// <param name="when">The key that decides.</param>
/// <param name="words">Its words, with | between them; * for any.</param>
/// <param name="key">The key that is needed.</param>
sealed class NeedsAttribute(string when, string words, string key) : ObjectRuleAttribute
{
    readonly string[] _words = words.Split('|');

    public override bool IsBroken(ConfigKeys values) =>
        (words == "*" ? values.Has(when) : _words.Contains(values.Value(when))) && !values.Has(key);

    public override JsonObject Schema(ConfigKeys defaults) =>
        new() { ["if"] = words == "*" ? Has(when) : Is(when, _words, defaults), ["then"] = Has(key) };
}

/// <summary>Two keys do not have these words at the same time.</summary>
sealed class NotTogetherAttribute(string first, string firstWords, string second, string secondWords) : ObjectRuleAttribute
{
    readonly string[] _first = firstWords.Split('|');
    readonly string[] _second = secondWords.Split('|');

    public override bool IsBroken(ConfigKeys values) => _first.Contains(values.Value(first)) && _second.Contains(values.Value(second));

    public override JsonObject Schema(ConfigKeys defaults) =>
        new() { ["not"] = new JsonObject { ["allOf"] = new JsonArray(Is(first, _first, defaults), Is(second, _second, defaults)) } };
}

/// <summary>Not every one of these lists is written empty.</summary>
sealed class NotAllEmptyAttribute(params string[] keys) : ObjectRuleAttribute
{
    public override bool IsBroken(ConfigKeys values) => keys.All(values.IsEmpty);

    public override JsonObject Schema(ConfigKeys defaults)
    {
        var properties = new JsonObject();
        foreach (var key in keys)
        {
            properties[key] = new JsonObject { ["maxItems"] = 0 };
        }

        return new()
        {
            ["not"] = new JsonObject { ["required"] = new JsonArray([.. keys.Select(key => (JsonNode)key)]), ["properties"] = properties },
        };
    }
}

/// <summary>A key is there only where another key has one of the words.</summary>
sealed class OnlyWithAttribute(string key, string when, string words) : ObjectRuleAttribute
{
    readonly string[] _words = words.Split('|');

    public override bool IsBroken(ConfigKeys values) => values.Has(key) && values.Value(when) is { } word && !_words.Contains(word);

    public override JsonObject Schema(ConfigKeys defaults) => new() { ["if"] = Has(key), ["then"] = Is(when, _words, defaults) };
}
