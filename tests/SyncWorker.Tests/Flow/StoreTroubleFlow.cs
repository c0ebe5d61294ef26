using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Flow;

/// <summary>
/// What a person reads of a store that is damaged, on a full disk, or restored: each verb of the real program, its exit code and its words,
/// as golden files to be read in one go (store-*.txt).
/// </summary>
public sealed partial class StoreTroubleFlow : IAsyncLifetime
{
    const string Before = "2026-07-06";
    const string Day = "2026-07-14";
    const string DayAfter = "2026-07-15";
    const int PageBytes = 4096;

    readonly TestFolders _folders = new();
    readonly StringBuilder _said = new();

    string Demo => _folders.Root + "/demo";

    string Backup => Demo + "/data/backups/daily-20260706-120000.db";

    public async ValueTask InitializeAsync()
    {
        TestPostgres.SkipSinceItIsOfSqlite();
        Assert.Equal(0, (await ProgramRun.WaitAsync(["demo", "--dir", Demo, "--as-of", Before])).ExitCode);
        await RunAsync("backup", Backup);
        await RunAsync("remind", "--as-of", Day);
        await RunAsync("send", "--as-of", Day);
        _said.Clear();
    }

    public ValueTask DisposeAsync()
    {
        _folders.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_damaged_store()
    {
        Damage();

        await SayAsync("remind", "--as-of", DayAfter);
        await SayAsync("send", "--as-of", DayAfter);
        await SayAsync("backup", Demo + "/other.db");
        await SayAsync("run");
        await SayAsync("restore", "--verify", Backup);
        await SayAsync("restore", Backup);
        await SayAsync("send", "--as-of", DayAfter);

        await Golden.CompareAsync("Flow", "store-damaged.txt", Said());
    }

    [Fact]
    public async Task A_store_on_a_full_disk()
    {
        LinuxMachine.NeedsRoot();
        using var disk = LinuxMachine.SmallDisk(Demo + "/data", 32);
        using (LinuxMachine.FullDisk(Demo + "/data"))
        {
            await SayAsync("poll");
            await SayAsync("remind", "--as-of", DayAfter);
            await SayAsync("send", "--as-of", DayAfter);
            await SayAsync("backup", Demo + "/data/backups/other.db");
        }

        _said.AppendLine("(the disk has room again)").AppendLine();
        await SayAsync("remind", "--as-of", DayAfter);
        await SayAsync("send", "--as-of", DayAfter);

        await Golden.CompareAsync("Flow", "store-full.txt", Said());
    }

    [Fact]
    public async Task A_restored_store()
    {
        await SayAsync("restore", "--verify", Backup);
        await SayAsync("restore", Backup);
        await SayAsync("send", "--as-of", Day);
        await SayAsync("mail", "release", "--what-if", "--as-of", Day);
        await SayAsync("mail", "release", "--as-of", Day);
        await SayAsync("remind", "--as-of", Day);
        await SayAsync("send", "--as-of", Day);

        await Golden.CompareAsync("Flow", "store-restored.txt", Said());
    }

    Task<ProgramResult> RunAsync(params string[] words) => ProgramRun.WaitAsync([.. words, "--config", Demo + "/config"]);

    async Task SayAsync(params string[] words)
    {
        var result = await RunAsync(words);
        _said.Append("$ SyncWorker ").AppendJoin(' ', words).AppendLine();
        _said.Append(result.Output).Append(result.Errors);
        _said.Append("exit ").Append(result.ExitCode).AppendLine().AppendLine();
    }

    // Three pages, of which none is the schema's.
    void Damage()
    {
        SqliteConnection.ClearAllPools();
        var store = Demo + "/data/syncworker.db";
        using (var db = SyncWorker.Store.SqliteFile.Open(store, SqliteOpenMode.ReadWrite))
        {
            SyncWorker.Store.SqliteFile.Run(db, "pragma wal_checkpoint(truncate)");
        }

        SqliteConnection.ClearAllPools();
        var bytes = File.ReadAllBytes(store);
        var pages = bytes.Length / PageBytes;
        foreach (var page in (int[])[pages / 3, pages / 2, pages * 3 / 4])
        {
            bytes.AsSpan(page * PageBytes, PageBytes).Fill(0xA5);
        }

        File.WriteAllBytes(store, bytes);
    }

    // What differs from run to run: the folder and the time.
    string Said()
    {
        var said = _said.ToString().Replace(Demo, "DEMO", StringComparison.Ordinal);
        return Instant().Replace(said, "TIME");
    }

    [GeneratedRegex(@"(?m)^\d\d:\d\d:\d\d(?= [A-Z] )|\d{4}-\d\d-\d\d \d\d:\d\d UTC|(?<=before-restore-)\d{8}-\d{6}")]
    private static partial Regex Instant();
}
