using System.Diagnostics;
using System.Text.RegularExpressions;
using SyncWorker.Send;
using SyncWorker.Send.Transports;
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
        await ValidateAsync(Render(name, language));
    }

    [Fact]
    [Trait("Needs", "tidy")]
    public async Task The_mails_of_the_program_itself_pass_it_and_load_nothing_either()
    {
        using var fixture = await SendFixture.OpenAsync();

        using var mail = MimeMail.Read(
            SystemMail
                .Compose(
                    fixture.Config.SendSettings,
                    fixture.Now,
                    "alarm",
                    "it@example.org",
                    "[SyncWorker] <đang dừng>",
                    "550 5.7.1 <script src='https://example.org/x.js'></script>",
                    "…"
                )
                .Message
        );

        Assert.DoesNotMatch(Remote(), mail.Html);
        Assert.Contains("color-scheme", mail.Html, StringComparison.Ordinal);
        await ValidateAsync(mail.Html);
    }

    static async Task ValidateAsync(string html)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SYNCWORKER_TESTS_FULL") == "1", "tidy is installed by tests/run.sh");
        using var tidy = Process.Start(
            new ProcessStartInfo("tidy", "-q -e -utf8") { RedirectStandardInput = true, RedirectStandardError = true }
        )!;
        await tidy.StandardInput.WriteAsync(html);
        tidy.StandardInput.Close();
        var words = await tidy.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await tidy.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(tidy.ExitCode == 0, words);
    }

    /// <summary>SYNCWORKER_MAILS=FOLDER writes every sample there, to be looked at in a browser.</summary>
    static string Render(string name, string language)
    {
        var (template, _, view) = SampleMails.Of(name, language);
        var html = MailTemplates.Open(TemplateFiles.Read(SourceTree.Config, [])).Render($"{template}.{language}.html", view);
        if (Environment.GetEnvironmentVariable("SYNCWORKER_MAILS") is { } folder)
        {
            File.WriteAllText(Path.Combine(folder, $"{name}.{language}.html"), html);
        }

        return html;
    }

    // Within tags and style sheets only: what a name says is text.
    [GeneratedRegex(
        "<(?:img|script|link|base|iframe|frame|object|embed|form|input|button|video|audio|source|svg|meta http-equiv)\\b|<[^>]*\\b(?:src|srcset|background|action|formaction|poster|data|cite|ping|on[a-z]+)\\s*=|<[^>]*\\bhref\\s*=\\s*(?!\"mailto:)|<[^>]*(?:url\\(|https?:|//)|<style>[^<]*(?:url\\(|https?:|@import|@font-face|expression\\()",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Remote();
}
