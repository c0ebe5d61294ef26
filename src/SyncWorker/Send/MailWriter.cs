using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using SyncWorker.Config.Secrets;
using SyncWorker.Net.Mail;
using SyncWorker.Send.Templates;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>Writes a claimed mail at the last moment: reads its reminders, composes, renders, makes MIME.</summary>
sealed class MailWriter(
    SyncStore store,
    StageSettings<SendOptions> settings,
    MailTemplates templates,
    StoreIdentity identity,
    Recipients recipients
)
{
    /// <summary>Whom mail may go to.</summary>
    public Recipients Recipients => recipients;

    public SendOptions Options => settings.Options;

    /// <summary>
    /// Makes the links to answer by; null where config wants none or nobody has seen yet that the answers can be read
    /// (<see cref="AnswersCheck"/>), no key is there to sign them, or in a trial, whose reader is not the one to answer.
    /// </summary>
    public AnswerMails? Answers { get; init; }

    public static async Task<MailWriter> OpenAsync(
        SendParts parts,
        StageSettings<SendOptions> settings,
        StoreIdentity identity,
        CancellationToken cancellationToken
    ) =>
        new(
            parts.Store,
            settings,
            parts.Templates,
            identity,
            await Recipients.ReadAsync(parts.Store, settings.Options, settings.Union.Staff, cancellationToken)
        )
        {
            Answers =
                settings.Options.Answers is { } answers
                && AnswersCheck.IsSeen(parts.Folders, answers)
                && !identity.IsTrial(settings.Union.Mode)
                && AnswerKey.Find(parts.Secrets) is { } key
                    ? new(answers, key, settings.Union.Calendar)
                    : null,
        };

    /// <summary>The reminders of each mail.</summary>
    public async Task<ILookup<long, MailReminder>> RemindersAsync(IReadOnlyList<long> mails, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var rows = await db
            .Ledger.Where(row =>
                mails.Contains(row.OutboxId!.Value)
                && (row.State == LedgerState.Due || row.State == LedgerState.Late || row.State == LedgerState.Expired)
            )
            .OrderBy(row => row.Day)
            .ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
        var reminders = rows.ConvertAll(row => new MailReminder(row, ReminderContent.FromJson(row.Facts)));
        return (await ForCalendarsAsync(db, reminders, cancellationToken)).ToLookup(reminder => reminder.Entry.OutboxId!.Value);
    }

    /// <summary>
    /// The answers of each mail's reader that no mail has confirmed yet, in the mail's language. From now on they count as confirmed by it, unless
    /// it does not leave.
    /// </summary>
    public async Task<ILookup<long, string>> RecordedAsync(IReadOnlyList<OutboxMail> mails, CancellationToken cancellationToken)
    {
        var digests = mails
            .Where(mail => mail is { Kind: OutboxMail.Digest or OutboxMail.Weekly, IsForStaff: true })
            .OrderBy(mail => mail.Kind == OutboxMail.Weekly)
            .ToList();
        var (recipients, ids) = (digests.ConvertAll(mail => mail.Recipient), digests.ConvertAll(mail => mail.Id));
        if (digests.Count == 0)
        {
            return ids.ToLookup(id => id, _ => "");
        }

        await using var db = store.Open();
        var rows = await db
            .Inbox.Where(row =>
                row.TextVi != null
                && recipients.Contains(row.Recipient!)
                && (
                    row.ConfirmedIn == null
                    || ids.Contains(row.ConfirmedIn.Value)
                    || db.Outbox.Any(mail =>
                        mail.Id == row.ConfirmedIn
                        && (mail.State == OutboxState.Expired || mail.State == OutboxState.Cancelled || mail.State == OutboxState.Refused)
                    )
                )
            )
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
        var recorded = rows.ConvertAll(row => (Row: row, Mail: digests.Find(mail => mail.Recipient == row.Recipient)!));
        foreach (var mail in recorded.GroupBy(pair => pair.Mail.Id, pair => pair.Row.Id))
        {
            await db
                .Inbox.Where(row => mail.Contains(row.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConfirmedIn, mail.Key), cancellationToken);
        }

        return recorded.ToLookup(pair => pair.Mail.Id, pair => pair.Mail.Language.Choose(pair.Row.TextVi!, pair.Row.TextEn));
    }

    // Only what becomes a calendar entry needs to know it.
    static async Task<IReadOnlyList<MailReminder>> ForCalendarsAsync(
        SyncDb db,
        List<MailReminder> reminders,
        CancellationToken cancellationToken
    )
    {
        var deadlines = reminders.Where(reminder => Attachment.IsDeadline(reminder.Facts)).ToList();
        if (deadlines.Count == 0)
        {
            return reminders;
        }

        var (rules, subjects) = (
            deadlines.Select(deadline => deadline.Entry.Rule).Distinct().ToList(),
            deadlines.Select(deadline => deadline.Entry.Subject).Distinct().ToList()
        );
        var moves = await db
            .Ledger.Where(row => rules.Contains(row.Rule) && subjects.Contains(row.Subject))
            .Select(row => new
            {
                row.Rule,
                row.Subject,
                row.Period,
                row.Step,
            })
            .Distinct()
            .ToListAsync(cancellationToken);
        var partners = subjects.Select(subject => Partner(subject)).OfType<long>().ToList();
        var numbers = await db
            .Partners.Where(partner => partners.Contains(partner.Id))
            .ToDictionaryAsync(partner => partner.Id, partner => partner.RegisterId, cancellationToken);
        return reminders.ConvertAll(reminder =>
            reminder with
            {
                RegisterId = Partner(reminder.Entry.Subject) is { } id ? numbers.GetValueOrDefault(id) : null,
                Moves = moves.Count(move =>
                    move.Step.Kind == StepKind.Moved
                    && move.Rule == reminder.Entry.Rule
                    && move.Subject == reminder.Entry.Subject
                    && move.Period == reminder.Entry.Period
                ),
            }
        );
    }

    // "partner:12" is the store's own number.
    static long? Partner(string subject) =>
        subject.Split(':') is ["partner", var number] && long.TryParse(number, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The mail as it is frozen, to be handed over again.</summary>
    public ComposedMail Frozen(OutboxMail row) =>
        new()
        {
            Name = row.FileName,
            From = settings.Options.From.Address,
            To = To(row),
            Copies = [.. Copies(row)],
            MessageId = row.MessageId!,
            Subject = row.Subject!,
            Message = row.Message!,
        };

    /// <summary>The mail with its text, or null when none of its reminders is left to say.</summary>
    /// <exception cref="TemplateFaultException">A template is missing or wrong.</exception>
    public ComposedMail? Write(OutboxMail row, IEnumerable<MailReminder> reminders, Moment at, IEnumerable<string>? recorded = null)
    {
        // An outlook that was held and leaves late says nothing of days that have passed; reports stay missing.
        var said = reminders
            .Where(reminder => row.Kind != OutboxMail.Weekly || reminder.Day >= at.Today || Digest.IsReport(reminder))
            .ToList();
        if (said.Count == 0)
        {
            return null;
        }

        var input = Input(row, said, at) with { Recorded = [.. recorded ?? []] };
        var files = Attachment.Choose(input, at.Instant);
        var (template, subject, view) = MailForm.Create(input with { Attachment = Attachment.Names(files) });
        using var message = Head(row, OneLineEncoder.Line(subject), input, at);
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "OOF, AutoReply");
        message.Headers.Add(HeaderId.ListId, $"<nhac-viec.{SenderDomain}>");
        if (Thread(row, said) is { } thread)
        {
            message.Headers.Add(HeaderId.InReplyTo, thread);
            message.Headers.Add(HeaderId.References, thread);
        }

        message.Body = MimeMail.Body(
            templates.Render($"{template}.{input.Language.Code}.txt", view),
            templates.Render($"{template}.{input.Language.Code}.html", view),
            files
        );
        return ComposedMail.FromMessage(message, row.FileName);
    }

    DigestInput Input(OutboxMail row, IReadOnlyList<MailReminder> reminders, Moment at)
    {
        var contact = settings.Union.Staff.Desk;
        return new()
        {
            Today = at.Today,
            Time = at.Time,
            Language = row.Language,
            Salutation = row.Salutation,
            IsForStaff = row.IsForStaff,
            Reminders =
            [
                .. reminders.Select(reminder =>
                    reminder with
                    {
                        Answers = Answers?.CreateLinks(row, reminder.Entry, reminder.Facts, at.Today),
                        RowLinks = Answers?.CreateRowLinks(row, reminder.Entry, reminder.Facts, at.Today) ?? reminder.RowLinks,
                    }
                ),
            ],
            IsWorkingDay = settings.Union.Calendar.IsWorking,
            FarAheadDays = settings.Options.FarAheadDays,
            Desk = new(row.Language.Choose(contact.NameVi, contact.NameEn), contact.Email, contact.Phone)
            {
                Union = row.Language.Choose(contact.UnionVi, contact.UnionEn),
                ReadsAnswers = Answers is not null,
            },
            OutlookOn = row.Kind == OutboxMail.Weekly ? row.Day : null,
            LetterForm = settings.Options.Letter,
            CalendarAlarm = settings.Options.CalendarAlarm is { Number: > 0 } alarm ? alarm.Span : null,
            Trial = IsTrial
                ? new($"{row.Salutation} <{row.Address}>", row.CopyAddresses() is { Count: > 0 } copies ? string.Join(", ", copies) : null)
                : null,
        };
    }

    // The headers are written in the order in which they are set.
    MimeMessage Head(OutboxMail row, string subject, DigestInput input, Moment at)
    {
        var from = settings.Options.From;
        var message = MimeMail.New($"<{row.Id}.{identity.Id}@{SenderDomain}>");
        message.Date = Local(at);
        message.From.Add(
            new MailboxAddress(
                OneLineEncoder.Line((input.Language == MailLanguage.En ? from.NameEn : from.NameVi) ?? input.Desk.Name),
                from.Address
            )
        );
        message.To.Add(new MailboxAddress(OneLineEncoder.Line(row.Salutation), To(row)));
        foreach (var copy in Copies(row))
        {
            message.Cc.Add(new MailboxAddress("", copy));
        }

        if ((input.Desk.Email ?? (Answers is null ? null : settings.Options.Answers!.To)) is { } reply)
        {
            message.ReplyTo.Add(new MailboxAddress("", reply));
        }

        message.Subject = subject;
        message.Headers.Add(HeaderId.ContentLanguage, input.Language.Code);
        return message;
    }

    // All mails to one person about one report of one period answer the same message, which was never sent: mail programs show
    // them as one conversation. A digest of several things belongs to none.
    string? Thread(OutboxMail mail, IReadOnlyList<MailReminder> rows)
    {
        if (
            !rows.All(row => ReminderKinds.IsReport(row.Facts.Of ?? row.Facts.Kind))
            || rows.Select(row => (row.Entry.Rule, row.Entry.Period)).Distinct().Count() != 1
        )
        {
            return null;
        }

        var about = SHA256.HashData(Encoding.UTF8.GetBytes($"{rows[0].Entry.Rule}/{rows[0].Entry.Period}/{mail.Recipient}"));
        return $"<thread.{Convert.ToHexStringLower(about.AsSpan(0, 8))}.{identity.Id}@{SenderDomain}>";
    }

    // The day it is taken to be (--as-of), at the union's own clock.
    DateTimeOffset Local(Moment at)
    {
        var local = at.Today.ToDateTime(new(at.Time.Hour, at.Time.Minute, at.Time.Second));
        return new(local, settings.Union.Zone.GetUtcOffset(local));
    }

    string To(OutboxMail row) => IsTrial ? settings.Union.TrialTo! : row.Address!;

    IEnumerable<string> Copies(OutboxMail row) => IsTrial ? [] : row.CopyAddresses().Where(copy => recipients.Refusal(copy) is null);

    /// <summary>Everything goes to trialTo.</summary>
    public bool IsTrial => identity.IsTrial(settings.Union.Mode);

    string SenderDomain => EmailAddress.DomainOf(settings.Options.From.Address);
}
