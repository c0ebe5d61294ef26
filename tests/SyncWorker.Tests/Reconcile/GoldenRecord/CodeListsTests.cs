using SyncWorker.Reconcile.GoldenRecord;

namespace SyncWorker.Tests.Reconcile.GoldenRecord;

/// <summary>Which codes of a row stay, and what is said of those that no list has.</summary>
public sealed class CodeListsTests
{
    static readonly Dictionary<string, IReadOnlyDictionary<string, string>> s_lists = new()
    {
        ["field"] = new Dictionary<string, string>
        {
            ["health"] = "Y tế",
            ["water"] = "Nước",
            ["a; b"] = "Cả hai",
        },
        ["form"] = new Dictionary<string, string> { ["grant"] = "Viện trợ" },
    };

    static (Dictionary<string, string> Fields, IReadOnlyList<UnknownCode> Unknown) Of(params (string Field, string Code)[] row)
    {
        var fields = row.ToDictionary(one => one.Field, one => one.Code, StringComparer.Ordinal);
        return (fields, CodeLists.RemoveUnknown("s", "7", fields, s_lists));
    }

    [Theory]
    [InlineData("health")]
    [InlineData("health; water")]
    [InlineData("health;water;")]
    [InlineData("a; b")] // a code may have a semicolon itself
    public void Codes_of_the_list_stay_as_they_are(string codes)
    {
        var (fields, unknown) = Of(("field", codes), ("name", "no list"));

        Assert.Empty(unknown);
        Assert.Equal((codes, "no list"), (fields["field"], fields["name"]));
    }

    [Fact]
    public void Of_several_codes_those_that_are_known_stay()
    {
        var (fields, unknown) = Of(("field", "helth; water; x; water"), ("form", "gift"));

        Assert.Equal("water; water", fields["field"]);
        Assert.False(fields.ContainsKey("form"));
        Assert.Equal(["field helth", "field x", "form gift"], unknown.Select(code => $"{code.Field} {code.Found}"));
        Assert.Equal(
            "s/7: field is \"helth\", which codes.field of reconcile.json does not have. Did you mean \"health\"? Allowed: health, water, a; b. The row goes on without it: correct it at the source, map it in poll.json, or add it to the list.",
            unknown[0].ToString()
        );
    }
}
