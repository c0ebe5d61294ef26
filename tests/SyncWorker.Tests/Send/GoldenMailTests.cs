using SyncWorker.Send;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Send;

/// <summary>
/// The text parts as people read them, kept as files: reviewed as text.
/// </summary>
public sealed class GoldenMailTests
{
    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_text_part_is_the_one_that_was_reviewed(string name, string language)
    {
        var (template, subject, view) = SampleMails.Of(name, language);

        var text = MailTemplates.Open(TemplateFiles.Read(SourceTree.Config, [])).Render($"{template}.{language}.txt", view);

        await Golden.CompareAsync("Send", $"{name}.{language}.txt", $"Subject: {subject}\n\n{text}");
    }

    public static TheoryData<string, string> Names =>
        new(SampleMails.Names.SelectMany(name => ((string, string)[])[(name, "vi"), (name, "en")]));
}
