using SyncWorker.Send;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send;

/// <summary>What <c>mail preview</c> says when there is nothing to show.</summary>
public sealed class PreviewAdviceTests
{
    [Theory]
    [InlineData("bca-01", "Did you mean staff:bca-01?")]
    [InlineData("staff:bca-1", "Did you mean staff:bca-01?")]
    [InlineData("Chuyên viên", "Recipients are named as `SyncWorker mail list` prints them: staff:bca-01, partner:12.")]
    [InlineData("staff:bca-01", "It has mails of 2026-07-06.")]
    [InlineData("staff:vp-01", "What is planned: SyncWorker remind preview --from 2026-08-01 --to 2026-08-01")]
    public async Task It_names_who_was_meant_the_days_there_are_or_what_is_planned(string recipient, string advice)
    {
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueAsync("staff:bca-01");
        fixture.Config = fixture.Config with
        {
            Staff = new()
            {
                Staff =
                [
                    new()
                    {
                        Id = "vp-01",
                        Title = "Chuyên viên",
                        Department = "Văn phòng",
                        Roles = [Role.Officer],
                        Email = "vp01@example.org",
                    },
                ],
            },
        };

        var said = await new MailPreview(fixture.Parts()).AdviseAsync(
            recipient,
            new(2026, 8, 1),
            fixture.Config.SendSettings,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(advice, said);
    }
}
