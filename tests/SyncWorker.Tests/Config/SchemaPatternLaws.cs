using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using SyncWorker.Config;
using SyncWorker.Hosting.Config;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Tests.Config;

/// <summary>The law of the schema: what check takes, no pattern of the schema refuses, so that an editor never marks what is right.</summary>
public sealed class SchemaPatternLaws
{
    const string Letters = "aZ0123456789 ./-:@|,;*?=#&\t\u00e2\u0111\u200b\"'_+";

    static readonly string[] s_good =
    [
        "2026-07-06",
        "6/7/2026",
        "06.07.2026",
        "31-12-2026",
        "2028-02-29",
        "2026-07-06T00:00:00",
        "07-08",
        "02-29",
        "07:30",
        "7:05",
        "5 minutes",
        "90 SECONDS",
        "1 day",
        "2 weeks",
        "6 months",
        "15 Working Days",
        "the day",
        "first Monday of the month",
        "last Friday of the quarter",
        "15 of the month",
        "officer",
        "association.office",
        "staff:eu-1",
        "a@example.org",
        "bcm.01+x@sub.example.org",
        "FR",
        "VN-24",
        "VN-*",
        "*",
        "24",
        "H1",
        "2026-H1",
        "2026",
        "mail.example.org",
        "10.0.0.5",
        "::1",
        "example.org",
        ".example.org",
        "files.example.org:8443",
        "https://a.example.org/x?y=1",
        "HTTP://127.0.0.1:8080/",
        "none",
        "source-a",
        "iso2 | upper",
        "Email ?? Web | email",
        "Accept-Language",
        "vi;q=0.9",
        "smtp-2",
        "Trưởng Ban",
        ";",
        "\t",
        "every 5 minutes",
        "working days at 07:30",
        "once, within 5 working days",
        "skip",
    ];

    // Good texts, most of them with one character put in, changed or taken out.
    static readonly Arbitrary<string> s_texts = (
        from good in Gen.Elements(s_good)
        from letter in Gen.Elements(Letters.ToCharArray())
        from at in Gen.Choose(0, good.Length)
        from how in Gen.Choose(0, 3)
        select how switch
        {
            0 => good,
            1 => good.Insert(at, letter.ToString()),
            2 when at < good.Length => good.Remove(at, 1),
            _ when at < good.Length => good.Remove(at, 1).Insert(at, letter.ToString()),
            _ => good + letter,
        }
    ).ToArbitrary();

    [Fact]
    public void What_check_takes_for_a_key_matches_its_pattern()
    {
        var keys = ConfigFolder
            .Files.Values.SelectMany(type => Keys(ConfigBinder.Json.GetTypeInfo(type)))
            .DistinctBy(key => key.Name)
            .ToList();
        Assert.True(keys.Count > 40, $"{keys.Count} keys");

        Prop.ForAll(
                s_texts,
                text =>
                    Assert.Empty(
                        keys.Where(key => IsTaken(key.Property, text) && !key.Patterns.All(pattern => Regex.IsMatch(text, pattern)))
                            .Select(key => $"{key.Name}: {text}")
                    )
            )
            .Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    // As the binder sees one key alone.
    static bool IsTaken(JsonPropertyInfo property, string text)
    {
        var node = new ConfigNode(JsonValueKind.String, 1, 1, JsonSerializer.Serialize(text, ConfigBinder.Json));
        var faults = new List<ConfigFault>();
        new ConfigWalk("x.json", faults).Visit(node, ConfigBinder.Json.GetTypeInfo(property.PropertyType), "x");
        new ConfigRules("x.json", faults).Key(node, property, "x", 1);
        return faults.Count == 0;
    }

    // Keys whose value is one text, with the patterns that the schema has for it; where another check knows more, none.
    static IEnumerable<(string Name, JsonPropertyInfo Property, List<string> Patterns)> Keys(JsonTypeInfo type)
    {
        foreach (var property in type.Kind == JsonTypeInfoKind.Object ? type.Properties : [])
        {
            var value = ConfigBinder.Json.GetTypeInfo(property.PropertyType);
            if (value.Kind == JsonTypeInfoKind.None && property.AttributeProvider?.IsDefined(typeof(ShapeAttribute), true) != true)
            {
                var schema = new JsonObject();
                SchemaRules.AddValue(schema, property.PropertyType);
                SchemaRules.AddKey(schema, property);
                var all = (schema["allOf"] as JsonArray ?? []).Append(schema).Select(part => part?["pattern"]?.GetValue<string>());
                yield return ($"{type.Type.Name}.{property.Name}", property, [.. all.OfType<string>()]);
            }

            foreach (var inner in Keys(value.ElementType is { } element ? ConfigBinder.Json.GetTypeInfo(element) : value))
            {
                yield return inner;
            }
        }
    }
}
