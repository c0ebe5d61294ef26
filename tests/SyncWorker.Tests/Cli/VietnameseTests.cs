using System.CommandLine;
using System.Reflection;
using System.Text.RegularExpressions;
using SyncWorker.Cli;
using SyncWorker.Config;
using SyncWorker.Tests.Support;
using SyncWorker.Union;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Tests.Cli;

/// <summary>What verbs say to people who read Vietnamese.</summary>
[Collection("the command line")] // its options are one for all roots: no two tests build a root at the same time
public sealed partial class VietnameseTests
{
    [Fact]
    public void Every_verb_has_a_head_in_Vietnamese_and_no_head_is_of_a_verb_that_is_gone()
    {
        var paths = Paths(CommandLine.Root(), "").Append("").Order(StringComparer.Ordinal);

        Assert.Equal(paths, VietnameseHeads.ByPath.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>The golden names what is still English; a new fault without a Vietnamese text changes it.</summary>
    [Fact]
    public async Task What_check_says_has_both_texts_but_for_what_is_listed()
    {
        var messages = await File.ReadAllLinesAsync(
            Path.Combine(SourceTree.Root, "tests", "SyncWorker.Tests", "Config", "golden", "messages.txt"),
            TestContext.Current.CancellationToken
        );
        List<string> lines = [];
        foreach (var fault in messages.Where(line => line.StartsWith("    ", StringComparison.Ordinal)))
        {
            var translated = VietnameseLines.Translate(fault)!;
            lines.Add($"{(VietnameseLines.HasAll(fault) ? "" : "ENGLISH ")}{translated.Trim()}");
        }

        await Golden.CompareAsync("Cli", "check-vi.txt", string.Join('\n', lines) + "\n");
    }

    [Fact]
    public void Every_sentence_of_a_check_in_the_source_has_a_Vietnamese_text()
    {
        var missing = SourceTree
            .Files()
            .Select(File.ReadAllText)
            .SelectMany(text => FaultCall().Matches(text).Select(call => call.Value))
            .SelectMany(call => Literal().Matches(call).Select(literal => literal.Groups["text"].Value))
            .Where(text => text.Contains("{{", StringComparison.Ordinal) || !text.Contains("}}", StringComparison.Ordinal)) // the rest of one
            .Select(text => text.Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal))
            .Select(text => Value().Replace(text, "9"))
            .Where(text => text.Contains(' ', StringComparison.Ordinal) && text[^1] is '.' or '?')
            .SelectMany(FaultSentences.Missing)
            .Distinct();

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_sentence_of_a_rule_about_a_key_has_a_Vietnamese_text()
    {
        var keys = typeof(ConfigFault)
            .Assembly.GetTypes()
            .SelectMany(type =>
                type.GetProperties().SelectMany(property => property.GetCustomAttributes<TextRuleAttribute>(inherit: false))
            )
            .SelectMany(rule => (string?[])[rule.Fault(""), rule.Fault("9 {"), rule.Fix]);
        var objects = typeof(ConfigFault)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<ObjectRuleAttribute>(inherit: false))
            .SelectMany(rule => (string?[])[Value().Replace(rule.Message, "9"), rule.Fix]);

        var missing = keys.Concat(objects).OfType<string>().SelectMany(FaultSentences.Missing).Distinct().Order(StringComparer.Ordinal);

        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("Worker: running since 28/11/2026 04:11, process 12", "Hệ thống: đang chạy từ 28/11/2026 04:11, tiến trình 12")]
    [InlineData("  poll       last success never, next 28/11/2026 04:15", "  poll       lần tốt gần nhất chưa, lần tới 28/11/2026 04:15")]
    [InlineData(
        "  source-a       healthy        120 rows, last good 28/11/2026 04:11",
        "  source-a       tốt            120 dòng, lần tốt gần nhất 28/11/2026 04:11"
    )]
    [InlineData("Outbox: 3 queued, 1 sent", "Hộp thư đi: 3 queued, 1 sent")]
    [InlineData(
        "  staff.json:18: staff[0].leave[0].deputy: The deputy is the position itself. Name another position.",
        "  staff.json:18: staff[0].leave[0].deputy: Người thay chính là vị trí đó. Ghi một vị trí khác."
    )]
    [InlineData("a line that nobody has translated", "a line that nobody has translated")]
    public void A_line_is_known_by_its_form_and_an_unknown_one_stays(string english, string vietnamese) =>
        Assert.Equal(vietnamese, VietnameseLines.Translate(english));

    [Theory]
    [InlineData(null, null, null, "vi_VN.UTF-8", "Vi")]
    [InlineData(null, "en_US.UTF-8", null, "vi_VN.UTF-8", "En")]
    [InlineData(null, "", "vi", "C", "Vi")]
    [InlineData("En", "vi_VN", null, null, "En")]
    [InlineData(null, null, null, null, "En")]
    public void The_language_is_the_option_else_the_environments(
        string? asked,
        string? all,
        string? messages,
        string? lang,
        string expected
    ) =>
        Assert.Equal(
            expected,
            VietnameseLines
                .LanguageOf(
                    asked is null ? null : Enum.Parse<MailLanguage>(asked),
                    name =>
                        name == "LC_ALL" ? all
                        : name == "LC_MESSAGES" ? messages
                        : lang
                )
                .ToString()
        );

    [Fact]
    public async Task Help_and_check_answer_in_Vietnamese_when_the_environment_asks_for_it_and_json_stays()
    {
        var vietnamese = new Dictionary<string, string> { ["LC_ALL"] = "vi_VN.UTF-8" };

        var help = await ProgramRun.WaitAsync(["mail", "--help"], vietnamese);
        var check = await ProgramRun.WaitAsync(["check", "--config", SourceTree.Start], vietnamese);

        Assert.Contains("Dừng mọi thư cho một vị trí", help.Output, StringComparison.Ordinal);
        Assert.Contains("Cách dùng:", help.Output, StringComparison.Ordinal);
        Assert.Contains("Không có lỗi trong", check.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex("(?i:faults|sink)\\.(?:Add|AddUnknown)\\((?>[^;\"]|\"(?:\\\\.|[^\"\\\\])*\")*;", RegexOptions.None, 5_000)]
    private static partial Regex FaultCall();

    [GeneratedRegex("(?<![@$])\\$?\"(?<text>(?:\\\\.|\\{[^{}]*\\}|[^\"\\\\])*)\"", RegexOptions.None, 5_000)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Value();

    static IEnumerable<string> Paths(Command command, string path) =>
        command
            .Subcommands.Where(verb => !verb.Hidden)
            .SelectMany(verb => Paths(verb, $"{path} {verb.Name}".Trim()).Prepend($"{path} {verb.Name}".Trim()));
}
