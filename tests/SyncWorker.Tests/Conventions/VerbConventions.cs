using System.CommandLine;
using SyncWorker.Cli;

namespace SyncWorker.Tests.Conventions;

[Collection("the command line")] // its options are one for all roots: no two tests build a root at the same time
public sealed class VerbConventions
{
    [Fact]
    public void No_verb_stands_twice()
    {
        var paths = Paths(CommandLine.Root(), "").ToList();

        Assert.Equal(paths.Distinct(StringComparer.Ordinal), paths);
    }

    [Fact]
    public void Every_verb_has_a_help_that_says_more_than_its_name()
    {
        var silent = Commands(CommandLine.Root()).Where(command => (command.Description ?? "").Length < 40).Select(command => command.Name);

        Assert.Empty(silent);
    }

    [Fact]
    public void No_two_verbs_say_the_same_of_themselves()
    {
        var texts = Commands(CommandLine.Root()).GroupBy(command => command.Description, StringComparer.Ordinal);

        // A verb of an outer namespace takes the place of one of the same name without a word.
        Assert.All(texts, same => Assert.Single(same));
    }

    [Fact]
    public void Every_option_says_what_it_does()
    {
        var silent = Commands(CommandLine.Root())
            .SelectMany(command => command.Options.Select(option => (command.Name, Option: option)))
            .Where(pair => string.IsNullOrWhiteSpace(pair.Option.Description))
            .Select(pair => $"{pair.Name} {pair.Option.Name}");

        Assert.Empty(silent);
    }

    [Fact]
    public void The_path_of_a_verbs_file_is_the_path_of_the_verb()
    {
        var types = typeof(CommandLine).Assembly.GetTypes().Select(type => type.FullName).ToHashSet(StringComparer.Ordinal);

        var lost = Paths(CommandLine.Root(), "").Select(TypeName).Where(name => !types.Contains(name));

        Assert.Empty(lost);
    }

    [Theory]
    [InlineData("remind", "SyncWorker.Cli.RemindVerb")]
    [InlineData("remind preview", "SyncWorker.Cli.Remind.PreviewVerb")]
    [InlineData("service what-if", "SyncWorker.Cli.Service.WhatIfVerb")]
    public void A_verbs_type_is_found_by_its_words(string verb, string type) => Assert.Equal(type, TypeName(verb));

    static string TypeName(string path)
    {
        var words = path.Split(' ')
            .Select(word => string.Concat(word.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..])))
            .ToArray();
        return $"SyncWorker.Cli.{string.Join('.', words)}Verb";
    }

    static IEnumerable<Command> Commands(Command root) => root.Subcommands.SelectMany(command => Commands(command).Prepend(command));

    static IEnumerable<string> Paths(Command command, string path) =>
        command.Subcommands.SelectMany(child => Paths(child, $"{path} {child.Name}".Trim()).Prepend($"{path} {child.Name}".Trim()));
}
