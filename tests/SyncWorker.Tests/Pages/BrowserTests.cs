using System.Diagnostics;
using System.Text;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Pages;

/// <summary>The site of a demo year, looked at as people do: in a browser, from its folder, narrow and wide, light and dark, by keyboard.</summary>
public sealed class BrowserTests(ITestOutputHelper output) : IDisposable
{
    readonly TestFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    [Trait("Needs", "chromium")]
    public async Task A_browser_and_the_judges_of_HTML_and_accessibility_find_nothing()
    {
        FullRun.Only();
        var (demo, site) = (Path.Combine(_folders.Root, "demo"), Path.Combine(_folders.Root, "site"));
        var made = await ProgramRun.WaitAsync(["demo", "--dir", demo, "--as-of", "2026-07-06"]);
        Assert.Equal(0, made.ExitCode);
        var written = await ProgramRun.WaitAsync(["pages", site, "--config", Path.Combine(demo, "config"), "--as-of", "2026-07-06"]);
        Assert.True(written.ExitCode == 0, written.ToString());

        // Without marks; with them; a province that is none any more.
        var (exitCode, text) = await LookAsync(site, """[["viet nga", "Nga"], ["Ấn Độ", "Ấn Độ"], ["Bắc Giang", "Bắc Ninh"]]""");

        output.WriteLine(text);
        Assert.True(exitCode == 0, text);
    }

    static async Task<(int ExitCode, string Text)> LookAsync(string site, string searches)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(SourceTree.Root, "tests", "pages", "look.mjs"), site])
        {
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["SEARCHES"] = searches;
        using var node = Process.Start(start)!;
        var text = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (node.ExitCode, text);
    }
}
