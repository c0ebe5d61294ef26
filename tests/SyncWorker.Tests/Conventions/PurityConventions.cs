using System.Text.RegularExpressions;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Conventions;

/// <summary>The cores decide and do nothing else: no I/O, no clock, no logger, no database, no randomness.</summary>
public sealed partial class PurityConventions
{
    static readonly string[] s_pureFolders =
    [
        "Poll/Mapping", "Poll/Paging", "Reconcile/Matching", "Reconcile/Merging", "Remind/Rules", "Union/Calendars", "Union/Tables", "Remind/Planning", "Send/Templates",
    ];

    static readonly string[] s_pureFiles = ["Union/PartialDate.cs", "Reconcile/ReconcilePlan.cs"];

    [Fact]
    public void The_cores_are_pure() => Assert.Empty(Pure().SelectMany(file => Faults(SourceTree.Relative(file), File.ReadAllText(file))));

    [Theory]
    [InlineData("using System.IO;")]
    [InlineData("var text = File.ReadAllText(path);")]
    [InlineData("sealed class Planner(TimeProvider clock)")]
    [InlineData("sealed class Planner(ILogger<Planner> log)")]
    [InlineData("await using var db = store.Open();")]
    [InlineData("using Microsoft.EntityFrameworkCore;")]
    [InlineData("Console.WriteLine(x);")]
    public void What_is_not_pure_is_seen(string line) => Assert.NotEmpty(Faults("Remind/Rules/X.cs", line));

    [Fact]
    public void There_are_pure_folders_to_look_at() => Assert.NotEmpty(Pure());

    [Fact]
    public void The_four_stages_have_one_word_each_for_folder_verb_config_file_and_tests()
    {
        foreach (var stage in new[] { "Poll", "Reconcile", "Remind", "Send" })
        {
            var word = stage.ToLowerInvariant();
            Assert.True(File.Exists(Path.Combine(SourceTree.Program, stage, $"{stage}Stage.cs")), stage);
            Assert.True(File.Exists(Path.Combine(SourceTree.Program, "Cli", $"{stage}Verb.cs")), stage);
            Assert.True(File.Exists(Path.Combine(SourceTree.Config, $"{word}.json")), $"config/{word}.json");
            Assert.True(File.Exists(Path.Combine(SourceTree.Config, "schema", $"{word}.schema.json")), $"config/schema/{word}.schema.json");
            Assert.True(Directory.Exists(Path.Combine(SourceTree.Root, "tests", "SyncWorker.Tests", stage)), $"tests/{stage}");
        }
    }

    [Fact]
    public void No_stage_reaches_into_another_stage()
    {
        // Every arrow between two stages is a table. Remind's calendars say what a working day is and are used by all.
        string[] stages = ["Poll", "Reconcile", "Remind", "Send"];
        var reaching =
            from stage in stages
            from file in SourceTree.Files(stage)
            from other in stages
            where other != stage && Regex.IsMatch(File.ReadAllText(file), $@"using SyncWorker\.{other}[;.]")
            select $"{SourceTree.Relative(file)} uses {other}";

        Assert.Empty(reaching);
    }

    [Fact]
    public void Interfaces_stand_only_at_seams()
    {
        string[] seams = ["IStage", "IMailTransport", "IBulkPath", "IBulkSession", "IBulkWriter", "IPartnerApi", "ITokenApi", "IGraphApi", "ISupervisor"];
        var declared = SourceTree.Files().SelectMany(file => Interface().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value));

        Assert.Empty(declared.Except(seams));
    }

    static IEnumerable<string> Pure() =>
        SourceTree.Files(s_pureFolders).Concat(SourceTree.Files().Where(file => s_pureFiles.Contains(SourceTree.Relative(file))));

    static IEnumerable<string> Faults(string file, string text) =>
        Impure().Matches(text).Select(match => $"{file}: {match.Value}");

    [GeneratedRegex(@"using System\.IO\b|\bFile\.(?:Read|Write|Open|Exists|Delete|Move)\w*|\bDirectory\.\w+\(|\bTimeProvider clock|\bILogger\b|\bILogger<|EntityFrameworkCore|Microsoft\.Data\.Sqlite|\bstore\.Open|\bConsole\.\w+|\bEnvironment\.(?!NewLine)\w+|\bHttpClient\b|new Random\b|#pragma warning disable RS0030")]
    private static partial Regex Impure();

    [GeneratedRegex(@"^\s*(?:public |internal |private )?(?:partial )?interface (I[A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex Interface();
}
