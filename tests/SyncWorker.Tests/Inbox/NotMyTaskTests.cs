using System.Text;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Inbox.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Inbox;

/// <summary>"Không phải việc của tôi": the head hears of it once, and no reminder is lost.</summary>
public sealed class NotMyTaskTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "staff:bca-tb")]
    [InlineData(false, "staff:desk")]
    public async Task It_goes_to_the_head_else_to_the_desk_once_with_what_was_written(bool hasHead, string reader)
    {
        using var fixture = await InboxFixture.OpenAsync();
        var staff = fixture.Send.Config.Staff;
        fixture.Send.Config = fixture.Send.Config with
        {
            Staff = new()
            {
                Desk = new() { Email = "desk@example.org" },
                Staff =
                [
                    .. staff.Staff,
                    new()
                    {
                        Id = "bca-tb",
                        Title = "Trưởng Ban",
                        Department = hasHead ? "Ban Châu Âu" : "Ban Châu Á",
                        Email = "bca.tb@example.org",
                        Roles = [Role.DepartmentHead],
                    },
                ],
            },
        };
        var token = await fixture.TokenAsync(AnswerAction.NotMine);
        var mail = Encoding.UTF8.GetBytes(
            $"From: bca01@example.org\r\nSubject: {token}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nViệc này của đồng chí Lan\r\n"
        );

        var first = await fixture.HandleAsync(mail);
        var second = await fixture.HandleAsync(mail);

        Assert.EndsWith($"not their task, passed on to {reader}", first.Words, StringComparison.Ordinal);
        Assert.EndsWith("answered before", second.Words, StringComparison.Ordinal);
        await using var db = fixture.Send.Store.Open();
        var note = Assert.Single(await db.Outbox.Where(row => row.Kind.StartsWith("notice-not-mine")).ToListAsync(Stop));
        Assert.Equal(reader, note.Recipient);
        var said = ReminderContent.FromJson(
            await db.Ledger.Where(row => row.OutboxId == note.Id).Select(row => row.Facts).SingleAsync(Stop)
        );
        Assert.Contains("Việc này của đồng chí Lan", said.BodyVi, StringComparison.Ordinal);
        var asked = await db.Ledger.SingleAsync(row => row.Recipient == "staff:bca-01", Stop);
        Assert.Equal(LedgerState.Sent, asked.State);
        Assert.Contains("said to be not their task", asked.Reason, StringComparison.Ordinal);
    }
}
