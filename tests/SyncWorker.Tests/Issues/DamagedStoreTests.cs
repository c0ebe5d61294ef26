using Microsoft.Data.Sqlite;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Store;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Issues;

/// <summary>Three damaged pages in the middle of the store are found at the start, once a day, and when a job meets them.</summary>
public sealed class DamagedStoreTests : IAsyncLifetime
{
    SendFixture _fixture = null!;
    string _backup = "";

    public async ValueTask InitializeAsync()
    {
        TestPostgres.SkipSinceItIsOfSqlite();
        _fixture = await SendFixture.OpenAsync();
        await _fixture.QueueManyAsync(500);
        _backup = new StoreBackup(_fixture.Folders, _fixture.Store, _fixture.Clock).MakeOwn(StoreBackup.Daily);
    }

    public ValueTask DisposeAsync()
    {
        _fixture?.Dispose(); // none was opened where the tests are skipped
        return ValueTask.CompletedTask;
    }

    // The first page holds the schema, and a page that is free is damaged unseen and without harm.
    void Damage(int seed)
    {
        using (var db = SqliteFile.Open(_fixture.Folders.Store, SqliteOpenMode.ReadWrite))
        {
            SqliteFile.Run(db, "pragma wal_checkpoint(truncate)");
        }

        SqliteConnection.ClearAllPools();
        var random = new Random(seed);
        var bytes = File.ReadAllBytes(_fixture.Folders.Store);
        for (var damaged = 0; damaged < 3; damaged++)
        {
            random.NextBytes(bytes.AsSpan(random.Next(bytes.Length / 4096 / 4, bytes.Length / 4096) * 4096, 4096));
        }

        File.WriteAllBytes(_fixture.Folders.Store, bytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void At_the_start(int seed)
    {
        _fixture.Store.RefuseDamaged();
        Damage(seed);

        var refused = Assert.Throws<StoreRefusedException>(_fixture.Store.RefuseDamaged);

        Assert.Contains($"SyncWorker restore {_backup}", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void Once_a_day_and_then_at_each_look(int seed)
    {
        var health = new StoreHealth(_fixture.Folders, _fixture.Clock);
        Damage(seed);

        _fixture.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Null(health.FindDamage(isSuspected: false));
        _fixture.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Contains($"SyncWorker restore {_backup}", health.FindDamage(isSuspected: false), StringComparison.Ordinal);

        File.Copy(_backup, _fixture.Folders.Store, overwrite: true);
        Assert.Null(health.FindDamage(isSuspected: false)); // restored: over at the next look, not a day later
    }

    [Fact]
    public void At_once_when_a_job_meets_it()
    {
        var health = new StoreHealth(_fixture.Folders, _fixture.Clock);
        Damage(8);

        var met = Assert.Throws<StoreRefusedException>(() =>
            new StoreBackup(_fixture.Folders, _fixture.Store, _fixture.Clock).MakeOwn(StoreBackup.Daily)
        );

        Assert.True(DamagedStore.IsToldIn(met.Message));
        Assert.NotNull(health.FindDamage(isSuspected: true));
    }
}
