using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using SyncWorker.Store;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Issues;

/// <summary>Backups are checked when they are made, kept by what they hold, and their owner's alone.</summary>
public sealed class BackupOrderTests : IDisposable
{
    readonly TestFolders _folders = new();
    readonly FakeTimeProvider _clock = FakeClock.At("2026-11-21T08:00");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folders.Dispose();

    string[] Names() =>
        [
            .. Directory
                .GetFiles(_folders.Worker.Backups, "daily-*.db")
                .Select(file => Path.GetFileName(file)!)
                .Order(StringComparer.Ordinal),
        ];

    async Task<StoreBackup> OpenAsync() => new(_folders.Worker, await _folders.StoreAsync(), _clock);

    async Task RunAsync()
    {
        await using var db = new SyncStore(_folders.Worker, _clock).Open();
        db.Runs.Add(new() { Stage = "poll" });
        await db.SaveChangesAsync(Stop);
    }

    void Damage()
    {
        SqliteConnection.ClearAllPools();
        var bytes = File.ReadAllBytes(_folders.Worker.Store);
        for (var page = 4; page < 12; page++)
        {
            Array.Fill(bytes, (byte)0xAA, page * 4096, 4096);
        }

        File.WriteAllBytes(_folders.Worker.Store, bytes);
    }

    [Fact]
    public async Task Backups_of_a_future_that_never_came_go_first()
    {
        var backup = await OpenAsync();
        await RunAsync();
        var before = _clock.GetUtcNow();
        _clock.SetUtcNow(before.AddDays(400));
        for (var day = 0; day < 3; day++)
        {
            backup.MakeOwn(StoreBackup.Daily);
            _clock.Advance(TimeSpan.FromDays(1));
        }

        var clock = new FakeTimeProvider(before);
        backup = new(_folders.Worker, new SyncStore(_folders.Worker, clock), clock);
        for (var day = 0; day < StoreBackup.Kept; day++)
        {
            await RunAsync();
            backup.MakeOwn(StoreBackup.Daily);
            clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(StoreBackup.Kept, Names().Length);
        Assert.DoesNotContain(Names(), name => !name.StartsWith("daily-2026", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_store_gives_no_backup_and_takes_none_away()
    {
        TestPostgres.SkipSinceItIsOfSqlite();
        var backup = await OpenAsync();
        for (var day = 0; day < StoreBackup.Kept; day++)
        {
            await RunAsync();
            backup.MakeOwn(StoreBackup.Daily);
            _clock.Advance(TimeSpan.FromDays(1));
        }

        var good = Names();
        var newest = Path.Combine(_folders.Worker.Backups, good[^1]);
        Damage();

        for (var day = 0; day < 3; day++)
        {
            var refusal = Assert.Throws<StoreRefusedException>(() => backup.MakeOwn(StoreBackup.Daily));
            Assert.Contains($"SyncWorker restore {newest}", refusal.Message, StringComparison.Ordinal);
            _clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(good, Names());
        Assert.Empty(Directory.GetFiles(_folders.Worker.Backups, "*.partial"));
        Assert.Throws<StoreRefusedException>(() => new SyncStore(_folders.Worker, _clock).RefuseDamaged());
    }

    [Fact]
    public async Task A_backup_that_was_damaged_later_is_passed_over()
    {
        var backup = await OpenAsync();
        await RunAsync();
        var older = backup.MakeOwn(StoreBackup.Daily);
        _clock.Advance(TimeSpan.FromDays(1));
        await RunAsync();
        var newer = backup.MakeOwn(StoreBackup.Daily);

        Assert.Equal(newer, BackupFile.NewestGood(_folders.Worker)?.Path);
        using (var file = File.OpenWrite(newer))
        {
            file.SetLength(file.Length / 2);
        }

        Assert.Equal(older, BackupFile.NewestGood(_folders.Worker)?.Path);
    }

    [Fact]
    public async Task After_a_restore_runs_go_on_counting_so_that_newer_backups_stay_the_newer_ones()
    {
        var backup = await OpenAsync();
        await RunAsync();
        var first = backup.MakeOwn(StoreBackup.Daily);
        for (var run = 0; run < 10; run++)
        {
            await RunAsync();
        }

        _clock.Advance(TimeSpan.FromDays(1));
        backup.MakeOwn(StoreBackup.Daily);
        await backup.RestoreAsync(first, Stop);
        await RunAsync();
        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(backup.MakeOwn(StoreBackup.Daily), BackupFile.OfKind(_folders.Worker, StoreBackup.Daily)[0].Path);
    }

    [Fact]
    public async Task A_copy_of_the_store_is_its_owners_alone_wherever_it_is_written()
    {
        TestPostgres.SkipSinceItIsOfSqlite();
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("rights are inherited there");
            return;
        }

        var backup = await OpenAsync();
        var file = Path.Combine(_folders.Root, "elsewhere", "copy.db");
        backup.Make(file);
        File.SetUnixFileMode(file, (UnixFileMode)0b110_100_100);
        backup.Make(file);
        Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(file));

        File.SetUnixFileMode(file, (UnixFileMode)0b110_100_100);
        await backup.RestoreAsync(file, Stop);

        Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(_folders.Worker.Store));
    }
}
