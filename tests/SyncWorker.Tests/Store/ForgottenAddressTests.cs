using Microsoft.EntityFrameworkCore;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Store;

/// <summary>A person asks to be forgotten: no byte of the address stays in the store, and the report says what people must do.</summary>
public sealed class ForgottenAddressTests
{
    const string Address = "an.nguyen+hoi@example.org";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_address_leaves_the_store_to_the_last_byte()
    {
        using var fixture = await FilledAsync();

        var report = await new ForgottenAddress(fixture.Store, fixture.Folders).ForgetAsync(
            Address.ToUpperInvariant(),
            isRehearsal: false,
            Stop
        );

        Assert.DoesNotContain(StoreDump.Read(fixture.Store), line => line.Contains("nguyen", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("nguyen", string.Concat(await BytesAsync(fixture)), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            [
                "1 waiting mail cancelled",
                "2 mails without address and text",
                "1 answer of servers",
                "2 texts in quarantine",
                "1 text in changes",
                "1 text in holds",
                "1 copy",
            ],
            report.Done.Select(count => count.ToString()).OrderBy(text => text.EndsWith("copy", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task The_record_of_what_left_beside_the_backups_forgets_it_too()
    {
        using var fixture = await FilledAsync();
        await using (var db = fixture.Store.Open())
        {
            await db
                .Outbox.Where(mail => mail.Address == Address)
                .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.State, OutboxState.Uncertain), Stop);
        }

        SentRecord.Write(fixture.Folders, "a store", fixture.Clock.GetUtcNow());
        var record = SentRecord.PathIn(fixture.Folders);
        Assert.Contains("nguyen", await File.ReadAllTextAsync(record, Stop), StringComparison.OrdinalIgnoreCase);

        await new ForgottenAddress(fixture.Store, fixture.Folders).ForgetAsync(Address, isRehearsal: false, Stop);

        Assert.DoesNotContain("nguyen", await File.ReadAllTextAsync(record, Stop), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_was_sent_stays_known_and_what_waits_does_not_leave()
    {
        using var fixture = await FilledAsync();
        var sent = (await fixture.MailsAsync())[0].SentAt;

        await new ForgottenAddress(fixture.Store, fixture.Folders).ForgetAsync(Address, isRehearsal: false, Stop);
        fixture.Clock.Advance(TimeSpan.FromMinutes(5));
        await fixture.SendAsync();

        var mails = await fixture.MailsAsync();
        Assert.Equal([OutboxState.Sent, OutboxState.Cancelled, OutboxState.Sent], mails.Select(mail => mail.State));
        Assert.Equal(sent, mails[0].SentAt);
        Assert.NotNull(mails[0].MessageId);
        var left = MimeMail.Read(
            await File.ReadAllBytesAsync(fixture.PickedUp().Single(file => file.Contains("staff-copy", StringComparison.Ordinal)), Stop)
        );
        Assert.Equal(["other@example.org"], left.Cc.Mailboxes.Select(copy => copy.Address));
    }

    [Fact]
    public async Task A_rehearsal_says_the_same_and_changes_nothing()
    {
        using var fixture = await FilledAsync();
        var before = StoreDump.Read(fixture.Store);

        var said = await new ForgottenAddress(fixture.Store, fixture.Folders).ForgetAsync(Address, isRehearsal: true, Stop);

        Assert.Equal(before, StoreDump.Read(fixture.Store));
        var done = await new ForgottenAddress(fixture.Store, fixture.Folders).ForgetAsync(Address, isRehearsal: false, Stop);
        Assert.Equal(said.Done, done.Done);
    }

    [Fact]
    public async Task What_only_people_can_remove_is_named()
    {
        using var fixture = await FilledAsync();
        Directory.CreateDirectory(fixture.Folders.Config);
        await File.WriteAllTextAsync(
            Path.Combine(fixture.Folders.Config, "staff.json"),
            $$"""
            { "staff": [
              { "email": "{{Address}}" } ] }
            """,
            Stop
        );
        await using (var db = fixture.Store.Open())
        {
            db.Snapshot.Add(
                new()
                {
                    Source = "source-a",
                    ExternalId = "7",
                    Kind = "central_association",
                    Fields = """{"email":"an.nguyen\u002Bhoi@example.org"}""",
                    Position = "a#1",
                }
            );
            db.Partners.Add(
                new()
                {
                    Id = 12,
                    Kind = "central_association",
                    NameVi = "Hội",
                    Fields = "{}",
                }
            );
            db.Decisions.Add(
                new()
                {
                    Kind = DecisionKind.Pin,
                    PartnerId = 12,
                    Field = "email",
                    Value = Address,
                    Who = "test",
                }
            );
            await db.SaveChangesAsync(Stop);
        }

        var report = await new ForgottenAddress(fixture.Store, fixture.Folders).ForgetAsync(Address, isRehearsal: false, Stop);

        Assert.Equal(4, report.Left.Count);
        Assert.StartsWith("staff.json:2 names it", report.Left[0], StringComparison.Ordinal);
        Assert.StartsWith("The source source-a says it of 7", report.Left[1], StringComparison.Ordinal);
        Assert.Equal("A person pinned it: SyncWorker partner unpin 12 email", report.Left[2]);
        Assert.StartsWith("1 mail in ", report.Left[3], StringComparison.Ordinal);
    }

    // One mail to it was sent, one waits, one has it as a copy; other tables quote it.
    static async Task<SendFixture> FilledAsync()
    {
        var fixture = await SendFixture.OpenAsync();
        var sent = await fixture.QueueAsync("staff:sent", Address);
        await fixture.SendAsync();
        await fixture.QueueAsync("staff:waits", Address);
        await fixture.QueueAsync("staff:copy", with: mail => mail.Copies = $"{Address}\nother@example.org");
        await using var db = fixture.Store.Open();
        db.Quarantine.Add(
            new()
            {
                Source = "source-a",
                Position = "a#1",
                Raw = $"Hội;{Address}",
                Reasons = $"email: {Address} stands twice",
            }
        );
        db.Changes.Add(
            new()
            {
                Subject = "partner:1",
                Field = "email",
                Old = Address,
                New = "new@example.org",
            }
        );
        db.Holds.Add(
            new()
            {
                What = "source:source-a",
                Reason = $"because of {Address}",
                ReleasedAt = fixture.Clock.GetUtcNow(),
            }
        );
        Assert.Single(db.Attempts, attempt => attempt.OutboxId == sent.Id);
        await db.SaveChangesAsync(Stop);
        return fixture;
    }

    // Of the file itself, free pages and all, in every encoding that is one byte a letter.
    static async Task<string[]> BytesAsync(SendFixture fixture)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var files = Directory.GetFiles(fixture.Folders.Data, "syncworker.db*");
        return await Task.WhenAll(
            files.Select(async file => System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Stop)))
        );
    }
}
