using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Secrets;
using SyncWorker.Send.Outbox;
using SyncWorker.Send.Templates;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>Writes a claimed mail at the last moment: reads its reminders, composes, renders, makes MIME.</summary>
sealed class MailWriter(SyncStore store, SyncConfig config, MailTemplates templates, StoreIdentity identity, Recipients recipients)
{
    /// <summary>Whom mail may go to.</summary>
    public Recipients Recipients => recipients;

    /// <summary>Makes the links to answer by; null where config wants none, or no key is there to sign them.</summary>
    public AnswerMails? Answers { get; init; }

    public static async Task<MailWriter> OpenAsync(SendParts parts, SyncConfig config, StoreIdentity identity, CancellationToken cancellationToken) =>
        new(parts.Store, config, MailTemplates.Load(parts.Folders), identity, await Recipients.ReadAsync(parts.Store, config.Send, config.Staff, cancellationToken))
        {
            Answers = config.Send.Answers is { } answers && AnswerKey.Find(parts.Secrets) is { } key ? new(answers, key) : null,
        };

    /// <summary>The reminders that are to be said in each of the mails.</summary>
    public async Task<ILookup<long, Reminder>> RemindersAsync(IReadOnlyList<long> mails, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var rows = await db.Occurrences
            .Where(row => mails.Contains(row.OutboxId!.Value)
                && (row.State == OccurrenceState.Due || row.State == OccurrenceState.Late || row.State == OccurrenceState.Expired))
            .OrderBy(row => row.Day).ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
        var reminders = rows.ConvertAll(row => new Reminder(row, OccurrenceFacts.FromJson(row.Facts)));
        await CountMovesAsync(db, reminders, cancellationToken);
        return reminders.ToLookup(one => one.Row.OutboxId!.Value);
    }

    // Only what becomes a calendar entry needs to know it.
    static async Task CountMovesAsync(SyncDb db, List<Reminder> reminders, CancellationToken cancellationToken)
    {
        var deadlines = reminders.Where(one => Attachment.IsDeadline(one.Facts)).ToList();
        if (deadlines.Count == 0)
        {
            return;
        }

        var (rules, subjects) = (deadlines.Select(one => one.Row.Rule).Distinct().ToList(), deadlines.Select(one => one.Row.Subject).Distinct().ToList());
        var moves = await db.Occurrences
            .Where(row => rules.Contains(row.Rule) && subjects.Contains(row.Subject) && row.Step.StartsWith("moved to "))
            .Select(row => new { row.Rule, row.Subject, row.Period, row.Step })
            .Distinct()
            .ToListAsync(cancellationToken);
        foreach (var one in deadlines)
        {
            one.Moves = moves.Count(move => move.Rule == one.Row.Rule && move.Subject == one.Row.Subject && move.Period == one.Row.Period);
        }
    }

    /// <summary>The mail's text, or null when none of its reminders is left to say.</summary>
    /// <exception cref="TemplateFaultException">A template is missing or wrong.</exception>
    public WrittenMail? Write(ClaimedMail mail, IEnumerable<Reminder> reminders, Moment at, bool isTrial)
    {
        var rows = reminders.ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        var language = mail.Language == "en" ? "en" : "vi";
        var desk = config.Staff.Desk;
        var input = new DigestInput
        {
            Today = at.Today,
            Time = at.Time,
            Language = language,
            Salutation = mail.Salutation,
            IsForStaff = mail.IsForStaff,
            Reminders = [.. rows.Select(one => new DigestReminder(one.Row.Day, one.Facts) { Key = one.Key, Moves = one.Moves, Answers = Answers?.For(mail, one.Row, one.Facts, at.Today) })],
            IsWorkingDay = config.Calendar.IsWorking,
            FarAheadDays = config.Send.FarAheadDays,
            Desk = new(language == "en" ? desk.NameEn : desk.NameVi, desk.Email, desk.Phone),
            OutlookOn = mail.Kind == OutboxMail.Weekly ? mail.Day : null,
            Trial = isTrial ? new($"{mail.Salutation} <{mail.Address}>", mail.Copies.Count == 0 ? null : string.Join(", ", mail.Copies)) : null,
        };
        var attachment = Attachment.Of(input, at.Instant);
        var (template, subject, view) = MailForm.Of(input with { Attachment = attachment?.FileName });

        var draft = new MailDraft
        {
            MessageId = $"<{mail.Id}.{identity.Id}@{SenderDomain}>",
            Date = Local(at),
            From = new(OneLineEncoder.Line(language == "en" ? config.Send.From.NameEn ?? desk.NameEn : config.Send.From.NameVi ?? desk.NameVi), config.Send.From.Address),
            To = new(OneLineEncoder.Line(mail.Salutation), isTrial ? config.Schedule.TrialTo! : mail.Address!),
            Copies = isTrial ? [] : [.. mail.Copies.Where(copy => recipients.WhyNot(copy) is null)],
            ReplyTo = desk.Email,
            Subject = OneLineEncoder.Line(subject),
            Text = templates.Render($"{template}.{language}.txt", view),
            Html = templates.Render($"{template}.{language}.html", view),
            Language = language,
            Attachments = attachment is null ? [] : [attachment],
            Headers =
            [
                new("Auto-Submitted", "auto-generated"),
                new("X-Auto-Response-Suppress", "OOF, AutoReply"),
                new("List-Id", $"<nhac-viec.{SenderDomain}>"),
                .. Thread(mail, rows),
            ],
        };
        return new(draft.MessageId, draft.Subject, MimeMail.Compose(draft));
    }

    // All mails to one person about one report of one period answer the same message, which was never sent: mail programs show
    // them as one conversation. A digest of several things belongs to none.
    IEnumerable<KeyValuePair<string, string>> Thread(ClaimedMail mail, IReadOnlyList<Reminder> rows)
    {
        if (!rows.All(one => (one.Facts.Of ?? one.Facts.Kind).StartsWith("report", StringComparison.Ordinal))
            || rows.Select(one => (one.Row.Rule, one.Row.Period)).Distinct().Count() != 1)
        {
            return [];
        }

        var about = SHA256.HashData(Encoding.UTF8.GetBytes($"{rows[0].Row.Rule}/{rows[0].Row.Period}/{mail.Recipient}"));
        var root = $"<thread.{Convert.ToHexStringLower(about.AsSpan(0, 8))}.{identity.Id}@{SenderDomain}>";
        return [new("In-Reply-To", root), new("References", root)];
    }

    // The day it is taken to be (--as-of), at the union's own clock.
    DateTimeOffset Local(Moment at)
    {
        var local = at.Today.ToDateTime(new(at.Time.Hour, at.Time.Minute, at.Time.Second));
        return new(local, config.Zone.GetUtcOffset(local));
    }

    string SenderDomain => EmailAddress.DomainOf(config.Send.From.Address);
}

/// <summary>A mail as it is frozen in the outbox.</summary>
sealed record WrittenMail(string MessageId, string Subject, byte[] Message);

/// <summary>A reminder that a mail is to say.</summary>
sealed record Reminder(Occurrence Row, OccurrenceFacts Facts)
{
    /// <summary>The case it belongs to, as <c>remind ics</c> names it.</summary>
    public string Key => $"{Row.Rule}/{Row.Subject}/{Row.Period}";

    /// <summary>How often people were told of another day.</summary>
    public int Moves { get; set; }
}
