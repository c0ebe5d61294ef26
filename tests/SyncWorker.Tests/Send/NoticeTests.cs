using SyncWorker.Remind;
using SyncWorker.Remind.Rules;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send;

/// <summary>A message to many: shown, approved by its hash, sent once.</summary>
public sealed class NoticeTests
{
    const string File = """
        Chủ đề: Lịch nghỉ Tết 2027

        Nghỉ từ **05/02/2027**.

        - Phân công trực
        - <b>Gửi</b> danh sách

        --- en
        Subject: Tet holiday 2027

        Closed from 5 February 2027.
        """;

    static readonly string[] s_heads = ["department.head"];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_was_approved_goes_to_each_once_in_their_language_as_a_mail_of_its_own()
    {
        using var fixture = await DeskAsync();
        await fixture.QueueAsync("staff:h1", "h1@example.org"); // the day's digest stays apart
        var shown = await Plans(fixture).PlanAsync(NoticeText.Parse(File), s_heads, SendFixture.Today, Stop);

        var (_, isQueued) = await Notices(fixture).ApproveAsync(NoticeText.Parse(File), s_heads, shown.Hash, SendFixture.Today, Stop);
        await fixture.SendAsync();

        Assert.True(isQueued);
        Assert.Equal(3, fixture.PickedUp().Count);
        var mails = fixture
            .PickedUp()
            .Where(file => file.Contains("notice", StringComparison.Ordinal))
            .Select(file => MimeMail.Read(System.IO.File.ReadAllBytes(file)))
            .OrderBy(mail => mail.To.Mailboxes.Single().Address, StringComparer.Ordinal)
            .ToList();
        Assert.Equal(["Lịch nghỉ Tết 2027", "Tet holiday 2027"], mails.Select(mail => mail.Subject));
        Assert.Contains("Nghỉ từ 05/02/2027.\n\n- Phân công trực\n- <b>Gửi</b> danh sách\n", mails[0].PlainText, StringComparison.Ordinal);
        Assert.Contains("<p style=\"margin:0 0 12px\">Nghỉ từ <b>05/02/2027</b>.</p>", mails[0].Html, StringComparison.Ordinal);
        Assert.Contains("<li>Phân công trực</li><li>&lt;b&gt;Gửi&lt;/b&gt; danh sách</li>", mails[0].Html, StringComparison.Ordinal);
        Assert.Contains("Closed from 5 February 2027.", mails[1].PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_writes_nothing()
    {
        using var fixture = await DeskAsync();
        var before = StoreDump.Read(fixture.Store);

        var plan = await Plans(fixture).PlanAsync(NoticeText.Parse(File), s_heads, SendFixture.Today, Stop);

        Assert.Equal(["staff:h1", "staff:h2"], plan.To.Select(to => to.Key));
        Assert.Equal(before, StoreDump.Read(fixture.Store));
    }

    [Fact]
    public async Task Nobody_gets_the_same_text_twice_whichever_role_is_named()
    {
        using var fixture = await DeskAsync();
        await ApproveAsync(fixture, s_heads);

        var again = await ApproveAsync(fixture, s_heads);
        var all = await ApproveAsync(fixture, ["staff", "association.office"]);

        Assert.Empty(again.To);
        Assert.Equal(["partner:1", "staff:o1"], all.To.Select(to => to.Key));
        Assert.Equal(["staff:h1", "staff:h2"], all.AlreadyNotified.Select(to => to.Key));
        Assert.Equal(4, (await fixture.MailsAsync()).Count);
    }

    [Fact]
    public async Task An_approval_is_for_what_was_shown_and_nothing_else()
    {
        using var fixture = await DeskAsync();
        var shown = await Plans(fixture).PlanAsync(NoticeText.Parse(File), s_heads, SendFixture.Today, Stop);

        var (_, ofAnotherText) = await Notices(fixture)
            .ApproveAsync(
                NoticeText.Parse(File.Replace("05/02", "06/02", StringComparison.Ordinal)),
                s_heads,
                shown.Hash,
                SendFixture.Today,
                Stop
            );
        var (_, ofOtherRoles) = await Notices(fixture).ApproveAsync(NoticeText.Parse(File), ["staff"], shown.Hash, SendFixture.Today, Stop);
        fixture.Config = fixture.Config with
        {
            Staff = new() { Staff = [Head("h1", "h1@elsewhere.test", MailLanguage.Vi), Head("h2", "h2@example.org", MailLanguage.En)] },
        };
        var (_, ofAnotherMailbox) = await Notices(fixture)
            .ApproveAsync(NoticeText.Parse(File), s_heads, shown.Hash, SendFixture.Today, Stop);

        Assert.Equal([false, false, false], [ofAnotherText, ofOtherRoles, ofAnotherMailbox]);
        Assert.Empty(await fixture.MailsAsync());
    }

    [Fact]
    public async Task A_message_to_very_many_is_held_like_any_other_storm_and_an_address_outside_the_domains_is_refused()
    {
        using var fixture = await DeskAsync();
        fixture.Config = fixture.Config with
        {
            Send = new()
            {
                From = fixture.Config.Send.From,
                AllowedDomains = ["example.org"],
                Storm = new() { MostADay = 1 },
            },
            Staff = new() { Staff = [Head("h1", "h1@elsewhere.test", MailLanguage.Vi), Head("h2", "h2@example.org", MailLanguage.En)] },
        };
        await ApproveAsync(fixture, s_heads);

        var held = await fixture.SendAsync();
        await fixture.ReleaseAsync();
        await fixture.SendAsync();

        Assert.Equal(StageOutcome.Held, held.Outcome);
        Assert.Equal([OutboxState.Refused, OutboxState.Sent], (await fixture.MailsAsync()).Select(mail => mail.State));
    }

    [Fact]
    public async Task A_message_is_no_surprise_to_the_preview_of_the_day()
    {
        using var fixture = await DeskAsync();
        fixture.Config = fixture.Config with
        {
            Send = new()
            {
                From = fixture.Config.Send.From,
                AllowedDomains = ["example.org"],
                Storm = new() { OverPreviewMails = 0 },
            },
        };
        await fixture.ForeseeAsync(SendFixture.Today, 0, on: SendFixture.Today.AddDays(-3));
        await ApproveAsync(fixture, s_heads);

        Assert.Equal("2 sent", (await fixture.SendAsync()).Counts[0].ToString());
    }

    [Theory]
    [InlineData("Không có chủ đề\n\nNội dung", "does not begin with the subject")]
    [InlineData("Subject: \n\nText", "does not begin with the subject")]
    [InlineData("Subject: only", "no text")]
    [InlineData("Subject: a\n\nb\n--- en\nno subject", "The part after")]
    [InlineData("Subject: a subject that is longer than any mail program shows and so would be cut\n\nb", "72 characters")]
    public void A_file_that_cannot_be_sent_says_what_to_write(string file, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => NoticeText.Parse(file)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_same_text_has_one_hash_however_it_was_saved()
    {
        var windows = "\uFEFF" + File.ReplaceLineEndings("\r\n").Normalize(System.Text.NormalizationForm.FormD) + "\r\n";

        Assert.Equal(NoticeText.Parse(File).Hash, NoticeText.Parse(windows).Hash);
    }

    [Fact]
    public async Task A_role_that_nobody_holds_is_a_fault()
    {
        using var fixture = await DeskAsync();

        var fault = await Assert.ThrowsAsync<FormatException>(() =>
            Plans(fixture).PlanAsync(NoticeText.Parse(File), ["department.haed"], SendFixture.Today, Stop)
        );

        Assert.Contains("department.head, officer, association.office", fault.Message, StringComparison.Ordinal);
    }

    static NoticeQueries Plans(SendFixture fixture) => new(fixture.Store, fixture.Config.RemindSettings);

    static NoticeCommands Notices(SendFixture fixture) => new(Plans(fixture), fixture.Store, fixture.Clock);

    static async Task<NoticePlan> ApproveAsync(SendFixture fixture, IReadOnlyList<string> roles)
    {
        var plan = await Plans(fixture).PlanAsync(NoticeText.Parse(File), roles, SendFixture.Today, Stop);
        var (done, isQueued) = await Notices(fixture).ApproveAsync(NoticeText.Parse(File), roles, plan.Hash, SendFixture.Today, Stop);
        Assert.True(isQueued);
        return done;
    }

    static Position Head(string id, string email, MailLanguage language, Role role = Role.DepartmentHead) =>
        new()
        {
            Id = id,
            Title = "Trưởng Ban",
            Department = "Ban Châu Âu",
            Roles = [role],
            Email = email,
            Language = language,
        };

    static async Task<SendFixture> DeskAsync()
    {
        var fixture = await SendFixture.OpenAsync();
        fixture.Config = fixture.Config with
        {
            Remind = new(),
            Staff = new()
            {
                Staff =
                [
                    Head("h1", "h1@example.org", MailLanguage.Vi),
                    Head("h2", "h2@example.org", MailLanguage.En),
                    Head("o1", "o1@example.org", MailLanguage.Vi, Role.Officer),
                ],
            },
        };
        await using var db = fixture.Store.Open();
        db.Partners.Add(
            new()
            {
                Kind = "central_association",
                NameVi = "Hội hữu nghị Việt Nam - Pháp",
                Fields = """{"email":"vanphong@hoi-vn-fr.example.org"}""",
                CreatedAt = fixture.Clock.GetUtcNow(),
            }
        );
        await db.SaveChangesAsync(Stop);
        return fixture;
    }
}
