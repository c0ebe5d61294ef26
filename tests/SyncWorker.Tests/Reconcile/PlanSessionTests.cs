using Microsoft.EntityFrameworkCore;
using SyncWorker.Reconcile.Planning;
using SyncWorker.Store;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Reconcile;

public sealed class PlanSessionTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_a_plan_is_made_others_write_and_it_still_can_be_applied()
    {
        using var world = await ReconcileWorld.OfSamplesAsync();
        await using var session = await PlanSession.OpenAsync(new BulkPath(world.Store), world.Config.ReconcileSettings, world.Now, Token);
        Assert.NotEmpty(session.Planner.Plan(new HashSet<string>(), Token).Counts);

        await using (var db = world.Store.OpenDurable())
        {
            db.Outbox.Add(
                new()
                {
                    Recipient = "a@example.org",
                    Kind = "digest",
                    Day = new(2026, 7, 6),
                    Language = MailLanguage.Vi,
                    Salutation = "",
                }
            );
            await db.SaveChangesAsync(Token); // waits half a minute for the writer's place and fails, where a plan holds it
        }

        Assert.True(await session.TakeWriterAsync(Token));
    }

    [Theory]
    [InlineData("a poll")]
    [InlineData("a decision")]
    [InlineData("another plan")]
    public async Task A_plan_is_stale_once_what_it_was_made_of_is_written_again(string what)
    {
        using var world = await ReconcileWorld.OfSamplesAsync();
        await using var session = await PlanSession.OpenAsync(new BulkPath(world.Store), world.Config.ReconcileSettings, world.Now, Token);
        session.Planner.Plan(new HashSet<string>(), Token);

        await using (var db = world.Store.Open())
        {
            switch (what)
            {
                case "a poll":
                    db.Feeds.Add(
                        new()
                        {
                            Source = "register",
                            LastGoodRun = 7,
                            Understood = "{}",
                        }
                    );
                    break;
                case "a decision":
                    db.Decisions.Add(
                        new()
                        {
                            Kind = DecisionKind.Pin,
                            Field = "phone",
                            Who = "it",
                        }
                    );
                    break;
                default:
                    await world.RunAsync();
                    break;
            }

            await db.SaveChangesAsync(Token);
        }

        Assert.False(await session.TakeWriterAsync(Token));
    }

    [Fact]
    public async Task A_plan_that_is_shown_writes_not_one_byte()
    {
        TestPostgres.SkipSinceItIsOfSqlite();
        using var world = await ReconcileWorld.OfSamplesAsync();
        await using (var db = world.Store.Open())
        {
            await db.Database.ExecuteSqlRawAsync("pragma wal_checkpoint(truncate)", Token); // whoever closes the store folds the log in
        }

        var before = Bytes(world);

        Assert.NotEmpty((await world.PlanAsync()).Items);

        Assert.Equal(before, Bytes(world));
    }

    static string Bytes(ReconcileWorld world) =>
        string.Join(
            ' ',
            new[] { world.Store.Place, world.Store.Place + "-wal" }
                .Select(file => new FileInfo(file))
                .Select(file =>
                    file.Exists && file.Length > 0 ? Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Read(file))) : "empty"
                )
        );

    static byte[] Read(FileInfo file)
    {
        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
