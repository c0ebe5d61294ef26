using Microsoft.EntityFrameworkCore;
using SyncWorker.Send.Outbox;
using SyncWorker.Tests.Send.Support;

namespace SyncWorker.Tests.Send.Outbox;

/// <summary>A statement that runs again and again with other values.</summary>
public sealed class PreparedStatementTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_runs_with_its_values_in_order_within_the_transaction_and_says_how_many_rows_it_changed()
    {
        using var fixture = await SendFixture.OpenAsync();
        var (first, second) = (await fixture.QueueAsync("staff:1"), await fixture.QueueAsync("staff:2"));
        await using var db = fixture.Store.Open();
        await db.Database.OpenConnectionAsync(Stop);
        var connection = db.Database.GetDbConnection();
        using var statement = new PreparedStatement(connection, "update outbox set Reason = @reason where Id >= @from", "@reason", "@from");

        await using (var kept = await connection.BeginTransactionAsync(Stop))
        {
            Assert.Equal(2, statement.Run(kept, ["both", first.Id]));
            Assert.Equal(1, statement.Run(kept, [null, second.Id]));
            Assert.Equal(0, statement.Run(kept, ["none", second.Id + 1]));
            await kept.CommitAsync(Stop);
        }

        await using (var undone = await connection.BeginTransactionAsync(Stop))
        {
            Assert.Equal(2, statement.Run(undone, ["undone", first.Id]));
            await undone.RollbackAsync(Stop);
        }

        Assert.Equal(["both", null], (await fixture.MailsAsync()).Select(mail => mail.Reason));
    }

    [Fact]
    public async Task It_finds_a_row_or_none()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync();
        await using var db = fixture.Store.Open();
        await db.Database.OpenConnectionAsync(Stop);
        var connection = db.Database.GetDbConnection();
        using var statement = new PreparedStatement(connection, "select 1 from outbox where Id = @id", "@id");

        Assert.True(statement.Finds([mail.Id]));
        Assert.False(statement.Finds([mail.Id + 1]));
    }
}
