using SyncWorker.Send;
using SyncWorker.Send.Templates;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send;

/// <summary>Every word that comes from a source or from config stays a word, in every kind of mail.</summary>
public sealed class HostileNameTests
{
    const string Hostile =
        "\"><script>alert(1)</script>\r\nBcc: all@example.org\r\n\u202E<img src='https://example.org/x'>\u2066 =cmd|'/C calc'!A0 {{subject}} \u0000 👩‍👩‍👧 nghi\u0323";

    [Theory]
    [MemberData(nameof(GoldenMailTests.Names), MemberType = typeof(GoldenMailTests))]
    public void A_name_adds_no_markup_no_line_and_no_mark_of_direction(string name, string language)
    {
        var (template, _, view) = Mail(name, language, Hostile);
        var (_, _, tame) = Mail(name, language, "X");
        var templates = MailTemplates.Open(TemplateFiles.Read(SourceTree.Config, []));

        var html = templates.Render($"{template}.{language}.html", view);
        var text = templates.Render($"{template}.{language}.txt", view);

        Assert.Equal(templates.Render($"{template}.{language}.html", tame).Count(c => c == '<'), html.Count(c => c == '<'));
        Assert.Equal(templates.Render($"{template}.{language}.txt", tame).Count(c => c == '\n'), text.Count(c => c == '\n'));
        Assert.All((string[])[html, text], part => Assert.DoesNotContain(part, c => c is '\0' or '\r' or '\u202E' or '\u2066'));
        Assert.Contains("👩‍👩‍👧", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(GoldenMailTests.Names), MemberType = typeof(GoldenMailTests))]
    public void A_subject_stays_one_line(string name, string language)
    {
        var subject = OneLineEncoder.Line(Mail(name, language, Hostile).Subject);

        Assert.DoesNotContain(subject, c => char.IsControl(c) || c is '\u202E' or '\u2066');
        Assert.InRange(subject.Length, 1, 72);
    }

    static MailForm Mail(string name, string language, string word)
    {
        var input = SampleMails.Input(name, language);
        return MailForm.Create(
            input with
            {
                Salutation = word,
                Desk = new(word, word, word),
                Trial = new(word, word),
                Attachment = word,
                Reminders = [.. input.Reminders.Select(reminder => reminder with { Facts = Say(reminder.Facts, word) })],
            }
        );
    }

    static ReminderContent Say(ReminderContent facts, string word) =>
        facts with
        {
            SubjectVi = word,
            SubjectEn = word,
            UnitVi = facts.UnitVi is null ? null : word,
            UnitEn = facts.UnitVi is null ? null : word,
            Department = facts.Department is null ? null : word,
            DepartmentEn = facts.Department is null ? null : word,
            ActionVi = facts.ActionVi is null ? null : word,
            ActionEn = facts.ActionVi is null ? null : word,
            Basis = word,
            WhyVi = word,
            WhyEn = word,
            BodyVi = facts.BodyVi is null ? null : word.ReplaceLineEndings(" "),
            BodyEn = facts.BodyVi is null ? null : word.ReplaceLineEndings(" "),
            StepTo = [.. facts.StepTo.Select(_ => Addressee.OfPosition(word))],
            NextStepTo = [.. facts.NextStepTo.Select(_ => Addressee.OfPosition(word))],
            Missing =
            [
                .. facts.Missing.Select(missing =>
                    missing with
                    {
                        Unit = word,
                        UnitEn = word,
                        Officer = missing.Officer is null ? null : word,
                        OfficerEn = missing.Officer is null ? null : word,
                    }
                ),
            ],
        };
}
