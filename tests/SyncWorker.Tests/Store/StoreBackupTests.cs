using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Store;

public sealed class StoreBackupTests : IDisposable
{
    readonly TestFolders _folders = new();
    readonly FakeTimeProvider _clock = FakeClock.At("2026-11-21T08:00");

    public void Dispose() => _folders.Dispose();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    string Backup => Path.Combine(_folders.Root, "a copy", "backup.db");

    async Task<StoreBackup> MadeAsync()
    {
        var store = await _folders.StoreAsync();
        await AddRunAsync(store, "poll");
        var backup = new StoreBackup(_folders.Worker, store, _clock);
        backup.Make(Backup);
        return backup;
    }

    static async Task<long> AddPartnerAsync(SyncStore store)
    {
        await using var db = store.Open();
        var partner = new Partner
        {
            Kind = "central_association",
            NameVi = "Hội hữu nghị Việt Nam - Lào",
            Fields = "{}",
        };
        db.Partners.Add(partner);
        await db.SaveChangesAsync(Stop);
        return partner.Id;
    }

    static async Task AddRunAsync(SyncStore store, string stage)
    {
        await using var db = store.Open();
        db.Runs.Add(new Run { Stage = stage });
        await db.SaveChangesAsync(Stop);
    }

    [Fact]
    public async Task A_backup_made_in_the_middle_of_a_write_is_the_moment_before_it()
    {
        var store = await _folders.StoreAsync();
        await AddRunAsync(store, "poll");
        await using var db = store.Open();
        await using var writing = await db.Database.BeginTransactionAsync(Stop);
        db.Runs.Add(new Run { Stage = "reconcile" });
        await db.SaveChangesAsync(Stop);

        var backup = new StoreBackup(_folders.Worker, store, _clock);
        backup.Make(Backup);
        await writing.CommitAsync(Stop);

        var (fault, holds) = StoreBackup.Verify(Backup);
        Assert.Null(fault);
        Assert.Contains(new Count("runs", 1), holds);
        Assert.Equal([Backup], Directory.GetFiles(Path.GetDirectoryName(Backup)!));
    }

    [Fact]
    public async Task A_restored_store_is_the_backups_and_sending_is_on_hold()
    {
        var backup = await MadeAsync();
        var store = new SyncStore(_folders.Worker, _clock);
        await AddRunAsync(store, "remind");

        var kept = (await backup.RestoreAsync(Backup, Stop)).Kept;
        await store.PrepareAsync(Stop);

        await using var db = store.Open();
        Assert.Equal("poll", (await db.Runs.SingleAsync(Stop)).Stage);
        var hold = await db.Holds.SingleAsync(Stop);
        Assert.Equal(("send", null), (hold.What, hold.ReleasedAt));
        Assert.Contains(new Count("runs", 2), StoreBackup.Verify(kept!).Holds);
    }

    [Fact]
    public async Task A_damaged_store_is_kept_as_it_is_when_a_backup_replaces_it()
    {
        TestPostgres.SkipSinceItIsOfSqlite();
        var backup = await MadeAsync();
        SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(_folders.Worker.Store, "not a database", Stop);

        var kept = (await backup.RestoreAsync(Backup, Stop)).Kept;

        Assert.Equal("not a database", await File.ReadAllTextAsync(kept!, Stop));
        await using var db = new SyncStore(_folders.Worker, _clock).Open();
        Assert.Equal(1, await db.Runs.CountAsync(Stop));
    }

    [Fact]
    public async Task A_restored_store_gives_no_number_that_the_replaced_one_gave()
    {
        var backup = await MadeAsync();
        var store = new SyncStore(_folders.Worker, _clock);
        long last = 0;
        for (var i = 0; i < 3; i++)
        {
            last = await AddPartnerAsync(store);
        }

        await backup.RestoreAsync(Backup, Stop);

        Assert.Equal(3, last);
        Assert.Equal(4, await AddPartnerAsync(store));
    }

    [Theory]
    [InlineData("not a database")]
    [InlineData("")]
    public async Task Where_the_replaced_store_cannot_be_asked_numbers_go_on_far_beyond(string store)
    {
        TestPostgres.SkipSinceItIsOfSqlite();
        var backup = await MadeAsync();
        SqliteConnection.ClearAllPools();
        foreach (var side in (string[])["-wal", "-shm"])
        {
            File.Delete(_folders.Worker.Store + side);
        }

        await File.WriteAllTextAsync(_folders.Worker.Store, store, Stop);

        await backup.RestoreAsync(Backup, Stop);

        Assert.Equal(Numbering.Leap + 1, await AddPartnerAsync(new SyncStore(_folders.Worker, _clock)));
    }

    [Fact]
    public async Task A_store_in_the_place_of_one_that_is_lost_begins_its_numbers_far_beyond()
    {
        new LastSendMarker("0123456789ab", 7).Write(_folders.Worker);
        var store = new SyncStore(_folders.Worker, _clock);

        await store.PrepareAsync(Stop);

        Assert.NotNull(store.Lost);
        Assert.Equal(Numbering.Leap + 1, await AddPartnerAsync(store));
        await AddRunAsync(store, "poll");
        await using var db = store.Open();
        Assert.Equal(1, (await db.Runs.SingleAsync(Stop)).Id);
    }

    [Fact]
    public async Task A_truncated_backup_is_refused()
    {
        var backup = await MadeAsync();
        using (var file = File.OpenWrite(Backup))
        {
            file.SetLength(file.Length / 2);
        }

        Assert.NotNull(StoreBackup.Verify(Backup).Fault);
    }

    [Fact]
    public async Task A_file_that_is_no_backup_is_refused()
    {
        var backup = await MadeAsync();
        await File.WriteAllTextAsync(Backup, new string('x', 5000), Stop);

        Assert.Contains("not a backup", StoreBackup.Verify(Backup).Fault, StringComparison.Ordinal);
        Assert.Contains("There is no file", StoreBackup.Verify(Backup + "?").Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_of_a_newer_version_is_refused()
    {
        var backup = await MadeAsync();
        await using (var db = new SqliteConnection($"Data Source={Backup};Pooling=False"))
        {
            await db.OpenAsync(Stop);
            await using var insert = new SqliteCommand("insert into __EFMigrationsHistory values ('99991231000000_Later', '10.0.0')", db);
            await insert.ExecuteNonQueryAsync(Stop);
        }

        Assert.Contains("newer version", StoreBackup.Verify(Backup).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_a_migration_a_backup_is_made_by_itself()
    {
        TestPostgres.SkipSinceItIsOfSqlite();
        Directory.CreateDirectory(_folders.Worker.Data);
        await using (var db = new SqliteConnection($"Data Source={_folders.Worker.Store};Pooling=False"))
        {
            await db.OpenAsync(Stop);
            await using var create = new SqliteCommand(
                "create table of_an_older_version(x); insert into of_an_older_version values (42)",
                db
            );
            await create.ExecuteNonQueryAsync(Stop);
        }

        await new SyncStore(_folders.Worker, _clock).PrepareAsync(Stop);

        var file = Assert.Single(Directory.GetFiles(_folders.Worker.Backups));
        Assert.Equal("before-migration-20261121-010000.db", Path.GetFileName(file));
        await using var kept = new SqliteConnection($"Data Source={file};Pooling=False");
        await kept.OpenAsync(Stop);
        await using var read = new SqliteCommand("select x from of_an_older_version", kept);
        Assert.Equal(42L, await read.ExecuteScalarAsync(Stop));
    }

    [Fact]
    public async Task A_first_start_makes_no_backup()
    {
        await _folders.StoreAsync();

        Assert.False(Directory.Exists(_folders.Worker.Backups));
    }

    [Fact]
    public async Task Of_its_own_backups_the_newest_are_kept()
    {
        var backup = await MadeAsync();
        for (var i = 0; i < StoreBackup.Kept + 3; i++)
        {
            backup.MakeOwn("daily");
            _clock.Advance(TimeSpan.FromDays(1));
        }

        var files = Directory.GetFiles(_folders.Worker.Backups).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(StoreBackup.Kept, files.Count);
        Assert.EndsWith("daily-20261124-010000.db", files[0], StringComparison.Ordinal);
    }
}
