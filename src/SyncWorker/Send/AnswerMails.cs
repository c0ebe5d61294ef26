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

    /// <summary>A mail of more rows does not name unit and report in its links: Gmail cuts what is longer than 102 KB.</summary>
    const int MostNamed = 40;

    /// <summary>
    /// Null where there is nothing to answer: what is overdue is chased until it is received, a change is only announced.
    /// </summary>
    public AnswerLinks? CreateLinks(OutboxMail mail, LedgerEntry reminder, ReminderContent facts, DateOnly today)
    {
        if (
            !mail.IsForStaff
            || mail.Kind != OutboxMail.Digest
            || reminder.State == LedgerState.Expired
            || facts.Kind is ReminderKind.Notice or ReminderKind.SheetEntry
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
            ],
            Link(AnswerAction.NotMine, mail.Language.Choose("Không phải việc của tôi", "Not my task"))
        );

        string Link(AnswerAction action, string words)
        {
            var token = AnswerToken.Sign(key, action, reminder.Id, reminder.Recipient, today.AddDays(options.Days));
            return $"mailto:{options.To}?subject={Uri.EscapeDataString($"{token} {words}: {phrase}")}";
        }
    }

    /// <summary>The links about each unit of a table of missing reports, by its number; none in a mail that nobody answers.</summary>
    public IReadOnlyDictionary<long, RowLinks> CreateRowLinks(OutboxMail mail, LedgerEntry reminder, ReminderContent facts, DateOnly today)
    {
        if (
            !mail.IsForStaff
            || mail.Kind != OutboxMail.Digest
            || reminder.State == LedgerState.Expired
            || !ReminderKinds.IsReport(facts.Kind)
        )
        {
            return new Dictionary<long, RowLinks>();
        }

        var language = mail.Language;
        return facts
            .Missing.Where(missing => missing.Partner is not null)
            .DistinctBy(missing => missing.Partner)
            .ToDictionary(missing => missing.Partner!.Value, missing => Links(missing.Partner!.Value, missing));

        RowLinks Links(long unit, MissingReport missing)
        {
            string[] about =
                facts.Missing.Count > MostNamed
                    ? []
                    :
                    [
                        Line(AnswerLabels.Unit, language.Choose(missing.Unit, missing.UnitEn)),
                        Line(AnswerLabels.Report, language.Choose(facts.SubjectVi, facts.SubjectEn)),
                    ];
            var extended = Line(AnswerLabels.NewDue, "");
            return new(
                Filled(
                    AnswerAction.Received,
                    unit,
                    [.. about, Line(AnswerLabels.Received, DayText.DayFirst(today)), Line(AnswerLabels.Number, "")]
                ),
                Filled(AnswerAction.Extend, unit, [.. about, extended]),
                Link(AnswerAction.Received, unit),
                $"{Link(AnswerAction.Extend, unit)}&body={Uri.EscapeDataString(extended)}"
            );
        }

        string Line(AnswerLabel label, string text) => $"{language.Choose(label.Vi, label.En)}: {text}";

        string Filled(AnswerAction action, long unit, IEnumerable<string> lines)
        {
            var words = action == AnswerAction.Received ? language.Choose("Đã nhận", "Received") : language.Choose("Gia hạn", "More time");
            var body = Uri.EscapeDataString(string.Join("\r\n", lines));
            return $"{Link(action, unit)}{Uri.EscapeDataString($" {words}")}&body={body}";
        }

        string Link(AnswerAction action, long unit) =>
            $"mailto:{options.To}?subject={Uri.EscapeDataString(
                AnswerToken.Sign(key, action, reminder.Id, reminder.Recipient, today.AddDays(options.Days), unit).ToString()
            )}";
    }
}
