using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Config;

/// <summary>
/// Checks what the attributes of the options classes say beyond types and ranges. What breaks such a rule can be bound all the same, so
/// that the rest of the file is checked as well.
/// </summary>
sealed partial class ConfigRules(string file, List<ConfigFault> faults)
{
    /// <param name="node">The key's value, of the right type.</param>
    /// <param name="name">The line of the key.</param>
    public void Key(ConfigNode node, JsonPropertyInfo property, string path, int line)
    {
        foreach (var rule in All<TextRuleAttribute>(property.AttributeProvider))
        {
            if (rule.OfNames)
            {
                node.Properties.ForEach(entry => Text(rule, entry.Name, $"{path}.{entry.Name}", entry.Line));
            }
            else
            {
                Texts(rule, node, path);
            }
        }

        if (node is { Kind: JsonValueKind.Array, Items: [] })
        {
            foreach (var rule in All<NotEmptyAttribute>(property.AttributeProvider))
            {
                faults.Add(new(file, line, path, rule.Message, rule.Fix));
            }
        }
    }

    /// <summary>A word that stands twice in a list was to be another.</summary>
    public void List(ConfigNode node, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < node.Items.Count; i++)
        {
            if (node.Items[i] is { Kind: JsonValueKind.String } item && !seen.Add(item.Json))
            {
                faults.Add(new(file, item.Line, $"{path}[{i}]", $"{item.Json} stands here a second time.", "Keep one of them."));
            }
        }
    }

    public void Object(ConfigNode node, Type type, string path)
    {
        foreach (var rule in All<ObjectRuleAttribute>(type).Where(rule => rule.IsBroken(new ConfigObject(type, node))))
        {
            var at = rule.At.Length == 0 || path.Length == 0 ? path + rule.At : $"{path}.{rule.At}";
            var line = node.Properties.Find(entry => entry.Name == rule.At)?.Line ?? node.Line;
            var message = Placeholder().Replace(rule.Message, match => new ConfigObject(type, node).Value(match.Groups[1].Value) ?? "");
            faults.Add(new(file, line, at, message, rule.Fix));
        }
    }

    void Texts(TextRuleAttribute rule, ConfigNode node, string path)
    {
        switch (node.Kind)
        {
            case JsonValueKind.String:
                Text(rule, JsonSerializer.Deserialize<string>(node.Json)!, path, node.Line);
                break;
            case JsonValueKind.Array:
                for (var i = 0; i < node.Items.Count; i++)
                {
                    Texts(rule, node.Items[i], $"{path}[{i}]");
                }

                break;
            case JsonValueKind.Object:
                node.Properties.ForEach(entry => Texts(rule, entry.Value, $"{path}.{entry.Name}"));
                break;
            default:
                break;
        }
    }

    void Text(TextRuleAttribute rule, string text, string path, int line)
    {
        if (rule.Fault(text) is { } message)
        {
            faults.Add(new(file, line, path, message, rule.Fix));
        }
    }

    static IEnumerable<T> All<T>(ICustomAttributeProvider? of)
        where T : Attribute => of?.GetCustomAttributes(typeof(T), true).Cast<T>() ?? [];

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
