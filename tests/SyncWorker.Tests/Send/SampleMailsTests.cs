using System.Text.RegularExpressions;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send;

/// <summary>What is looked at is all there is: a template or a kind of reminder without a sample mail goes unseen.</summary>
public sealed partial class SampleMailsTests
{
    static readonly string[] s_languages = ["vi", "en"];
    static readonly string s_templates = Path.Combine(SourceTree.Config, "templates");

    [Fact]
    public void Every_template_is_in_a_sample_mail_as_HTML_and_text_in_both_languages()
    {
        var rendered = SampleMails
            .Names.SelectMany(name => s_languages.Select(language => $"{SampleMails.Of(name, language).Template}.{language}"))
            .Distinct()
            .SelectMany(name => (string[])[$"{name}.html.hbs", $"{name}.txt.hbs"]);
        var files = Directory.GetFiles(s_templates, "*.hbs").Select(file => Path.GetFileName(file)!).ToList();

        Assert.Equal(
            files.Where(file => file.Split('.').Length == 4).Order(StringComparer.Ordinal),
            rendered.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Every_partial_is_used()
    {
        var used = Directory
            .GetFiles(s_templates, "*.hbs")
            .SelectMany(file => Partial().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value));
        var files = Directory
            .GetFiles(s_templates, "*.hbs")
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Where(name => name.Split('.').Length < 3);

        Assert.Equal(
            files.Select(name => name.Replace('.', '-')).Order(StringComparer.Ordinal),
            used.Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Every_kind_of_reminder_that_a_rule_gives_is_in_a_sample_mail()
    {
        var shown = SampleMails
            .Names.SelectMany(name => SampleMails.Input(name, "vi").Reminders)
            .Select(reminder => reminder.Facts.Kind)
            .ToHashSet();

        Assert.Empty(Enum.GetValues<ReminderKind>().Except(shown));
    }

    [Theory]
    [MemberData(nameof(GoldenMailTests.Names), MemberType = typeof(GoldenMailTests))]
    public void A_subject_is_one_short_line(string name, string language)
    {
        var subject = SampleMails.Of(name, language).Subject;

        // The model subject has 72
        Assert.InRange(subject.Length, 10, 70);
        Assert.Equal(subject.Trim(), subject);
    }

    [Theory]
    [MemberData(nameof(GoldenMailTests.Names), MemberType = typeof(GoldenMailTests))]
    public void The_text_part_pastes_cleanly_into_a_chat(string name, string language)
    {
        var (template, _, view) = SampleMails.Of(name, language);
        var text = SyncWorker
            .Send.MailTemplates.Open(SyncWorker.Send.TemplateFiles.Read(SourceTree.Config, []))
            .Render($"{template}.{language}.txt", view);

        Assert.DoesNotMatch(Unclean(), text);
        Assert.EndsWith(".\n", text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\{\{> *([\w-]+)")]
    private static partial Regex Partial();

    // A blank at the end of a line, more than one empty line, tabs and lines drawn with characters; "--" alone begins the signature.
    [GeneratedRegex(@" \n|\n\n\n|\t|\r|\n[-_=|+*]{3,}|\(\)|\(;|;;|\.\.| \.| ,|  ")]
    private static partial Regex Unclean();
}
