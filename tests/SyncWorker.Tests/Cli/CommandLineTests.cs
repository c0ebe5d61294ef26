using System.CommandLine;
using System.Diagnostics;
using SyncWorker.Cli;
using SyncWorker.Hosting;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Cli;

[Collection("the command line")] // its options are one for all roots: no two tests build a root at the same time
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("chekc", "\"chekc\" is no verb here. Did you mean \"check\"?")]
    [InlineData("check --jsn", "\"--jsn\" is no option here. Did you mean \"--json\"?")]
    [InlineData("remind preview --form 2026-07-01", "\"--form\" is no option here. Did you mean \"--from\"?")]
    [InlineData("mail shwo 3", "\"shwo\" is no verb here. Did you mean \"show\"?")]
    [InlineData("mail show abc", "\"abc\" is not a number.")]
    [InlineData("mail show", "ID is missing: The mail's number, as `mail list` p")]
    [InlineData("status foo", "\"foo\" is one word too many.")]
    [InlineData("mail list --state snet", "\"snet\" is not known. Did you mean \"sent\"? Allowed: ")]
    public void A_fault_of_the_command_line_is_one_sentence_with_what_was_meant(string line, string sentence) =>
        Assert.StartsWith(sentence, Assert.Single(UsageFaults.Of(CommandLine.Root().Parse(line))), StringComparison.Ordinal);

    [Fact]
    public void A_group_of_verbs_alone_is_answered_with_its_verbs() =>
        Assert.StartsWith(
            "Which one? list, show,",
            Assert.Single(UsageFaults.Of(CommandLine.Root().Parse("mail"))),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task The_help_of_every_verb_fits_80_columns_and_is_as_reviewed()
    {
        var pages = new StringWriter();
        foreach (var path in Paths(CommandLine.Root(), ""))
        {
            var parsed = CommandLine.Root().Parse($"{path} --help"); // a root of its own: Fit shortens the texts of the verbs below
            HelpText.Fit(parsed, 80);
            await pages.WriteLineAsync($"$ SyncWorker {path} --help".Replace("  ", " ", StringComparison.Ordinal));
            await parsed.InvokeAsync(new() { Output = pages }, TestContext.Current.CancellationToken);
        }

        var lines = pages
            .ToString()
            .ReplaceLineEndings("\n")
            .Split('\n')
            .Select(line => line.Replace("SyncWorker.Tests", "SyncWorker", StringComparison.Ordinal).TrimEnd())
            .ToList();

        Assert.DoesNotContain(lines, line => line.Length > 80);
        await Golden.CompareAsync("Cli", "help-80.txt", string.Join('\n', lines));
    }

    [Fact]
    public void A_long_line_is_broken_between_words_below_its_own_indent() =>
        Assert.Equal("  one two three\n    four five\n    six", TerminalText.Wrap("  one two three four five six", 15));

    [Fact]
    public void A_word_longer_than_the_line_stays_whole_since_a_path_is_copied() =>
        Assert.Equal("see\n  /a/long/path/of/a/file\n  there", TerminalText.Wrap("see /a/long/path/of/a/file there", 12));

    [Fact]
    public void In_a_pipe_a_line_keeps_its_length() =>
        Assert.Equal(new string('x', 300) + " y", TerminalText.Wrap(new string('x', 300) + " y", null));

    [Theory]
    [InlineData("SyncWorker mail lis", "list")]
    [InlineData("SyncWorker comp", "completion")]
    [InlineData("SyncWorker mail list --stat", "--state")]
    [InlineData("SyncWorker mail list --state unc", "uncertain")]
    public async Task The_Tab_key_completes_in_bash(string line, string completed)
    {
        using var folders = new TestFolders();
        var script = (await ProgramRun.WaitAsync(["completion", "bash"])).Output;
        var program = Path.Combine(folders.Root, "SyncWorker");
        var asks = $$"""
            #!/bin/bash
            {{script}}
            SyncWorker() { dotnet "{{Path.Combine(AppContext.BaseDirectory, "SyncWorker.dll")}}" "$@"; }
            COMP_LINE='{{line}}'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=($COMP_LINE); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _syncworker_complete SyncWorker
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        await File.WriteAllTextAsync(program, asks, TestContext.Current.CancellationToken);
        using var bash = Process.Start(new ProcessStartInfo("bash", [program]) { RedirectStandardOutput = true })!;

        Assert.Equal(completed, (await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("mail", "show", "99")]
    [InlineData("mail", "cancel", "99")]
    [InlineData("mail", "retry", "99")]
    [InlineData("partner", "show", "CA-ZZ")]
    [InlineData("partner", "find", "zzzz")]
    [InlineData("review", "accept", "99")]
    [InlineData("report", "received", "CA-ZZ", "--code", "RPT-6T-H", "--period", "2026-H1")]
    [InlineData("remind", "explain", "nothing/partner:9/2026")]
    [InlineData("secret", "remove", "nothing")]
    [InlineData("poll", "nothing")]
    public async Task A_thing_that_is_named_and_not_there_ends_every_verb_with_2(params string[] verb)
    {
        using var folders = new TestFolders();

        var run = await ProgramRun.WaitAsync([.. verb, "--config", SourceTree.Config, "--data", Path.Combine(folders.Root, "data")]);

        Assert.True(run.ExitCode == ExitCode.Configuration, run.ToString());
    }

    static IEnumerable<string> Paths(Command command, string path) =>
        command.Subcommands.Where(verb => !verb.Hidden).SelectMany(verb => Paths(verb, $"{path} {verb.Name}".Trim())).Prepend(path);
}
