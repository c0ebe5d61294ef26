using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SyncWorker.Config;
using SyncWorker.Hosting.Config;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Config;

/// <summary>
/// The JSON Schemas as others read them: ajv (2020-12 with formats) and the service that Visual Studio Code itself uses. tests/run.sh
/// installs both.
/// </summary>
public sealed class SchemaToolTests(ITestOutputHelper output)
{
    /// <summary>Of the edits that check refuses, the share that the editor must mark as well.</summary>
    const double LeastPercent = 60;

    static readonly string s_tools = Path.Combine(SourceTree.Root, "tests", "schemas");

    [Fact]
    public async Task Neither_marks_anything_in_the_shipped_files()
    {
        FullRun.Only();

        var findings = await JudgeAsync([
            .. from folder in new[] { SourceTree.Config, SourceTree.Start }
            from file in ConfigFolder.Files.Keys
            select (file, Path.Combine(folder, file)),
        ]);

        Assert.All(findings, finding => Assert.Equal(("", ""), finding));
    }

    [Fact]
    public async Task The_editor_marks_most_of_what_check_refuses()
    {
        FullRun.Only();
        using var folder = new TestFolders();
        var refused = SchemaEdit.Read("config-edits.json");
        Assert.All(refused, edit => Assert.NotEmpty(EditedConfig.Replace(edit.File, edit.Before, edit.After)));

        var findings = await JudgeAsync([.. refused.Select((edit, i) => (edit.File, edit.Write(folder, i)))]);

        Print(refused, findings);
        Assert.InRange(100.0 * findings.Count(finding => finding.Ajv.Length > 0) / findings.Count, LeastPercent, 100);
        Assert.InRange(100.0 * findings.Count(finding => finding.Editor.Length > 0) / findings.Count, LeastPercent, 100);
    }

    [Fact]
    public async Task Neither_marks_what_check_takes()
    {
        FullRun.Only();
        using var folder = new TestFolders();
        var taken = SchemaEdit.Read("config-edits-right.json");
        Assert.All(taken, edit => Assert.Empty(EditedConfig.Replace(edit.File, edit.Before, edit.After)));

        var findings = await JudgeAsync([.. taken.Select((edit, i) => (edit.File, edit.Write(folder, i)))]);

        Assert.All(findings, finding => Assert.Equal(("", ""), finding));
    }

    void Print(IReadOnlyList<SchemaEdit> edits, IReadOnlyList<(string Ajv, string Editor)> findings)
    {
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"of {edits.Count} edits that check refuses, ajv marks {findings.Count(finding => finding.Ajv.Length > 0)}, Visual Studio Code {findings.Count(finding => finding.Editor.Length > 0)}"
            )
        );
        foreach (var (edit, finding) in edits.Zip(findings))
        {
            output.WriteLine($"{(finding.Editor.Length > 0 ? "marked" : "-"), -7}{edit.File}: {edit.After}: {finding.Editor}");
        }
    }

    static async Task<IReadOnlyList<(string Ajv, string Editor)>> JudgeAsync(IReadOnlyList<(string File, string Path)> files)
    {
        using var node = Process.Start(
            new ProcessStartInfo("node", [Path.Combine(s_tools, "validate.mjs"), Path.Combine(SourceTree.Config, "schema")])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                StandardInputEncoding = new UTF8Encoding(false),
                StandardOutputEncoding = Encoding.UTF8,
            }
        )!;
        var lines = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        foreach (var (file, path) in files)
        {
            await node.StandardInput.WriteLineAsync($"{Path.GetFileNameWithoutExtension(file)}\t{path}");
        }

        node.StandardInput.Close();
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, node.ExitCode);
        var findings = (await lines).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'));
        return [.. findings.Select(finding => (finding[0], finding[1]))];
    }

    /// <summary>An edit of a shipped file, as an admin makes it.</summary>
    sealed record SchemaEdit(string File, string Before, string After)
    {
        public static IReadOnlyList<SchemaEdit> Read(string data) =>
            JsonSerializer.Deserialize<List<SchemaEdit>>(
                System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", data)),
                ConfigBinder.Json
            )!;

        public string Write(TestFolders folders, int number)
        {
            var path = Path.Combine(folders.Worker.Data, string.Create(CultureInfo.InvariantCulture, $"{number}-{File}"));
            Directory.CreateDirectory(folders.Worker.Data);
            var text = System.IO.File.ReadAllText(Path.Combine(SourceTree.Config, File));
            System.IO.File.WriteAllText(path, EditedConfig.ReplaceFirst(text, Before, After));
            return path;
        }
    }
}
