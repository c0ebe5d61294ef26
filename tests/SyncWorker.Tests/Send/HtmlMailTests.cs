using System.Diagnostics;
using System.Text.RegularExpressions;
using SyncWorker.Send;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Send;

public sealed partial class HtmlMailTests
{
    [Theory]
    [MemberData(nameof(GoldenMailTests.Names), MemberType = typeof(GoldenMailTests))]
    public void A_mail_loads_nothing_from_elsewhere_and_tracks_nobody(string name, string language)
    {
        var html = Render(name, language);

        Assert.DoesNotMatch(Remote(), html);
        Assert.Contains("color-scheme", html, StringComparison.Ordinal);
        Assert.Contains($"<html lang=\"{language}\">", html, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Needs", "tidy")]
    [MemberData(nameof(GoldenMailTests.Names), MemberType = typeof(GoldenMailTests))]
    public async Task A_mail_passes_an_HTML_validator(string name, string language)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SYNCWORKER_TESTS_FULL") == "1", "tidy is installed by tests/run.sh");
        using var tidy = Process.Start(new ProcessStartInfo("tidy", "-q -e -utf8") { RedirectStandardInput = true, RedirectStandardError = true })!;
        await tidy.StandardInput.WriteAsync(Render(name, language));
        tidy.StandardInput.Close();
        var words = await tidy.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await tidy.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(tidy.ExitCode == 0, words);
    }

    /// <summary>SYNCWORKER_MAILS=FOLDER writes every sample there, to be looked at in a browser.</summary>
    static string Render(string name, string language)
    {
        var (template, _, view) = SampleMails.Of(name, language);
        var html = MailTemplates.Load(new(SourceTree.Config, Path.GetTempPath())).Render($"{template}.{language}.html", view);
        if (Environment.GetEnvironmentVariable("SYNCWORKER_MAILS") is { } folder)
        {
            File.WriteAllText(Path.Combine(folder, $"{name}.{language}.html"), html);
        }

        return html;
    }

    // Within tags and style sheets only: what a name says is text.
    [GeneratedRegex("<(?:img|script|link|base|iframe|frame|object|embed|form|input|button|video|audio|source|svg|meta http-equiv)\\b|<[^>]*\\b(?:src|srcset|background|action|formaction|poster|data|cite|ping|on[a-z]+)\\s*=|<[^>]*\\bhref\\s*=\\s*(?!\"mailto:)|<[^>]*(?:url\\(|https?:|//)|<style>[^<]*(?:url\\(|https?:|@import|@font-face|expression\\()", RegexOptions.IgnoreCase)]
    private static partial Regex Remote();
}
