using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Store;

public sealed class SyncStoreTests
{
    [Fact]
    public async Task A_new_store_has_every_table_of_the_model_and_stands_in_WAL()
    {
        TestPostgres.SkipSinceItIsOfSqlite();
        using var folders = new TestFolders();
        var store = await folders.StoreAsync();

        await using var db = store.Open();

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Equal(
            "wal",
            await db
                .Database.SqlQuery<string>($"select journal_mode as Value from pragma_journal_mode")
                .SingleAsync(TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task A_store_made_by_a_newer_version_is_refused_and_left_as_it_is()
    {
        TestPostgres.SkipSinceItIsOfSqlite();
        using var folders = new TestFolders();
        var store = await folders.StoreAsync();
        await using (var db = store.Open())
        {
            await db.Database.ExecuteSqlAsync(
                $"insert into __EFMigrationsHistory values ('29990101000000_Future', '99')",
                TestContext.Current.CancellationToken
            );
        }

        var refusal = await Assert.ThrowsAsync<StoreRefusedException>(() => store.PrepareAsync(TestContext.Current.CancellationToken));

        Assert.Contains("29990101000000_Future", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("newer version", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_knows_without_the_model_whether_the_store_is_up_to_date()
    {
        TestPostgres.SkipSinceItIsOfSqlite();
        using var folders = new TestFolders();
        var store = new SyncStore(folders.Worker, TimeProvider.System);
        Assert.False(store.IsCurrent());
        Directory.CreateDirectory(folders.Worker.Data);
        File.WriteAllText(store.Place, "");
        Assert.False(store.IsCurrent());

        await store.PrepareAsync(TestContext.Current.CancellationToken);

        Assert.True(store.IsCurrent());
        await using var db = store.Open();
        Assert.Equal(db.Database.GetMigrations(), store.Engine.Migrations);
        await db.Database.ExecuteSqlAsync(
            $"insert into __EFMigrationsHistory values ('29990101000000_Future', '99')",
            TestContext.Current.CancellationToken
        );
        Assert.False(store.IsCurrent());
    }

    [Fact]
    public async Task A_damaged_store_is_refused_with_the_way_back()
    {
        TestPostgres.SkipSinceItIsOfSqlite();
        using var folders = new TestFolders();
        Directory.CreateDirectory(folders.Worker.Data);
        File.WriteAllText(folders.Worker.Store, new string('x', 10_000));
        var store = new SyncStore(folders.Worker, TimeProvider.System);

        var refusal = await Assert.ThrowsAsync<StoreRefusedException>(() => store.PrepareAsync(TestContext.Current.CancellationToken));

        Assert.Contains("SyncWorker restore", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_lock_left_by_a_killed_process_does_not_stop_the_next_start()
    {
        TestPostgres.SkipSinceItIsOfSqlite();
        using var folders = new TestFolders();
        var store = await folders.StoreAsync();
        await using (var db = store.Open())
        {
            await db.Database.ExecuteSqlAsync($"delete from __EFMigrationsHistory", TestContext.Current.CancellationToken);
            foreach (var entity in db.Model.GetEntityTypes())
            {
#pragma warning disable EF1002 // Risk of SQL injection: a table name of our own model
                await db.Database.ExecuteSqlRawAsync($"drop table {entity.GetTableName()}", TestContext.Current.CancellationToken);
#pragma warning restore EF1002
            }

            await db.Database.ExecuteSqlAsync(
                $"create table if not exists __EFMigrationsLock (Id integer not null primary key, Timestamp text not null)",
                TestContext.Current.CancellationToken
            );
            await db.Database.ExecuteSqlAsync(
                $"insert or replace into __EFMigrationsLock values (1, 'then')",
                TestContext.Current.CancellationToken
            );
        }

        await store.PrepareAsync(TestContext.Current.CancellationToken);

        await using var after = store.Open();
        Assert.Equal(0, await after.Runs.CountAsync(TestContext.Current.CancellationToken));
    }
}
