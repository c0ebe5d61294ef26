using SyncWorker.Send.Templates;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>Makes the links by which staff answer a reminder: mails that their own mail program writes, with a signed subject.</summary>
sealed class AnswerMails(AnswersOptions options, string key)
{
    const int PhraseLength = 60;

    /// <summary>Null where there is nothing to answer: what is overdue is chased until it is received, a change is only announced.</summary>
    public AnswerLinks? CreateLinks(OutboxMail mail, LedgerEntry reminder, ReminderContent facts, DateOnly today)
    {
        if (!mail.IsForStaff || mail.Kind != "digest" || reminder.State == LedgerState.Expired
            || facts.Kind == ReminderKind.Notice || ReminderKinds.IsUpdate(facts.Kind) || ReminderKinds.IsOverdue(facts.Kind))
        {
            return null;
        }

        var isEnglish = mail.Language == "en";
        var phrase = isEnglish ? ReminderTitle.En(facts) : ReminderTitle.Vi(facts);
        phrase = phrase.Length <= PhraseLength ? phrase : phrase[..(PhraseLength - 1)] + "…";
        return new(
            Link(AnswerAction.Acknowledge, isEnglish ? "I take it on" : "Đã nhận việc"),
            Link(AnswerAction.Later, isEnglish ? "Remind me later" : "Nhắc lại sau"));

        string Link(AnswerAction action, string words)
        {
            var token = AnswerToken.Sign(key, action, reminder.Id, reminder.Recipient, today.AddDays(options.Days));
            return $"mailto:{options.To}?subject={Uri.EscapeDataString($"{token} {words}: {phrase}")}";
        }
    }
}
