using System.CommandLine;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SyncWorker.Cli;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Store;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Flow;

/// <summary>Tests that change the whole process (its console, its account) and so run when no other does.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class WholeProcess;

/// <summary>
/// Trouble of the machine, met by every verb of the command line: each says in one line what is wrong and what to do, and ends with 1; or
/// does what it does on a machine that is well.
/// </summary>
[Collection(typeof(WholeProcess))]
public sealed partial class MachineTroubleFlow(MachineTroubleFlow.Template template)
    : IClassFixture<MachineTroubleFlow.Template>,
        IDisposable
{
    const string Day = "2026-07-06";

    // {data} is the data folder, {given} one with files that people give.
    static readonly Dictionary<string, string[]> s_arguments = new(StringComparer.Ordinal)
    {
        ["backup"] = ["{data}/by-hand.db"],
        ["check"] = ["--store"],
        ["demo"] = ["--dir", "{root}", "--as-of", Day],
        ["mail cancel"] = ["1"],
        ["mail preview"] = ["staff:bca-02", "--as-of", Day],
        ["mail recipients approve"] = ["--all"],
        ["mail retry"] = ["1"],
        ["mail show"] = ["1"],
        ["mail test"] = ["--to", "it@example.org"],
        ["notice"] = ["{given}/notice.txt", "--to", "leader"],
        ["partner explain"] = ["1"],
        ["partner export"] = ["{data}/partners.csv"],
        ["partner find"] = ["Pháp"],
        ["partner founding-day"] = ["1", "keep"],
        ["partner history"] = ["1"],
        ["partner merge"] = ["1", "2"],
        ["partner pin"] = ["1", "nameEn", "x"],
        ["partner show"] = ["1"],
        ["partner split"] = ["--row", "1"],
        ["partner unpin"] = ["1", "nameEn"],
        ["person forget"] = ["someone@example.org"],
        ["poll add"] = ["{root}/config/van-ban/van_ban.csv", "--name", "new-source", "--dry-run"],
        ["poll sample"] = ["register"],
        ["reconcile approve"] = ["ac3d12743154"],
        ["remind ack"] = ["{reminder}", "--all"],
        ["remind explain"] = ["{reminder}"],
        ["remind ics"] = ["{data}/days.ics"],
        ["remind preview"] = ["--from", Day, "--to", Day],
        ["remind snooze"] = ["{reminder}", "--all", "--until", "2026-12-30"],
        ["report ask"] = ["Báo cáo", "--who", "CA-FR", "--due", "2026-12-30"],
        ["report received"] = ["CA-FR", "--code", "RPT-6T-H", "--on", Day],
        ["restore"] = ["{given}/backup.db"],
        ["review accept"] = ["1", "--partner", "1"],
        ["review export"] = ["{data}/review.csv"],
        ["review import"] = ["{given}/review.csv"],
        ["review own"] = ["1"],
        ["review reject"] = ["1", "--partner", "1"],
        ["review undo"] = ["1"],
        ["secret export"] = ["{data}/secrets-export.json"],
        ["secret import"] = ["{given}/secrets-export.json"],
        ["secret remove"] = ["smtp"],
        ["secret set"] = ["smtp"],
    };

    // job is the worker's own; service is Windows'.
    static readonly string[] s_left = ["job", "service"];

    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    readonly (TextWriter Out, TextWriter Error, TextReader In) _console = (Console.Out, Console.Error, Console.In);

    [Fact]
    public async Task On_a_full_disk()
    {
        LinuxMachine.NeedsRoot();
        await template.MakeAsync();
        var troubled = template.CopyOf("full");
        using var disk = LinuxMachine.SmallDisk(troubled.Data, 32);
        using var full = LinuxMachine.FullDisk(troubled.Data);

        await AssertEachAsync(troubled, () => null, "The disk is full", mustFail: false);
    }

    [Fact]
    public async Task In_a_folder_that_is_mounted_read_only()
    {
        LinuxMachine.NeedsRoot();
        await template.MakeAsync();
        var troubled = template.CopyOf("read-only");
        using var mount = LinuxMachine.ReadOnly(troubled.Data);

        await AssertEachAsync(troubled, () => null, "mounted read-only", mustFail: true);
    }

    [Fact]
    public async Task In_a_folder_of_another_account()
    {
        LinuxMachine.NeedsRoot();
        await template.MakeAsync();
        var troubled = template.CopyOf("foreign");

        await AssertEachAsync(troubled, LinuxMachine.AsNobody, "this account (nobody)", mustFail: true);
    }

    [Fact]
    public async Task In_a_folder_of_its_own_with_files_of_another_account()
    {
        LinuxMachine.NeedsRoot();
        await template.MakeAsync();
        var troubled = template.CopyOf("foreign-files");
        await File.WriteAllTextAsync(Path.Combine(troubled.Data, "run.lock"), "", TestContext.Current.CancellationToken);
        LinuxMachine.GiveToNobody(troubled.Data);

        await AssertEachAsync(troubled, LinuxMachine.AsNobody, "this account (nobody)", mustFail: false);
    }

    [Fact]
    public async Task With_a_store_that_another_program_holds()
    {
        LinuxMachine.NeedsRoot();
        await template.MakeAsync();
        var troubled = template.CopyOf("locked");
        using var other = SqliteFile.Open(troubled.Store, SqliteOpenMode.ReadWrite);
        SqliteFile.Run(other, "pragma locking_mode = exclusive; begin exclusive; update facts set \"Value\" = \"Value\"");
        SqliteFile.PatienceSeconds = -1; // none at all; people wait half a minute

        await AssertEachAsync(troubled, () => null, "held by another program", mustFail: false);
    }

    async Task AssertEachAsync(WorkerFolders troubled, Func<IDisposable?> become, string words, bool mustFail)
    {
        var faults = new List<string>();
        foreach (var verb in Verbs())
        {
            var (healthy, writes) = template.Healthy[verb];
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var met = await RunAsync(template.ArgumentsOf(verb, troubled), become);
            SqliteConnection.ClearAllPools();
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{verb}: {watch.Elapsed.TotalSeconds:0.0} s, {healthy.ExitCode} -> {met.ExitCode} {met.Errors.Trim()}"
            );
            if (FaultOf(verb, healthy, met, words, mustFail && writes) is { } fault)
            {
                faults.Add($"{verb}: {fault}\nwell: {Short(healthy)}\nmet:  {Short(met)}\n");
            }
        }

        Assert.True(faults is [], $"{faults.Count} verbs:\n{string.Join('\n', faults)}");
    }

    static string? FaultOf(string verb, ProgramResult healthy, ProgramResult met, string words, bool mustFail)
    {
        var all = met.Output + met.Errors;
        return Stack().IsMatch(all) ? "a stack trace"
            : all.Contains("Another worker", StringComparison.Ordinal) ? "names another worker"
            : verb == RunVerb.Name
                ? (
                    met.ExitCode != ExitCode.Failed || !all.Contains(words, StringComparison.Ordinal) || all.Trim().Contains('\n')
                        ? "does not end with a sentence"
                        : null
                )
            : verb == "status" ? (met.ExitCode is 0 || !all.Contains(words, StringComparison.Ordinal) ? "status does not say it" : null)
            // It asks the running worker for something and touches nothing itself; none runs here.
            : verb == "reload"
                ? (met.Errors.Contains("No worker runs", StringComparison.Ordinal) ? null : "does not say that no worker runs")
            // It compares two folders; whether a worker has run in this one before is no matter of the trouble.
            : verb == "config diff" && met.ExitCode is (ExitCode.Done or ExitCode.Configuration) ? null
            : met.ExitCode == healthy.ExitCode && met.ExitCode != ExitCode.Failed ? (mustFail ? "says that it did it" : null)
            : met.ExitCode != ExitCode.Failed ? "another exit code than 1"
            : !met.Errors.Contains(words, StringComparison.Ordinal) ? $"does not say: {words}"
            : met.Errors.Trim().Split('\n').Length > 2 ? "says more than a sentence"
            : null;
    }

    static string Short(ProgramResult run)
    {
        var text = $"exit {run.ExitCode}: {run.Errors.Trim()} | {run.Output.Trim()}".ReplaceLineEndings(" / ");
        return text.Length > 500 ? text[..500] : text;
    }

    static async Task<ProgramResult> RunAsync(string[] arguments, Func<IDisposable?> become)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        Console.SetOut(output);
        Console.SetError(errors);
        Console.SetIn(new StringReader("một mật khẩu dài\nmột mật khẩu dài\n"));
        using var account = become();
        var code = await CommandLine.RunAsync(arguments).WaitAsync(s_patience);
        return new(code, output.ToString(), errors.ToString());
    }

    // Logs say when; the rest of the folder is as it was when nothing was done.
    static string HashOf(string folder) =>
        string.Join(
            '\n',
            Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => !file.Contains("/logs/", StringComparison.Ordinal) && !SideFile().IsMatch(file))
                .Order(StringComparer.Ordinal)
                .Select(file => $"{file} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}")
        );

    static IEnumerable<string> Verbs() => Verbs(CommandLine.Root(), "").Where(verb => !s_left.Contains(verb.Split(' ')[0]));

    static IEnumerable<string> Verbs(Command command, string path) =>
        command.Subcommands.SelectMany(child =>
            Verbs(child, $"{path} {child.Name}".Trim()).Concat(child.Action is null ? [] : [$"{path} {child.Name}".Trim()])
        );

    [GeneratedRegex(@"^\s+at \w|Unhandled exception|fault of this program", RegexOptions.Multiline)]
    private static partial Regex Stack();

    [GeneratedRegex(@"-(wal|shm|journal)$|\.migrating$")]
    private static partial Regex SideFile();

    public void Dispose()
    {
        SqliteFile.PatienceSeconds = 30;
        Console.SetOut(_console.Out);
        Console.SetError(_console.Error);
        Console.SetIn(_console.In);
    }

    /// <summary>A demo's folder with a day of mail, and what each verb does in it on a machine that is well.</summary>
    public sealed class Template : IDisposable
    {
        readonly TestFolders _folders = new();
        string? _reminder;

        internal Dictionary<string, (ProgramResult Run, bool Writes)> Healthy { get; } = new(StringComparer.Ordinal);

        string Root => Path.Combine(_folders.Root, "template");

        string Given => Path.Combine(_folders.Root, "given");

        internal async Task MakeAsync()
        {
            if (Healthy.Count > 0)
            {
                return;
            }

            await FillAsync();
            foreach (var verb in Verbs())
            {
                if (verb == RunVerb.Name)
                {
                    Healthy[verb] = (new(ExitCode.Done, "", ""), true); // it would run on
                    continue;
                }

                var well = CopyOf("well");
                var before = HashOf(well.Data);
                var healthy = await RunAsync(ArgumentsOf(verb, well), become: () => null);
                SqliteConnection.ClearAllPools();
                Healthy[verb] = (healthy, before != HashOf(well.Data));
                Directory.Delete(Path.GetDirectoryName(well.Data)!, recursive: true);
            }
        }

        async Task FillAsync()
        {
            var made = await RunAsync(["demo", "--dir", Root, "--as-of", Day], () => null);
            Assert.True(made.ExitCode == 0, made.ToString());
            Directory.CreateDirectory(Given);
            var folders = new WorkerFolders(Path.Combine(Root, "config"), Path.Combine(Root, "data"));
            foreach (
                var words in (string[][])
                    [
                        ["secret", "set", "smtp"],
                        ["secret", "export", Path.Combine(Given, "secrets-export.json")],
                        ["backup", Path.Combine(Given, "backup.db")],
                        ["review", "export", Path.Combine(Given, "review.csv")],
                    ]
            )
            {
                var done = await RunAsync([.. words, "--config", folders.Config, "--data", folders.Data], () => null);
                Assert.True(done.ExitCode == 0, $"{string.Join(' ', words)}: {done}");
            }

            await File.WriteAllTextAsync(
                Path.Combine(Given, "notice.txt"),
                "Chủ đề: Thông báo\n\nNội dung\n",
                TestContext.Current.CancellationToken
            );
            using (var db = SqliteFile.Open(folders.Store, SqliteOpenMode.ReadWrite))
            {
                _reminder = SqliteFile.Run(
                    db,
                    """select Rule || '/' || Subject || '/' || Period from ledger where State = 'Sent' limit 1"""
                );
                SqliteFile.Run(db, "pragma wal_checkpoint(truncate)");
            }

            LinuxMachine.Run("chmod", "-R", "go+rX", folders.Config, Given);
            LinuxMachine.Run("chmod", "go+rx", _folders.Root, Root);
        }

        internal WorkerFolders CopyOf(string name)
        {
            SqliteConnection.ClearAllPools();
            var root = Path.Combine(_folders.Root, name);
            LinuxMachine.Run("cp", "-a", Root, root);
            return new(Path.Combine(root, "config"), Path.Combine(root, "data"));
        }

        internal string[] ArgumentsOf(string verb, WorkerFolders folders) =>
            [
                .. verb.Split(' '),
                .. s_arguments
                    .GetValueOrDefault(verb, [])
                    .Select(word =>
                        word.Replace("{data}", folders.Data, StringComparison.Ordinal)
                            .Replace("{root}", Path.GetDirectoryName(folders.Data), StringComparison.Ordinal)
                            .Replace("{given}", Given, StringComparison.Ordinal)
                            .Replace("{reminder}", _reminder, StringComparison.Ordinal)
                    ),
                "--config",
                folders.Config,
                "--data",
                folders.Data,
            ];

        public void Dispose() => _folders.Dispose();
    }
}
