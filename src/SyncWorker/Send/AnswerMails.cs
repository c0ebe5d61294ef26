using SyncWorker.Net.Mail;
using SyncWorker.Send.Templates;
using SyncWorker.Store.Rows;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Send;

/// <summary>Makes the links by which staff answer a reminder: mails that their own mail program writes, with a signed subject.</summary>
sealed class AnswerMails(AnswersOptions options, string key, WorkCalendar calendar)
{
    const int PhraseLength = 60;

    /// <summary>
    /// Null where there is nothing to answer: what is overdue is chased until it is received, a change is only announced.
    /// </summary>
    public AnswerLinks? CreateLinks(OutboxMail mail, LedgerEntry reminder, ReminderContent facts, DateOnly today)
    {
        if (
            !mail.IsForStaff
            || mail.Kind != OutboxMail.Digest
            || reminder.State == LedgerState.Expired
            || facts.Kind == ReminderKind.Notice
            || ReminderKinds.IsUpdate(facts.Kind)
            || ReminderKinds.IsOverdue(facts.Kind)
        )
        {
            return null;
        }

        var phrase = mail.Language.Choose(ReminderTitle.Vi(facts), ReminderTitle.En(facts));
        phrase = phrase.Length <= PhraseLength ? phrase : phrase[..(PhraseLength - 1)] + "…";
        var words = MailWords.ForLanguage(mail.Language);
        return new(
            Link(AnswerAction.Acknowledge, mail.Language.Choose("Đã nhận việc", "I take it on")),
            // A report is done when it has come, not when somebody says so.
            ReminderKinds.IsReport(facts.Kind)
                ? null
                : Link(AnswerAction.Done, mail.Language.Choose("Đã gửi, đã xong", "Done")),
            [
                .. SnoozeChoices
                    .Offered(today, facts.LastStepOn, calendar)
                    .Select(choice => new LaterLink(words.Later(choice), Link(choice, words.Later(choice)))),
            ]
        );

        string Link(AnswerAction action, string words)
        {
            var token = AnswerToken.Sign(key, action, reminder.Id, reminder.Recipient, today.AddDays(options.Days));
            return $"mailto:{options.To}?subject={Uri.EscapeDataString($"{token} {words}: {phrase}")}";
        }
    }
}
