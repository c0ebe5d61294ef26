using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Store;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Issues;

/// <summary>
/// A full disk, a held store, a read-only folder are named with their remedy, and status shows that a run was broken off.
/// </summary>
public sealed class StoreFaultTests
{
    [Theory]
    [InlineData(13, "The disk is full")]
    [InlineData(5, "held by another program")]
    [InlineData(6, "held by another program")]
    [InlineData(8, "cannot be written")]
    [InlineData(10, "Look at the disk")]
    [InlineData(14, "cannot be opened")]
    [InlineData(11, "SyncWorker restore")]
    [InlineData(26, "SyncWorker restore")]
    public void Each_cause_is_named_with_its_remedy_however_deep_it_lies(int code, string words) =>
        Assert.Contains(
            words,
            StoreFault.Explain(new DbUpdateException("an update failed", new SqliteException("from SQLite", code))),
            StringComparison.Ordinal
        );

    [Fact]
    public void What_is_neither_the_stores_nor_the_disks_is_not_explained()
    {
        Assert.Null(StoreFault.Explain(new InvalidOperationException("a fault of this program")));
        Assert.Null(StoreFault.Explain(new SqliteException("no such table", 1)));
        Assert.Null(StoreFault.Explain(new FileNotFoundException("x")));
    }

    [Fact]
    public void A_run_by_hand_that_broke_off_is_shown_until_one_goes_through()
    {
        using var folders = new TestFolders();
        Directory.CreateDirectory(folders.Worker.Data);

        TroubleFile.NoteByHand(folders.Worker, "poll", "The disk is full.", default);
        Assert.Equal("The disk is full.", TroubleFile.Read(folders.Worker)["poll"].Example);

        TroubleFile.NoteByHand(folders.Worker, "poll", null, default);
        Assert.Empty(TroubleFile.Read(folders.Worker));
    }

    [Fact]
    public async Task A_damaged_store_ends_a_run_by_hand_with_a_sentence_and_a_line_in_the_log()
    {
        TestPostgres.SkipSinceItIsOfSqlite();
        using var folders = new TestFolders();
        await folders.StoreAsync();
        SqliteConnection.ClearAllPools();
        var bytes = await File.ReadAllBytesAsync(folders.Worker.Store, TestContext.Current.CancellationToken);
        Array.Fill(bytes, (byte)0xAA, 4096, bytes.Length - 4096);
        await File.WriteAllBytesAsync(folders.Worker.Store, bytes, TestContext.Current.CancellationToken);

        var run = await ProgramRun.WaitAsync(["--config", SourceTree.Config, "--data", folders.Worker.Data, "remind"]);

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("damaged", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }
}
