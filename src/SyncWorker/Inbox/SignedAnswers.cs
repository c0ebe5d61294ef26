using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Config.Secrets;
using SyncWorker.Net.Mail;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Inbox;

/// <summary>Takes an answer that came by a link of a mail: signature, last day, trial and sender are looked at, then it is booked.</summary>
/// <param name="secrets">Hold the key that answers are signed with.</param>
/// <param name="settings">Its options are null where no answers are wanted.</param>
/// <param name="record">Tells the ledger.</param>
/// <param name="rowAnswers">Takes answers about one unit of a table.</param>
/// <param name="isTrial">In a trial the tester would answer for the real person.</param>
/// <param name="clock">The instant of a note to the head.</param>
sealed class SignedAnswers(
    SecretStore secrets,
    StageSettings<AnswersOptions?> settings,
    RecordAnswer record,
    RowAnswers rowAnswers,
    IsTrial isTrial,
    TimeProvider clock
)
{
    /// <summary>The token in a subject, however the mail program wrote it: also with %5B for a bracket and a plus sign for a blank.</summary>
    public static AnswerToken? FindToken(string subject) =>
        AnswerToken.Find(subject) ?? AnswerToken.Find(Decoded(subject)) ?? AnswerToken.Find(Decoded(Decoded(subject)));

    static string Decoded(string subject) => Uri.UnescapeDataString(subject.Replace('+', ' '));

    /// <param name="db">In the transaction that keeps the message's row.</param>
    /// <param name="token">Of the mail.</param>
    /// <param name="mail">What came.</param>
    /// <param name="today">The union's day.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Verdict> TakeAsync(
        SyncDb db,
        AnswerToken token,
        IncomingMail mail,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        if (await isTrial(cancellationToken))
        {
            return Verdict.Refused("this is a trial, in which nobody's answer counts");
        }

        var row = await db
            .Ledger.Where(entry => entry.Id == token.Reminder)
            .Select(entry => new AnsweredReminder(entry.Recipient, entry.Rule, entry.Subject, entry.Period, entry.Facts, entry.OutboxId))
            .SingleOrDefaultAsync(cancellationToken);
        if (AnswerKey.Find(secrets) is not { } key || row is null || !token.IsOf(key, row.Recipient))
        {
            return Verdict.Refused("its signature is not ours: it was changed, or comes from another installation");
        }

        var verdict =
            token.Until < today ? Verdict.Refused($"it was to be sent until {token.Until:yyyy-MM-dd}")
            : new AnswerSender(settings.Union.Staff, settings.Options?.AuthServId).Refusal(mail.Headers, row.Recipient, today)
                is { } refusal
                ? Verdict.Refused(refusal)
            : token.Unit is not null ? await rowAnswers.TakeAsync(db, token, row.Recipient, mail.Text, today, cancellationToken)
            : await BookAsync(db, token, row, mail.Text, today, cancellationToken);
        return verdict with { Recipient = row.Recipient, OutboxId = row.OutboxId };
    }

    async Task<Verdict> BookAsync(
        SyncDb db,
        AnswerToken token,
        AnsweredReminder row,
        string body,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var what = $"{row.Rule}/{row.Subject}/{row.Period} of {row.Recipient}";
        if (await db.Answers.AnyAsync(answer => answer.Reminder == token.Reminder && answer.Action == token.Action, cancellationToken))
        {
            return new(InboxOutcome.Taken, $"{what}: answered before");
        }

        var until = SnoozeChoices.Until(token.Action, today, settings.Union.Calendar);
        var facts = row.Facts.Length == 0 ? null : ReminderContent.FromJson(row.Facts);
        var last = facts?.LastStepOn;
        if (until is not null && last <= today)
        {
            return Verdict.Refused($"{what} cannot be put off: its last step was on {last:yyyy-MM-dd}");
        }

        until = until > last ? last : until;
        var rows = await record(db, new(token.Reminder, row.Recipient, token.Action, until, body), today, cancellationToken);
        db.Answers.Add(
            new()
            {
                Reminder = token.Reminder,
                Action = token.Action,
                On = today,
            }
        );
        if (rows == 0)
        {
            return new(InboxOutcome.Taken, $"{what}: answered before");
        }

        var told = token.Action == AnswerAction.NotMine ? await TellHeadAsync(db, token, row, facts, body, today, cancellationToken) : "";
        var taken = new Verdict(
            InboxOutcome.Taken,
            token.Action switch
            {
                AnswerAction.Acknowledge => $"{what}: acknowledged",
                AnswerAction.Done => $"{what}: done",
                AnswerAction.NotMine => $"{what}: not their task{told}",
                _ => $"{what}: snoozed until {until:yyyy-MM-dd}",
            }
        );
        return facts is null
            ? taken
            : taken with
            {
                TextVi = $"{ActionVi(token.Action, until)}: {ReminderTitle.Vi(facts)}",
                TextEn = $"{ActionEn(token.Action, until)}: {ReminderTitle.En(facts)}",
            };
    }

    /// <returns>For the words of the verdict: whom it was passed on to.</returns>
    async Task<string> TellHeadAsync(
        SyncDb db,
        AnswerToken token,
        AnsweredReminder row,
        ReminderContent? facts,
        string body,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        if (facts is null || NotMyTask.ReaderOf(settings.Union.Staff, row.Recipient) is not { } reader)
        {
            return "; there is nobody to pass it on to: no head of the department, no desk.email in staff.json";
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"not-mine-{token.Reminder}");
        await NotMyTask
            .Note(settings.Union.Staff, row.Recipient, facts, body)
            .QueueAsync(db, reader, id, today, clock.GetUtcNow(), cancellationToken);
        return $", passed on to {reader.Recipient}";
    }

    static string ActionVi(AnswerAction action, DateOnly? until) =>
        action switch
        {
            AnswerAction.Acknowledge => "đã nhận việc",
            AnswerAction.Done => "đã gửi, đã xong",
            AnswerAction.NotMine => "không phải việc của đồng chí, đã chuyển Trưởng Ban",
            _ => string.Create(CultureInfo.InvariantCulture, $"nhắc lại ngày {until:dd'/'MM'/'yyyy}"),
        };

    static string ActionEn(AnswerAction action, DateOnly? until) =>
        action switch
        {
            AnswerAction.Acknowledge => "taken on",
            AnswerAction.Done => "done",
            AnswerAction.NotMine => "not your task, passed on to the head",
            _ => string.Create(CultureInfo.InvariantCulture, $"to be named again on {until:d MMMM yyyy}"),
        };

    sealed record AnsweredReminder(string Recipient, string Rule, string Subject, string Period, string Facts, long? OutboxId);
}

/// <summary>What a reader answered to one reminder.</summary>
/// <param name="Reminder">Its number in the ledger.</param>
/// <param name="Recipient">Who answered.</param>
/// <param name="Action">What was answered.</param>
/// <param name="SnoozedUntil">The day to be told again; null for an answer that puts nothing off.</param>
/// <param name="Body">What the reader wrote into the mail, as <see cref="IncomingMail.Text"/>.</param>
sealed record ReminderAnswer(long Reminder, string Recipient, AnswerAction Action, DateOnly? SnoozedUntil, string Body);

/// <summary>Writes an answer into the ledger, within the transaction of the store that is given.</summary>
/// <returns>How many reminders it changed: none when it was answered before.</returns>
delegate Task<int> RecordAnswer(SyncDb db, ReminderAnswer answer, DateOnly today, CancellationToken cancellationToken);

/// <summary>Whether mail still goes to the mailbox of the trial.</summary>
delegate Task<bool> IsTrial(CancellationToken cancellationToken);
