using System.Text;
using MimeKit;
using SyncWorker.Send.Outbox;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Send.Outbox;

/// <summary>A mail that may have arrived is marked, and is the same mail otherwise.</summary>
public sealed class DuplicateMarkerTests
{
    const string Tag = "[Có thể đã nhận]";

    [Theory]
    [InlineData("digest")]
    [InlineData("missing")] // with a workbook
    [InlineData("hostile")]
    public async Task Only_the_subject_and_the_mark_differ(string name)
    {
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueAsync(facts: [.. SampleMails.Input(name, "vi").Reminders.Select(reminder => reminder.Facts)]);
        await fixture.SendAsync();
        var row = Assert.Single(await fixture.MailsAsync());
        var frozen = Some.ComposedMail(row) with { Subject = row.Subject!, Message = row.Message! };

        var marked = DuplicateMarker.Mark(frozen, Tag, 2);

        var (before, first) = Split(frozen);
        var (after, second) = Split(marked);
        Assert.Equal(first, second);
        Assert.Equal("Subject", Assert.Single(before).Field);
        Assert.Equal(["Subject", "X-Possible-Repeat"], after.Select(header => header.Field));
        Assert.Equal($"{Tag} {row.Subject}", after[0].Value);
        Assert.Equal("2", after[1].Value);
        Assert.All(Encoding.Latin1.GetString(marked.Message).Split("\r\n"), line => Assert.InRange(line.Length, 0, 998));
    }

    // The headers that may differ, and all other bytes.
    static (List<Header> Changed, string Other) Split(ComposedMail mail)
    {
        var text = Encoding.Latin1.GetString(mail.Message);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 2;
        var headers = HeaderList
            .Load(new MemoryStream(mail.Message))
            .Where(header => header.Field is "Subject" or "X-Possible-Repeat")
            .ToList();
        var rest = headers.Aggregate(
            text[..end],
            (head, header) => head.Replace($"{header.Field}:{Encoding.Latin1.GetString(header.RawValue)}", "", StringComparison.Ordinal)
        );
        return (headers, rest + text[end..]);
    }
}
