using System.Text.RegularExpressions;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Conventions;

/// <summary>The cores decide and do nothing else: no I/O, no clock, no logger, no database, no randomness.</summary>
public sealed partial class PurityConventions
{
    static readonly string[] s_pure =
    [
        "Poll.Mapping.",
        "Poll.Paging.",
        "Poll.Discovery.DateGuess",
        "Poll.Discovery.FieldGuess",
        "Poll.Discovery.FormatGuess",
        "Poll.Discovery.HeadWords",
        "Poll.Discovery.IdGuess",
        "Poll.Discovery.JsonGuess",
        "Poll.Discovery.PagingGuess",
        "Poll.Discovery.SourceEntry",
        "Poll.Discovery.TableGuess",
        "Reconcile.Matching.",
        "Reconcile.GoldenRecord.",
        "Reconcile.Activities.",
        "Reconcile.Figures.",
        "Remind.Rules.",
        "Union.Calendars.",
        "Union.Tables.",
        "Remind.Planning.",
        "Send.Templates.",
        "Union.PartialDate",
        "Reconcile.ReconcilePlan",
    ];

    static readonly IReadOnlyList<Reference> s_references = ReadAll();

    [Fact]
    public void The_cores_are_pure() =>
        Assert.DoesNotContain(s_references, reference => IsPure(reference.From) && Impure().IsMatch(reference.To));

    [Theory]
    [InlineData("System.IO.File.ReadAllText")]
    [InlineData("System.IO.Directory.Exists")]
    [InlineData("System.TimeProvider")]
    [InlineData("System.DateTime.get_UtcNow")]
    [InlineData("System.Guid.NewGuid")]
    [InlineData("System.Environment.GetEnvironmentVariable")]
    [InlineData("System.Console.WriteLine")]
    [InlineData("System.Random")]
    [InlineData("System.Net.Http.HttpClient")]
    [InlineData("Microsoft.Extensions.Logging.ILogger`1")]
    [InlineData("Microsoft.EntityFrameworkCore.DbContext")]
    [InlineData("Microsoft.Data.Sqlite.SqliteConnection")]
    [InlineData("SyncWorker.Store.SyncStore")]
    public void What_is_not_pure_is_seen(string named) => Assert.Matches(Impure(), named);

    [Fact]
    public void There_are_pure_types_to_look_at() =>
        Assert.All(
            s_pure,
            pure => Assert.Contains(s_references, reference => reference.From.StartsWith($"SyncWorker.{pure}", StringComparison.Ordinal))
        );

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
    public void Interfaces_stand_only_at_seams()
    {
        string[] seams =
        [
            "IStage",
            "IMailTransport",
            "IBulkSession",
            "IBulkWriter",
            "IPartnerApi",
            "ITokenApi",
            "IGraphApi",
            "IGraphMailboxApi",
            "IMailboxSession",
            "ISupervisor",
        ];
        var declared = SourceTree
            .Files()
            .SelectMany(file => Interface().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value));

        Assert.Empty(declared.Except(seams));
    }

    static bool IsPure(string type) => s_pure.Any(pure => type.StartsWith($"SyncWorker.{pure}", StringComparison.Ordinal));

    static IReadOnlyList<Reference> ReadAll()
    {
        using var program = new References();
        return [.. program.Own(), .. program.Foreign()];
    }

    [GeneratedRegex(
        @"^(?:System\.IO\.(?:File|Directory|Drive)\w*|System\.IO\.Path\.Get(?:FullPath|Temp|Random)|System\.(?:TimeProvider|Console|Random)\b|System\.Environment\.(?!get_NewLine|get_CurrentManagedThreadId)|System\.DateTime(?:Offset)?\.get_(?:Utc)?(?:Now|Today)|System\.Guid\.(?:NewGuid|CreateVersion7)|System\.Net\.Http\.|System\.Threading\.Thread\.Sleep|System\.Diagnostics\.Process\b|Microsoft\.Extensions\.Logging\.|Microsoft\.EntityFrameworkCore\.|Microsoft\.Data\.Sqlite\.|SyncWorker\.Store\.Sync(?:Store|Db)$)"
    )]
    private static partial Regex Impure();

    [GeneratedRegex(@"^\s*(?:public |internal |private )?(?:partial )?interface (I[A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex Interface();
}
