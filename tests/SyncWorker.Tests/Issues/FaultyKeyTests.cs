using System.Text;
using System.Text.Json.Serialization.Metadata;
using SyncWorker.Config;
using SyncWorker.Hosting.Config;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>A config that is wrong is refused with file, line and key, for every key there is; it never ends the program.</summary>
public sealed class FaultyKeyTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    [InlineData("\"a\\r\\nBcc: x@example.org\"")]
    [InlineData("\"a\\u0000\"")]
    [InlineData("\"a\\u200bb\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{ \"x\": { } }")]
    [InlineData("[ [ ] ]")]
    public void No_key_of_any_file_takes_it(string json)
    {
        var silent = new List<string>();
        foreach (var (file, type) in ConfigFolder.Files)
        {
            foreach (var (path, before, after) in Keys(ConfigBinder.Json.GetTypeInfo(type), "", "", "", 0))
            {
                var faults = new List<ConfigFault>();
                if (ConfigText.Parse(file, before + json + after, faults) is { } root)
                {
                    new ConfigWalk(file, faults).Visit(root, ConfigBinder.Json.GetTypeInfo(type), "");
                }

                if (
                    !faults.Exists(fault =>
                        fault.Path.StartsWith(path, StringComparison.Ordinal) && fault.Line == before.Count(c => c == '\n') + 1
                    )
                )
                {
                    silent.Add($"{file} {path}");
                }
            }
        }

        Assert.True(silent.Count == 0, string.Join('\n', silent));
    }

    [Theory]
    [InlineData(
        "staff.json",
        "\"email\": \"bcau01@example.org\"",
        "\"email\": null",
        "staff[0].email: Found null where text in quotes is expected."
    )]
    [InlineData(
        "staff.json",
        "\"email\": \"nhacviec@example.org\"",
        "\"email\": \"nhacviec@example.org\\r\\nBcc: x@example.org\"",
        "desk.email: The text holds a character that cannot be seen (U+000D)."
    )]
    [InlineData(
        "staff.json",
        "\"email\": \"nhacviec@example.org\"",
        "\"email\": \"nhacviec\"",
        "desk.email: \"nhacviec\" is not a mailbox: it has no @."
    )]
    [InlineData(
        "staff.json",
        "\"alsoTo\": \"banchauau@example.org\"",
        "\"alsoTo\": \"banchauau\"",
        "staff[0].alsoTo: \"banchauau\" is not a mailbox"
    )]
    [InlineData(
        "schedule.json",
        "\"trialTo\": \"it@example.org\"",
        "\"trialTo\": \"it at example.org\"",
        "trialTo: \"it at example.org\" is not a mailbox"
    )]
    [InlineData(
        "schedule.json",
        "\"trialTo\": \"it@example.org\"",
        "\"trialTo\": \"it@example.org, b@example.org\"",
        "trialTo: \"it@example.org, b@example.org\" is not a mailbox: it is more than one address"
    )]
    public void An_edit_of_the_shipped_config_is_refused_with_its_key(string file, string before, string after, string words)
    {
        using var folders = new TestFolders();
        var text = File.ReadAllText(Path.Combine(SourceTree.Config, file));
        Assert.Contains(before, text, StringComparison.Ordinal);

        var fault = Assert.Single(EditedConfig.Load(folders, file, Encoding.UTF8.GetBytes(EditedConfig.ReplaceFirst(text, before, after))));

        Assert.Contains(words, fault.ToString(), StringComparison.Ordinal);
        Assert.True(fault.Line > 1);
    }

    [Fact]
    public void What_could_be_bound_is_checked_although_another_key_is_broken()
    {
        using var folders = new TestFolders();
        var text = File.ReadAllText(Path.Combine(SourceTree.Config, "staff.json"));
        text = EditedConfig.ReplaceFirst(text, "\"email\": \"bcau02@example.org\"", "\"email\": 7");
        text = EditedConfig.ReplaceFirst(text, "\"id\": \"bcm-tb\"", "\"id\": \"bcm-01\"");

        var faults = EditedConfig.Load(folders, "staff.json", Encoding.UTF8.GetBytes(text));

        Assert.Equal(["staff[1].email", "staff[7].id"], faults.Select(fault => fault.Path));
    }

    [Theory]
    [InlineData("staff.json")]
    [InlineData("tables/provinces.csv")]
    public void A_file_saved_as_ANSI_is_refused_with_its_first_bad_line(string file)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var folders = new TestFolders();
        var lines = File.ReadAllLines(Path.Combine(SourceTree.Config, file));
        var bad = Array.FindIndex(lines, line => line.Any(c => c > '~')) + 1;
        var ansi = Encoding
            .GetEncoding(1258, new EncoderReplacementFallback("?"), DecoderFallback.ExceptionFallback)
            .GetBytes(string.Join("\r\n", lines));

        var fault = EditedConfig.Load(folders, file, ansi)[0];

        Assert.Equal((file, bad), (fault.File, fault.Line));
        Assert.Contains(
            $"This is not UTF-8 (first bad byte in line {bad}). Notepad: Save as, Encoding: UTF-8.",
            fault.ToString(),
            StringComparison.Ordinal
        );
    }

    // Each key with the text before and after its value, the value on a line of its own.
    static IEnumerable<(string Path, string Before, string After)> Keys(
        JsonTypeInfo type,
        string path,
        string before,
        string after,
        int depth
    )
    {
        if (depth > 8)
        {
            yield break;
        }

        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                foreach (var property in type.Properties)
                {
                    var at = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
                    foreach (
                        var key in Keys(
                            ConfigBinder.Json.GetTypeInfo(property.PropertyType),
                            at,
                            $"{before}{{ \"{property.Name}\":\n",
                            $"}}{after}",
                            depth + 1
                        )
                    )
                    {
                        yield return key;
                    }
                }

                break;
            case JsonTypeInfoKind.Enumerable:
                foreach (
                    var key in Keys(ConfigBinder.Json.GetTypeInfo(type.ElementType!), $"{path}[0]", $"{before}[\n", $"]{after}", depth + 1)
                )
                {
                    yield return key;
                }

                break;
            case JsonTypeInfoKind.Dictionary:
                foreach (
                    var key in Keys(
                        ConfigBinder.Json.GetTypeInfo(type.ElementType!),
                        $"{path}.x",
                        $"{before}{{ \"x\":\n",
                        $"}}{after}",
                        depth + 1
                    )
                )
                {
                    yield return key;
                }

                break;
            default:
                yield return (path, before, after);
                break;
        }
    }
}
