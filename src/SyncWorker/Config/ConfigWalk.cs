using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SyncWorker.Config.Secrets;
using SyncWorker.Union;

namespace SyncWorker.Config;

/// <summary>
/// Compares a parsed file with the options class it is for: adds a fault for each part that does not fit and remembers the part.
/// </summary>
sealed class ConfigWalk(string file, List<ConfigFault> faults)
{
    /// <summary>The parts that cannot be bound; of a key that does not exist or is missing, none.</summary>
    public HashSet<ConfigNode> Faulty { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Faults that do not keep the file from being bound as a whole.</summary>
    public List<ConfigFault> BrokenRules { get; } = [];

    public void Visit(ConfigNode node, JsonTypeInfo type, string path)
    {
        switch (type.Kind)
        {
            case var _ when node.Kind == JsonValueKind.Null:
                Refuse(node, path, $"Found null where {Expected(type)} is expected.", "Write a value, or leave the key out.");
                break;
            case JsonTypeInfoKind.Object when node.Kind == JsonValueKind.Object:
                Object(node, type, path);
                break;
            case JsonTypeInfoKind.Enumerable when node.Kind == JsonValueKind.Array:
                for (var i = 0; i < node.Items.Count; i++)
                {
                    Visit(node.Items[i], ConfigBinder.Json.GetTypeInfo(type.ElementType!), $"{path}[{i}]");
                }

                Rules.List(node, path);

                break;
            case JsonTypeInfoKind.Dictionary when node.Kind == JsonValueKind.Object:
                foreach (var entry in node.Properties)
                {
                    Name(entry, Join(path, entry.Name));
                    Visit(entry.Value, ConfigBinder.Json.GetTypeInfo(type.ElementType!), Join(path, entry.Name));
                }

                break;
            case JsonTypeInfoKind.Object:
                Refuse(node, path, $"Found {node.Found} where {Expected(type)} is expected.", "Write { … }.");
                break;
            case JsonTypeInfoKind.Enumerable:
                Refuse(node, path, $"Found {node.Found} where {Expected(type)} is expected.", "Write [ … ].");
                break;
            case JsonTypeInfoKind.Dictionary:
                Refuse(node, path, $"Found {node.Found} where {Expected(type)} is expected.", "Write { \"name\": … }.");
                break;
            default:
                Scalar(node, type, path);
                break;
        }
    }

    ConfigRules Rules => new(file, BrokenRules);

    void Object(ConfigNode node, JsonTypeInfo type, string path)
    {
        var atStart = faults.Count;
        var known = type
            .Properties.Where(property => !property.IsExtensionData)
            .ToDictionary(property => property.Name, StringComparer.Ordinal);
        foreach (var entry in node.Properties)
        {
            var at = Join(path, entry.Name);
            if (!known.TryGetValue(entry.Name, out var property))
            {
                if (!(path.Length == 0 && entry.Name == "$schema"))
                {
                    faults.Add(
                        new(
                            file,
                            entry.Line,
                            at,
                            $"There is no key \"{entry.Name}\" here.",
                            PlainSecret.IsName(entry.Name)
                                ? "Secrets never stand in config: store it with `secret set NAME`, and write \"secret\": \"NAME\"."
                                : Suggestion.Sentence(entry.Name, known.Keys)
                        )
                    );
                }

                continue;
            }

            var before = faults.Count;
            Visit(entry.Value, ConfigBinder.Json.GetTypeInfo(property.PropertyType), at);
            if (faults.Count == before)
            {
                Range(entry.Value, property, at);
            }

            if (faults.Count == before)
            {
                Rules.Key(entry.Value, property, at, entry.Line);
            }
        }

        foreach (
            var missing in known.Values.Where(property => property.IsRequired && node.Properties.TrueForAll(p => p.Name != property.Name))
        )
        {
            faults.Add(new(file, node.Line, path, $"The key \"{missing.Name}\" is missing.", $"Add it inside this object."));
        }

        if (faults.Count == atStart)
        {
            Rules.Object(node, type.Type, path);
        }
    }

    void Range(ConfigNode node, JsonPropertyInfo property, string path)
    {
        foreach (
            var rule in property.AttributeProvider?.GetCustomAttributes(typeof(ValidationAttribute), true).Cast<ValidationAttribute>() ?? []
        )
        {
            if (
                node.Kind is not (JsonValueKind.Object or JsonValueKind.Array)
                && !rule.IsValid(JsonSerializer.Deserialize(node.Json, property.PropertyType, ConfigBinder.Checked))
            )
            {
                Refuse(node, path, $"Found {node.Json}.", rule.FormatErrorMessage(property.Name));
            }
        }
    }

    void Scalar(ConfigNode node, JsonTypeInfo info, string path)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        if (node.Kind is JsonValueKind.Object or JsonValueKind.Array)
        {
            Refuse(node, path, $"Found {node.Found} where {Expected(info)} is expected.", "");
            return;
        }

        if (node.Kind == JsonValueKind.String && Text(node) is { } message)
        {
            Refuse(node, path, message, "Write the text anew, or leave the key out.");
            return;
        }

        try
        {
            // The serializer would also take a word in capitals, or with spaces around it.
            var value = JsonSerializer.Deserialize(node.Json, type, ConfigBinder.Checked);
            if (type.IsEnum && JsonSerializer.Serialize(value, type, ConfigBinder.Json) != node.Json)
            {
                throw new JsonException();
            }
        }
        catch (JsonException error)
        {
            var fix =
                type.IsEnum
                    ? Suggestion.Sentence(
                        node.Json.Trim('"'),
                        Enum.GetValues(type)
                            .Cast<object>()
                            .Select(value => JsonSerializer.Serialize(value, type, ConfigBinder.Json).Trim('"'))
                    )
                : type.Assembly == typeof(ConfigBinder).Assembly && error.InnerException is FormatException reason ? reason.Message
                : ""; // the framework's message does not help the reader
            Refuse(node, path, $"Found {node.Found} where {Expected(info)} is expected.", fix);
        }
    }

    void Refuse(ConfigNode node, string path, string message, string fix)
    {
        Faulty.Add(node);
        faults.Add(new(file, node.Line, path, message, fix));
    }

    void Name(ConfigProperty entry, string path)
    {
        if (InvisibleText.Fault(entry.Name) is { } fault)
        {
            Faulty.Add(entry.Value);
            faults.Add(new(file, entry.Line, path, $"The name {fault}.", "Write it anew."));
        }
    }

    // A text that nothing can be made of: it would reach a header, a subject, a file name or a request.
    static string? Text(ConfigNode node)
    {
        try
        {
            return InvisibleText.Fault(JsonSerializer.Deserialize<string>(node.Json)!) is { } fault ? $"The text {fault}." : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return "The text holds half a character (such as \\ud800).";
        }
    }

    static string Expected(JsonTypeInfo type) =>
        type.Kind switch
        {
            JsonTypeInfoKind.Object => "an object",
            JsonTypeInfoKind.Enumerable => "a list",
            JsonTypeInfoKind.Dictionary => "an object of names and values",
            _ => Expected(Nullable.GetUnderlyingType(type.Type) ?? type.Type),
        };

    static string Expected(Type type) =>
        type switch
        {
            _ when type == typeof(string) => "text in quotes",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(int) || type == typeof(long) => "a whole number",
            _ when type == typeof(double) || type == typeof(decimal) => "a number",
            _ when type == typeof(DateOnly) => "a day like \"2027-01-04\"",
            _ when type == typeof(TimeOnly) => "a time like \"07:30\"",
            _ when type.IsEnum => "one of a few words",
            _ => type.GetCustomAttributes(typeof(ConfigExampleAttribute), false) is [ConfigExampleAttribute example]
                ? $"something like \"{example.Text}\""
                : "another kind of value",
        };

    static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
