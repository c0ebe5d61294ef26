using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Net.Mail;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Inbox;

/// <summary>
/// Passes on what people wrote in words: to the desk, and to the officer whom it concerns by the mail that it answers. The mail itself stays
/// in its folder.
/// </summary>
/// <param name="settings">Its options are null where no answers are wanted.</param>
/// <param name="findFollowers">Who follows an association.</param>
/// <param name="clock">Dates the mails.</param>
sealed class Replies(StageSettings<AnswersOptions?> settings, FindFollowers findFollowers, TimeProvider clock)
{
    /// <summary>A person writes no more in a day; two programs that answer each other would.</summary>
    public const int MostOfOneSender = 5;

    /// <summary>So many replies a day are passed on in all; the others wait in their folder.</summary>
    public const int MostOfOneDay = 100;

    /// <summary>The sender's part of the row: tells two of them apart, and names none.</summary>
    public static string SenderMark(string address) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.ToLowerInvariant())).AsSpan(0, 8));

    /// <param name="db">In the transaction that keeps the message's row.</param>
    /// <param name="mail">What came.</param>
    /// <param name="id">Of the message, for the mails that pass it on.</param>
    /// <param name="today">The union's day.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Verdict> PassOnAsync(SyncDb db, IncomingMail mail, string id, DateOnly today, CancellationToken cancellationToken)
    {
        var answered = await AnsweredAsync(db, mail, cancellationToken);
        var about = new Verdict(InboxOutcome.Kept, "") { OutboxId = answered?.Id, Recipient = answered?.Recipient };
        if (mail.Sender is not { } sender)
        {
            return about with { Outcome = InboxOutcome.SetAside, Words = "it does not name one sender" };
        }

        if (await ObjectionAsync(db, sender.Address, today, cancellationToken) is { } objection)
        {
            return about with { Words = objection };
        }

        var readers = await ReadersAsync(answered, sender.Address, today, cancellationToken);
        if (readers.Count == 0)
        {
            return about with { Words = "there is nobody to pass it on to: desk.email in staff.json is missing" };
        }

        var note = Note(mail, answered);
        foreach (var reader in readers)
        {
            await note.QueueAsync(db, reader, id, today, clock.GetUtcNow(), cancellationToken);
        }

        return about with
        {
            Outcome = InboxOutcome.Forwarded,
            Words = $"a reply in words, passed on to {string.Join(" and ", readers.Select(reader => reader.Recipient))}",
        };
    }

    static async Task<OutboxMail?> AnsweredAsync(SyncDb db, IncomingMail mail, CancellationToken cancellationToken)
    {
        foreach (var id in mail.Answers.Take(20))
        {
            if (
                await db
                    .Outbox.Where(row => row.MessageId == id)
                    .Select(row => new OutboxMail
                    {
                        Id = row.Id,
                        Recipient = row.Recipient,
                        Address = row.Address,
                        Day = row.Day,
                        Kind = row.Kind,
                        Salutation = row.Salutation,
                        Language = row.Language,
                        Subject = row.Subject,
                    })
                    .FirstOrDefaultAsync(cancellationToken) is
                { } row
            )
            {
                return row;
            }
        }

        return null;
    }

    // Our own mails that come back, and whoever writes too often, would go round in circles.
    async Task<string?> ObjectionAsync(SyncDb db, string sender, DateOnly today, CancellationToken cancellationToken)
    {
        if (string.Equals(sender, settings.Options?.To, StringComparison.OrdinalIgnoreCase))
        {
            return "it comes from the mailbox of answers itself";
        }

        var mark = SenderMark(sender);
        var forwarded = db.Inbox.Where(row => row.On == today && row.Outcome == InboxOutcome.Forwarded);
        return await forwarded.CountAsync(row => row.Sender == mark, cancellationToken) >= MostOfOneSender
                ? $"{MostOfOneSender} replies of this sender were passed on today already"
            : await forwarded.CountAsync(cancellationToken) >= MostOfOneDay ? $"{MostOfOneDay} replies were passed on today already"
            : null;
    }

    async Task<IReadOnlyList<NoteReader>> ReadersAsync(
        OutboxMail? answered,
        string sender,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<string> concerned =
            answered is null ? []
            : answered.IsForStaff ? [answered.Recipient]
            : await findFollowers(answered.Recipient, today, cancellationToken);
        return
        [
            .. concerned
                .Select(recipient => NoteReader.OfPosition(settings.Union.Staff, recipient))
                .Prepend(NoteReader.OfDesk(settings.Union.Staff))
                .OfType<NoteReader>()
                .Where(reader => !reader.Address.Equals(sender, StringComparison.OrdinalIgnoreCase))
                .DistinctBy(reader => reader.Address, StringComparer.OrdinalIgnoreCase),
        ];
    }

    static StaffNote Note(IncomingMail mail, OutboxMail? answered)
    {
        var sender = WritableText.Clean(
            mail.Sender!.Name is { Length: > 0 } name ? $"{name} ({mail.Sender.Address})" : mail.Sender.Address
        );
        var subject = mail.Subject.Trim() is { Length: > 0 } written ? written : "(không có tiêu đề)";
        var files = string.Join(", ", mail.Attachments);
        return new(
            $"Thư trả lời bằng lời: {subject}",
            $"Reply in words: {subject}",
            Body(
                "Hộp thư nhắc việc vừa nhận một thư trả lời bằng lời. Hệ thống không tự ghi nhận nội dung này.",
                [
                    ("Người gửi", sender),
                    ("Tiêu đề", subject),
                    ("Trả lời thư", answered is null ? "" : Invariant($"{answered.Subject} (ngày {answered.Day:dd'/'MM'/'yyyy})")),
                    ("Tệp kèm theo", files),
                ],
                "Nội dung:",
                mail.Text,
                "Đề nghị đồng chí xem, trả lời người gửi và ghi nhận kết quả nếu cần. Thư gốc và tệp kèm theo còn trong hộp thư nhắc việc."
            ),
            Body(
                "A reply in words has come into the reminders' mailbox. It is not booked by itself.",
                [
                    ("From", sender),
                    ("Subject", subject),
                    ("Answers", answered is null ? "" : Invariant($"{answered.Subject} ({answered.Day:d MMMM yyyy})")),
                    ("Attached", files),
                ],
                "Text:",
                mail.Text,
                "Please look at it, answer the sender, and book the result where there is one. The mail itself and its attachments are in the reminders' mailbox."
            )
        );
    }

    static string Body(string first, IEnumerable<(string What, string Text)> lines, string heading, string text, string last) =>
        string.Join(
            "\n\n",
            first,
            string.Join(
                '\n',
                lines.Where(line => line.Text.Length > 0).Select(line => $"- {line.What}: {line.Text.ReplaceLineEndings(" ")}")
            ),
            heading,
            text.Length > 0 ? text : "…",
            last
        );

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Who follows an association, as the keys of its officers: <c>staff:bca-01</c>.</summary>
/// <param name="partner"><c>partner:12</c>.</param>
delegate Task<IReadOnlyList<string>> FindFollowers(string partner, DateOnly today, CancellationToken cancellationToken);
