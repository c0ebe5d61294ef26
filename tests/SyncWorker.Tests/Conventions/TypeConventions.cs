namespace SyncWorker.Tests.Conventions;

/// <summary>What has a type is not told by its text.</summary>
public sealed class TypeConventions
{
    // Types that read what people or partners write, and words that name something else beside a state: a rule, a field, a kind of partner.
    static readonly Dictionary<string, string> s_readers = new(StringComparer.Ordinal)
    {
        ["Poll.Mapping.TextTransforms"] = "the country whose numbers a source writes",
        ["Poll.Discovery.FieldGuess"] = "names of fields, and words that sources write",
        ["Poll.Discovery.IdGuess"] = "names of fields",
        ["Net.NetworkOptions"] = "\"none\" of config",
        ["Hosting.Schedule.RunTimesText"] = "phrases of schedule.json",
        ["Hosting.Jobs.JobWork"] = "a job's name",
        ["Send.Transports.Delivery"] = "the journal's words, back to what they were written from",
        ["Reconcile.Commands.ReviewSheet"] = "answers that people write into the sheet",
        ["Cli.CommandLine"] = "the verb of that name",
        ["Cli.Remind.RulesVerb"] = "an option of the command line",
        ["Remind.NoticeQueries"] = "--to staff",
        ["Remind.RemindCheck"] = "names of rules that are the program's own",
        ["Remind.RemindStage"] = "the same",
        ["Remind.Planning.CalendarFeed"] = "the same",
        ["Remind.Planning.Outlook"] = "the same",
        ["Remind.Rules.AnniversaryItems"] = "names of date fields",
        ["Remind.Planning.RuleDescriptions"] = "the same",
        ["Remind.RemindWords"] = "the same",
        ["Remind.Planning.PendingReminders"] = "the same",
        ["Send.MailWriter"] = "a mail's kind; that of a notice carries its hash, so that it is no enumeration",
        ["Pages.Views.RegisterPages"] = "names of fields",
        ["Reconcile.Planning.MergeRowFactory"] = "a partner's kind, which config may add to",
        ["Reconcile.Matching.RowCodes"] = "the same",
        ["Reconcile.Matching.SubjectReader"] = "the same",
    };

    [Fact]
    public void No_text_is_compared_with_a_word_of_an_enumeration()
    {
        using var program = new References();
        var words = program.EnumWords();

        var compared = program
            .ComparedTexts()
            .Where(reference => words.Contains(reference.To) && !s_readers.ContainsKey(reference.From["SyncWorker.".Length..]))
            .ToList();

        Assert.True(
            compared.Count == 0,
            string.Join(
                '\n',
                compared.Select(reference => $"{reference.From}: \"{reference.To}\" is of {string.Join(", ", words[reference.To])}")
            )
        );
    }
}
