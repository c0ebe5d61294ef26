using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SyncWorker.Tests.Support;

/// <summary>LibreOffice prints a file as PDF and poppler reads it: what a person sees on paper. Debian's packages; skipped without them.</summary>
sealed partial class Office : IDisposable
{
    readonly TestFolders _folders = new();

    public static void Only() =>
        Assert.SkipUnless(
            Find("soffice") && Find("pdfinfo"),
            "needs LibreOffice and poppler: tests/run.sh installs libreoffice-calc, libreoffice-writer and poppler-utils"
        );

    public void Dispose() => _folders.Dispose();

    /// <param name="file">Its ending says what it is.</param>
    public async Task<PrintedFile> PrintAsync(string file)
    {
        var profile = new Uri(Path.Combine(_folders.Root, "profile")).AbsoluteUri;
        await RunAsync("soffice", $"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", _folders.Root, file);
        var pdf = Path.Combine(_folders.Root, Path.ChangeExtension(Path.GetFileName(file), ".pdf"));
        Assert.True(File.Exists(pdf), $"LibreOffice does not open {file}");
        var info = await RunAsync("pdfinfo", pdf);
        var text = await RunAsync("pdftotext", "-layout", pdf, "-");
        var size = Size().Match(info);
        return new(
            int.Parse(Pages().Match(info).Groups[1].Value, CultureInfo.InvariantCulture),
            (Points(size.Groups[1].Value), Points(size.Groups[2].Value)),
            text.TrimEnd('\f').Split('\f')
        );
    }

    static int Points(string text) => (int)Math.Round(double.Parse(text, CultureInfo.InvariantCulture));

    static bool Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var stop = TestContext.Current.CancellationToken;
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = System.Text.Encoding.UTF8,
            }
        )!;
        var errors = process.StandardError.ReadToEndAsync(stop);
        var text = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        Assert.True(process.ExitCode == 0, $"{program}: {await errors}");
        return text;
    }

    [GeneratedRegex(@"^Pages:\s+(\d+)", RegexOptions.Multiline)]
    private static partial Regex Pages();

    [GeneratedRegex(@"^Page size:\s+([\d.]+) x ([\d.]+) pts", RegexOptions.Multiline)]
    private static partial Regex Size();
}

/// <param name="Size">Width and height of the first page, in points: A4 is 595 by 842.</param>
/// <param name="Texts">The text of each page, laid out.</param>
sealed record PrintedFile(int Pages, (int Width, int Height) Size, IReadOnlyList<string> Texts);
