using System.Text.Json.Nodes;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Tests.Union.ConfigRules;

/// <summary>What the keys of one object of config must be to each other, for the binder and for the schema.</summary>
public sealed class ObjectRuleTests
{
    /// <summary>Keys as config writes them: <c>a=word</c>, <c>a=[]</c> for an empty list; the rest has its default.</summary>
    sealed class Keys(string written, string defaults = "") : ConfigKeys
    {
        readonly Dictionary<string, string> _written = Read(written);
        readonly Dictionary<string, string> _defaults = Read(defaults);

        static Dictionary<string, string> Read(string keys) =>
            keys.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(key => key.Split('='))
                .ToDictionary(key => key[0], key => key[1], StringComparer.Ordinal);

        public override bool Has(string key) => _written.TryGetValue(key, out var value) && value != "[]";

        public override bool IsEmpty(string key) => _written.GetValueOrDefault(key) == "[]";

        public override string? Value(string key) => _written.GetValueOrDefault(key) ?? _defaults.GetValueOrDefault(key);
    }

    static readonly Dictionary<string, ObjectRuleAttribute> s_rules = new()
    {
        ["one of a, b, c"] = new OneOfAttribute("a", "b", "c") { Message = "", Fix = "" },
        ["any of a, b"] = new AnyOfAttribute("a", "b") { Message = "", Fix = "" },
        ["a and b together"] = new TogetherAttribute("a", "b") { Message = "", Fix = "" },
        ["mode live or 2 needs key"] = new NeedsAttribute("mode", "live|2", "key") { Message = "", Fix = "" },
        ["any mode needs key"] = new NeedsAttribute("mode", "*", "key") { Message = "", Fix = "" },
        ["not a x or y with b z"] = new NotTogetherAttribute("a", "x|y", "b", "z") { Message = "", Fix = "" },
        ["not all of a, b empty"] = new NotAllEmptyAttribute("a", "b") { Message = "", Fix = "" },
        ["key only with mode live or 2"] = new OnlyWithAttribute("key", "mode", "live|2") { Message = "", Fix = "" },
    };

    [Theory]
    [InlineData("one of a, b, c", "", true)]
    [InlineData("one of a, b, c", "b=1", false)]
    [InlineData("one of a, b, c", "b=1 c=[]", false)]
    [InlineData("one of a, b, c", "a=1 c=1", true)]
    [InlineData("one of a, b, c", "a=[]", true)]
    [InlineData("any of a, b", "", true)]
    [InlineData("any of a, b", "b=[]", true)]
    [InlineData("any of a, b", "b=1", false)]
    [InlineData("any of a, b", "a=1 b=1", false)]
    [InlineData("a and b together", "", false)]
    [InlineData("a and b together", "a=1", true)]
    [InlineData("a and b together", "b=1", true)]
    [InlineData("a and b together", "a=1 b=1", false)]
    [InlineData("mode live or 2 needs key", "", false)]
    [InlineData("mode live or 2 needs key", "mode=trial", false)]
    [InlineData("mode live or 2 needs key", "mode=live", true)]
    [InlineData("mode live or 2 needs key", "mode=2", true)]
    [InlineData("mode live or 2 needs key", "mode=live key=[]", true)]
    [InlineData("mode live or 2 needs key", "mode=live key=1", false)]
    [InlineData("mode live or 2 needs key", "", true, "mode=live")] // by default
    [InlineData("any mode needs key", "", false, "mode=live")] // it is left out
    [InlineData("any mode needs key", "mode=trial", true)]
    [InlineData("any mode needs key", "mode=trial key=1", false)]
    [InlineData("not a x or y with b z", "a=y b=z", true)]
    [InlineData("not a x or y with b z", "a=x b=w", false)]
    [InlineData("not a x or y with b z", "a=w b=z", false)]
    [InlineData("not a x or y with b z", "b=z", true, "a=x")]
    [InlineData("not a x or y with b z", "b=z", false)]
    [InlineData("not all of a, b empty", "a=[] b=[]", true)]
    [InlineData("not all of a, b empty", "a=[] b=1", false)]
    [InlineData("not all of a, b empty", "a=[]", false)] // b has its default
    [InlineData("not all of a, b empty", "", false)]
    [InlineData("key only with mode live or 2", "key=1 mode=live", false)]
    [InlineData("key only with mode live or 2", "key=1 mode=trial", true)]
    [InlineData("key only with mode live or 2", "key=1", true, "mode=trial")]
    [InlineData("key only with mode live or 2", "key=1", false)] // of a mode that has no word nothing is known
    [InlineData("key only with mode live or 2", "mode=trial", false)]
    public void A_rule_is_broken_by_what_is_written_and_by_defaults(string rule, string written, bool isBroken, string defaults = "") =>
        Assert.Equal(isBroken, s_rules[rule].IsBroken(new Keys(written, defaults)));

    [Theory]
    [InlineData(
        "one of a, b, c",
        """
            {"oneOf":[{"required":["a"],"properties":{"a":{"minItems":1}}},{"required":["b"],"properties":{"b":{"minItems":1}}},{"required":["c"],"properties":{"c":{"minItems":1}}}]}
            """
    )]
    [InlineData(
        "any of a, b",
        """{"anyOf":[{"required":["a"],"properties":{"a":{"minItems":1}}},{"required":["b"],"properties":{"b":{"minItems":1}}}]}"""
    )]
    [InlineData("a and b together", """{"dependentRequired":{"a":["b"],"b":["a"]}}""")]
    [InlineData(
        "mode live or 2 needs key",
        """
            {"if":{"properties":{"mode":{"enum":["live",2]}},"required":["mode"]},"then":{"required":["key"],"properties":{"key":{"minItems":1}}}}
            """
    )]
    [InlineData(
        "mode live or 2 needs key",
        """{"if":{"properties":{"mode":{"enum":["live",2]}}},"then":{"required":["key"],"properties":{"key":{"minItems":1}}}}""",
        "mode=live"
    )]
    [InlineData(
        "any mode needs key",
        """
            {"if":{"required":["mode"],"properties":{"mode":{"minItems":1}}},"then":{"required":["key"],"properties":{"key":{"minItems":1}}}}
            """
    )]
    [InlineData(
        "not a x or y with b z",
        """
            {"not":{"allOf":[{"properties":{"a":{"enum":["x","y"]}},"required":["a"]},{"properties":{"b":{"enum":["z"]}},"required":["b"]}]}}
            """
    )]
    [InlineData("not all of a, b empty", """{"not":{"required":["a","b"],"properties":{"a":{"maxItems":0},"b":{"maxItems":0}}}}""")]
    [InlineData(
        "key only with mode live or 2",
        """
            {"if":{"required":["key"],"properties":{"key":{"minItems":1}}},"then":{"properties":{"mode":{"enum":["live",2]}}}}
            """,
        "mode=live"
    )]
    [InlineData(
        "key only with mode live or 2",
        """
            {"if":{"required":["key"],"properties":{"key":{"minItems":1}}},"then":{"properties":{"mode":{"enum":["live",2]}},"required":["mode"]}}
            """,
        "mode=trial"
    )]
    public void The_schema_says_the_same(string rule, string schema, string defaults = "")
    {
        var said = s_rules[rule].Schema(new Keys("", defaults));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(schema), said), said.ToJsonString());
    }

    [Fact]
    public void A_fault_is_of_the_object_itself_where_no_key_is_named() =>
        Assert.Equal("", new AnyOfAttribute("a") { Message = "", Fix = "" }.At);
}
