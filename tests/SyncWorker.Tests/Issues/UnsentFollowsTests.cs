using Microsoft.EntityFrameworkCore;
using SyncWorker.Inbox;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Remind;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>A reminder whose mail has not left follows what changes: who holds the role, who is away, which rules there are.</summary>
public sealed class UnsentFollowsTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static async Task<RemindFixture> OpenAsync()
    {
        var office = await RemindFixture.OpenAsync();
        await office.KnowRulesAsync();
        await office.RunAsync("2026-07-07"); // 5 working days before the national day, Tuesday 14/07; no mail leaves
        return office;
    }

    static async Task<List<string>> SentAsync(RemindFixture office)
    {
        await using var db = office.Store.Open();
        return
        [
            .. (await db.Ledger.Where(row => row.Rule == "national-day").ToListAsync(Stop))
                .Where(row => row.State is LedgerState.Sent or LedgerState.SentLate)
                .Select(row => $"{row.Recipient} {row.Step}")
                .Order(StringComparer.Ordinal),
        ];
    }

    [Fact]
    public async Task An_officer_who_is_replaced_before_the_mail_left_gets_none_and_the_successor_gets_it()
    {
        using var office = await OpenAsync();
        office.Config = office.Config with
        {
            Staff = new()
            {
                Staff = [World.Position("eu-2", "Ban Châu Âu", "officer"), .. World.Staff.Where(position => position.Id != "eu-1")],
            },
        };

        await office.RunAndSendAsync("2026-07-08");

        Assert.Equal(["staff:eu-2 5 working days"], await SentAsync(office));
    }

    [Fact]
    public async Task A_position_that_loses_its_role_before_the_mail_left_gets_none()
    {
        using var office = await OpenAsync();
        office.Config = office.Config with
        {
            Staff = new()
            {
                Staff =
                [
                    World.Position("eu-1", "Ban Châu Âu", "none"),
                    World.Position("eu-2", "Ban Châu Âu", "officer"),
                    .. World.Staff.Where(position => position.Id != "eu-1"),
                ],
            },
        };

        await office.RunAndSendAsync("2026-07-08");

        Assert.Equal(["staff:eu-2 5 working days"], await SentAsync(office));
    }

    [Fact]
    public async Task A_leave_that_begins_before_the_mail_left_sends_it_to_the_deputy()
    {
        using var office = await OpenAsync();
        var away = new LeavePeriod
        {
            From = World.Day("2026-07-08"),
            To = World.Day("2026-07-10"),
            Deputy = "eu-2",
        };
        office.Config = office.Config with
        {
            Staff = new()
            {
                Staff =
                [
                    World.Position("eu-1", "Ban Châu Âu", "officer", leave: [away]),
                    World.Position("eu-2", "Ban Châu Âu", "none"),
                    .. World.Staff.Where(position => position.Id != "eu-1"),
                ],
            },
        };

        await office.RunAndSendAsync("2026-07-08");
        await office.RunAndSendAsync("2026-07-13"); // back at work: the working day before

        Assert.Equal(["staff:eu-1 1 working day", "staff:eu-2 5 working days"], await SentAsync(office));
    }

    [Fact]
    public async Task A_leave_that_is_over_before_the_deputys_mail_left_brings_it_back()
    {
        using var office = await RemindFixture.OpenAsync();
        await office.KnowRulesAsync();
        var away = new LeavePeriod
        {
            From = World.Day("2026-07-06"),
            To = World.Day("2026-07-08"),
            Deputy = "eu-2",
        };
        office.Config = office.Config with
        {
            Staff = new()
            {
                Staff =
                [
                    World.Position("eu-1", "Ban Châu Âu", "officer", leave: [away]),
                    World.Position("eu-2", "Ban Châu Âu", "none"),
                    .. World.Staff.Where(position => position.Id != "eu-1"),
                ],
            },
        };
        await office.RunAsync("2026-07-07");

        await office.RunAsync("2026-07-08");
        await office.RunAndSendAsync("2026-07-09");

        Assert.Equal(["staff:eu-1 5 working days"], await SentAsync(office));
    }

    [Fact]
    public async Task A_rule_that_is_deleted_before_the_mail_left_sends_none()
    {
        using var office = await OpenAsync();
        office.Config = office.Config with
        {
            Remind = new() { Anniversaries = [World.Relations()], Reports = [World.HalfYear()] },
        };

        await office.RunAndSendAsync("2026-07-08");

        Assert.Empty(await SentAsync(office));
    }

    [Fact]
    public async Task A_step_that_the_rule_has_no_more_sends_none()
    {
        using var office = await OpenAsync();
        office.Config = office.Config with
        {
            Remind = new()
            {
                Anniversaries =
                [
                    new()
                    {
                        Id = "national-day",
                        Of = "nationalDay",
                        CountYears = false,
                        Lead = [Lead.TheDay],
                    },
                ],
            },
        };

        await office.RunAndSendAsync("2026-07-08");

        Assert.Empty(await SentAsync(office));
    }

    [Fact]
    public async Task A_mailbox_that_is_put_right_before_the_mail_left_gets_it()
    {
        using var office = await OpenAsync();
        office.Config = office.Config with
        {
            Staff = new()
            {
                Staff =
                [
                    new()
                    {
                        Id = "eu-1",
                        Title = "officer",
                        Department = "Ban Châu Âu",
                        Roles = [Role.Officer],
                        Email = "right@example.org",
                        Language = MailLanguage.En,
                    },
                    .. World.Staff.Where(position => position.Id != "eu-1"),
                ],
            },
        };

        await office.RunAsync("2026-07-08");

        await using var db = office.Store.Open();
        var mail = await db.Outbox.SingleAsync(row => row.Recipient == "staff:eu-1" && row.Kind == OutboxMail.Digest, Stop);
        Assert.Equal(("right@example.org", MailLanguage.En), (mail.Address, mail.Language));
    }

    [Fact]
    public async Task What_a_person_wrote_waits_for_the_desk_and_is_not_taken_back_by_the_plan_of_the_morning()
    {
        using var office = await OpenAsync();
        var desk = NoteReader.OfDesk(
            new()
            {
                Staff = [],
                Desk = new() { NameVi = "Bộ phận nhắc việc", Email = "desk@example.org" },
            }
        )!;
        await using (var db = office.Store.Open())
        {
            var note = new StaffNote("Thư trả lời", "A reply", "Tuần sau chúng tôi gửi.", "Next week.");
            await note.QueueAsync(db, desk, "a1", World.Day("2026-07-07"), RemindFixture.Clock.GetUtcNow(), Stop); // after the mail hours
            await db.SaveChangesAsync(Stop);
        }

        await office.RunAsync("2026-07-08");

        await using var after = office.Store.Open();
        var told = Assert.Single(await after.Ledger.Where(row => row.Rule == OutboxMail.Notice).ToListAsync(Stop));
        Assert.Equal((LedgerState.Due, "staff:desk"), (told.State, told.Recipient));
    }

    [Fact]
    public async Task What_a_person_wrote_to_a_head_who_leaves_before_it_was_mailed_goes_to_the_desk_once()
    {
        using var office = await OpenAsync();
        await using (var db = office.Store.Open())
        {
            var note = new StaffNote("Không phải việc của tôi", "Not my task", "Xin chuyển cho ban khác.", "Another department's.");
            foreach (var id in (string[])["eu-1", "eu-9"])
            {
                var reader = new NoteReader($"staff:{id}", $"{id}@example.org", "Đồng chí", MailLanguage.En);
                await note.QueueAsync(db, reader, "a1", World.Day("2026-07-07"), RemindFixture.Clock.GetUtcNow(), Stop);
            }

            await db.SaveChangesAsync(Stop);
        }

        office.Config = office.Config with
        {
            Staff = new()
            {
                Staff = [.. World.Staff.Where(position => position.Id != "eu-1")],
                Desk = new() { NameVi = "Bộ phận nhắc việc", Email = "desk@example.org" },
            },
        };

        await office.RunAndSendAsync("2026-07-08");
        await office.RunAndSendAsync("2026-07-08");

        await using var after = office.Store.Open();
        var told = await after.Ledger.Where(row => row.Rule == OutboxMail.Notice).OrderBy(row => row.Id).ToListAsync(Stop);
        Assert.Equal(
            [("staff:desk", LedgerState.SentLate), ("staff:eu-9", LedgerState.Withdrawn)],
            told.Select(row => (row.Recipient, row.State))
        );
        Assert.Contains("staff:eu-1 is no longer in staff.json", told[0].Reason, StringComparison.Ordinal);
        var mail = await after.Outbox.SingleAsync(row => row.Id == told[0].OutboxId, Stop);
        Assert.Equal(("desk@example.org", OutboxState.Sent), (mail.Address, mail.State));
    }
}
