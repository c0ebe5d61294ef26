using SyncWorker.Union;

namespace SyncWorker.Send.Templates;

/// <summary>
/// Makes the weekly outlook with the digest's own lines and foot: a section a week, its items by day. A pure function.
/// </summary>
static class WeeklyOutlook
{
    const int Weeks = 2;

    /// <param name="input">The reminders and the day the mail leaves on.</param>
    /// <param name="madeOn">The day it was made for: it covers the rest of that week and two whole ones. When the mail leaves later, it
    /// begins with that day.</param>
    public static DigestView Compose(DigestInput input, DateOnly madeOn)
    {
        var words = MailWords.ForLanguage(input.Language);
        var from = input.Today > madeOn ? input.Today : madeOn.AddDays(1);
        var until = Monday(madeOn).AddDays(6 + (7 * Weeks));
        var span = words.Span(from, until);
        var number = 0;
        ItemView Item(MailReminder reminder) => Digest.Item(reminder, ++number, DigestSection.Prepare, input, words);
        var decisions = Digest.Ordered(input.Reminders.Where(IsDecision), words).ToList();
        var others = input.Reminders.Where(reminder => !IsDecision(reminder)).ToList();
        var missing = Digest.Ordered(others.Where(IsMissing), words).ToList();
        var ahead = Digest.Ordered(others.Where(reminder => !IsMissing(reminder) && reminder.Day >= from), words).ToList();
        var sections = new List<SectionView>();
        if (decisions.Count > 0)
        {
            sections.Add(new(Digest.Numerals[0], words.DecisionsTitle, Digest.Word(DigestSection.Week), [.. decisions.Select(Decision)]));
        }

        if (missing.Count > 0)
        {
            sections.Add(
                new(Digest.Numerals[sections.Count], words.MissingTitle, Digest.Word(DigestSection.Overdue), [.. missing.Select(Item)])
            );
        }

        foreach (var week in ahead.GroupBy(reminder => Monday(reminder.Day)))
        {
            var first = week.Key > from ? week.Key : from;
            sections.Add(
                new(
                    Digest.Numerals[sections.Count],
                    words.Week(first, week.Key.AddDays(6)),
                    Digest.Word(DigestSection.Prepare),
                    [.. week.Select(Item)]
                )
            );
        }

        return Digest.Compose(input) with
        {
            Subject = SubjectLine(input, [decisions, missing, ahead], span, words),
            Preview = Digest.PreviewOf(sections),
            Heading = $"{words.OutlookHeading} ({span})",
            Break = null,
            Sections = sections,
            Annexes = Digest.Annexes(ahead, words),
            Recorded = input.Recorded,
        };

        ItemView Decision(MailReminder reminder) =>
            Item(reminder) with
            {
                Day = words.Until(reminder.Day, reminder.Day < input.Today),
                Left = null,
                Notes = words.Language.Choose(reminder.Facts.AskedByVi, reminder.Facts.AskedByEn) is { } asker ? words.AskedBy(asker) : "",
            };

        bool IsMissing(MailReminder reminder) => Digest.IsReport(reminder) && reminder.Day < from;
    }

    static bool IsDecision(MailReminder reminder) => reminder.Facts.Kind == ReminderKind.Decision;

    /// <param name="parts">To decide, missing, ahead.</param>
    static string SubjectLine(DigestInput input, IReadOnlyList<List<MailReminder>> parts, string span, MailWords words)
    {
        var (decisions, missing, ahead) = (parts[0], parts[1], parts[2]);
        var due = ahead.Count(Digest.IsReport);
        var anniversaries = ahead.Count(reminder => Digest.IsAnniversary(reminder.Facts));
        var others = ahead.Count - due - anniversaries;
        return Digest.Fit(
            $"{words.OutlookTag} {span}",
            [
                (decisions.Count, words.ToDecide(decisions.Count)),
                (missing.Count, words.MissingReports(missing.Count)),
                (due, [words.DueReports(due)]),
                (anniversaries, [words.Anniversaries(anniversaries)]),
                (others, [words.Others(others)]),
            ],
            input
        );
    }

    static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
