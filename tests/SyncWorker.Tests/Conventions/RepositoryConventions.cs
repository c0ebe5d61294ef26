using System.Text.RegularExpressions;
using SyncWorker.Config;
using SyncWorker.Hosting.Config;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Conventions;

public sealed partial class RepositoryConventions
{
    [Fact]
    public void The_schemas_in_config_are_those_of_the_options_classes()
    {
        // Mend it with: dotnet run --project src/SyncWorker -- check --config config --write-schemas
        foreach (var (file, type) in ConfigFolder.Files)
        {
            var path = Path.Combine(SourceTree.Config, "schema", Path.ChangeExtension(file, ".schema.json"));
            Assert.True(File.Exists(path), $"{path} is missing");
            Assert.Equal(ConfigSchema.Export(type), File.ReadAllText(path));
        }
    }

    [Fact]
    public void The_sample_config_has_no_fault() => Assert.Empty(ConfigFolder.Load(SourceTree.Config).Faults);

    [Fact]
    public void Every_shipped_config_file_names_its_schema()
    {
        var without = ConfigFolder.Files.Keys.Where(file =>
            !File.ReadAllText(Path.Combine(SourceTree.Start, file))
                .Contains($"\"$schema\": \"schema/{Path.ChangeExtension(file, ".schema.json")}\"", StringComparison.Ordinal)
        );

        Assert.Empty(without);
    }

    [Fact]
    public void Every_config_key_stands_in_the_config_readme()
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Config, "README.md"));
        var lost =
            from entry in ConfigFolder.Files
            from key in Key().Matches(ConfigSchema.Export(entry.Value)).Select(match => match.Groups[1].Value).Distinct()
            where !Keyword().IsMatch(key) && !Regex.IsMatch(text, $"`[^`\n]*\\b{key}\\b[^`\n]*`")
            select $"{entry.Key}: {key}";

        Assert.Empty(lost);
    }

    [Fact]
    public void Mailboxes_in_samples_are_under_example_org()
    {
        var found =
            from file in Directory.EnumerateFiles(SourceTree.Config, "*.json").Concat(Directory.EnumerateFiles(SourceTree.Start, "*.json"))
            from Match match in Mailbox().Matches(File.ReadAllText(file))
            where !match.Value.EndsWith("example.org", StringComparison.OrdinalIgnoreCase)
            select $"{Path.GetFileName(file)}: {match.Value}";

        Assert.Empty(found);
    }

    // A property's own object follows its name on the next level; keywords of JSON Schema itself are left out below.
    [GeneratedRegex(@"^\s+""([a-zA-Z]+)"": \{", RegexOptions.Multiline)]
    private static partial Regex Key();

    [GeneratedRegex("^(properties|items|additionalProperties|propertyNames|default|dependentRequired|anyOf|not|if|then)$")]
    private static partial Regex Keyword();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")]
    private static partial Regex Mailbox();
}
