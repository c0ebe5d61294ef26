using System.Globalization;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Inbox;

/// <summary>A mail to one of the staff, or to the desk, about a message that came in. It goes into the outbox as a message of its own.</summary>
/// <param name="Recipient"><c>staff:bca-01</c>, or <see cref="Addressee.Desk"/>.</param>
/// <param name="Address">The mailbox.</param>
/// <param name="Salutation">How to write to the person.</param>
sealed record NoteReader(string Recipient, string Address, string Salutation, MailLanguage Language)
{
    /// <summary>The desk; null when staff.json names no mailbox for it.</summary>
    public static NoteReader? OfDesk(StaffOptions staff) =>
        staff.Desk.Email is { } email ? new(Addressee.Desk.ToString(), email, staff.Desk.NameVi, MailLanguage.Vi) : null;

    /// <summary>A position of staff.json by its key; null when there is none.</summary>
    public static NoteReader? OfPosition(StaffOptions staff, string recipient) =>
        staff.Staff.FirstOrDefault(position => $"staff:{position.Id}" == recipient) is { } position
            ? new(recipient, position.Email, $"{position.Address} {position.Title}", position.Language)
            : null;
}

/// <summary>What such a mail says, in both languages of the staff.</summary>
sealed record StaffNote(string SubjectVi, string SubjectEn, string BodyVi, string BodyEn)
{
    const string WhyVi = "được giao xử lý thư đến hộp thư nhắc việc";
    const string WhyEn = "you look after what comes into the reminders' mailbox";

    /// <summary>Puts the mail into the outbox, within the transaction of the message that it is about.</summary>
    /// <param name="db">In a transaction.</param>
    /// <param name="to">Who reads it.</param>
    /// <param name="id">Of the message: one mail for each message and reader.</param>
    /// <param name="today">The union's day.</param>
    /// <param name="now">The instant.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task QueueAsync(
        SyncDb db,
        NoteReader to,
        string id,
        DateOnly today,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var mail = new OutboxMail
        {
            Recipient = to.Recipient,
            Day = today,
            Kind = $"{OutboxMail.Notice}-{id}",
            Address = to.Address,
            Salutation = to.Salutation,
            Language = to.Language,
            State = OutboxState.Queued,
            CreatedAt = now,
        };
        db.Outbox.Add(mail);
        await db.SaveChangesAsync(cancellationToken); // gives it its number
        db.Ledger.Add(
            new()
            {
                Rule = OutboxMail.Notice,
                Subject = $"{OutboxMail.Notice}:{id}",
                Period = new ReminderStep(StepKind.Once).ToString(),
                Step = new(StepKind.Once),
                Recipient = to.Recipient,
                Day = today,
                SendOn = today,
                State = LedgerState.Due,
                Reason = string.Create(CultureInfo.InvariantCulture, $"a message of {today:yyyy-MM-dd} to the mailbox of answers"),
                Facts = new ReminderContent
                {
                    Kind = ReminderKind.Notice,
                    SubjectVi = SubjectVi,
                    SubjectEn = SubjectEn,
                    BodyVi = BodyVi,
                    BodyEn = BodyEn,
                    WhyVi = WhyVi,
                    WhyEn = WhyEn,
                }.ToJson(),
                OutboxId = mail.Id,
            }
        );
    }
}
