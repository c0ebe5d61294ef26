using SyncWorker.Config;

namespace SyncWorker.Tests.Config;

/// <summary>An entry is put at the end of a list; the rest stays as people wrote it.</summary>
public sealed class ConfigEditAppendTests
{
    [Theory]
    [InlineData("[\n  1\n]", "[\n  1,\n  2\n]")]
    [InlineData("[\n  1,\n]", "[\n  1,\n  2\n]")]
    [InlineData("[\n  1 // one\n  // last\n]", "[\n  1, // one\n  2\n  // last\n]")]
    [InlineData("[\n  1, // one\n]", "[\n  1, // one\n  2\n]")]
    [InlineData("[1]", "[1,\n  2\n  ]")]
    [InlineData("[]", "[\n  2\n  ]")]
    [InlineData("[\n  // none yet\n]", "[\n  2\n  // none yet\n]")]
    [InlineData("[\r\n  1\r\n]", "[\r\n  1,\r\n  2\r\n]")]
    [InlineData("[\n  1\n  , // odd\n]", "[\n  1\n  , // odd\n  2\n]")]
    public void Comments_commas_and_line_breaks_stay(string list, string expected)
    {
        var edit = new ConfigEdit($"{{ \"sources\": {list} }}");

        edit.Append(edit.Root.Find("sources")!, "  2");

        Assert.Equal($"{{ \"sources\": {expected} }}", edit.ToString());
        Assert.NotNull(ConfigText.Parse("poll.json", edit.ToString(), []));
    }
}
