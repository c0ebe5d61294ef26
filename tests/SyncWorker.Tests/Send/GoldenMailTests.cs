using SyncWorker.Hosting;
using SyncWorker.Send;
using SyncWorker.Send.Templates;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Send;

/// <summary>
/// The text parts as people read them, kept as files: reviewed as text. SYNCWORKER_GOLDEN=write writes them anew.
/// </summary>
public sealed class GoldenMailTests
{
    [Theory]
    [InlineData("digest", "vi")]
    [InlineData("digest", "en")]
    public async Task The_text_part_is_the_one_that_was_reviewed(string template, string language)
    {
        var templates = MailTemplates.Load(new(SourceTree.Config, Path.GetTempPath()));
        var view = Digest.Compose(DigestTests.TargetA(language));

        var text = templates.Render($"{template}.{language}.txt", view);

        await CompareAsync($"{template}.{language}.txt", $"Subject: {view.Subject}\n\n{text}");
    }

    static async Task CompareAsync(string name, string text)
    {
        var golden = Path.Combine(SourceTree.Root, "tests", "SyncWorker.Tests", "Send", "golden", name);
        if (Environment.GetEnvironmentVariable("SYNCWORKER_GOLDEN") == "write")
        {
            await File.WriteAllTextAsync(golden, text, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(golden, TestContext.Current.CancellationToken), text);
    }
}
