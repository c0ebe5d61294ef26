using SyncWorker.Union;

namespace SyncWorker.Send.Templates;

/// <summary>
/// Makes the weekly outlook with the digest's own lines and foot: a section a week, its items by day. A pure function.
/// </summary>
static class WeeklyOutlook
{
    const int Days = 14;

    /// <param name="input">The reminders and the day the mail leaves on.</param>
    /// <param name="madeOn">The mail's day: the window begins on the day after it.</param>
    public static DigestView Compose(DigestInput input, DateOnly madeOn)
    {
        var words = MailWords.ForLanguage(input.Language);
        var span = MailWords.Span(madeOn.AddDays(1), madeOn.AddDays(Days));
        var ordered = Digest.Ordered(input.Reminders).ToList();
        var items = ordered.Select(
            (reminder, i) => (Week: Monday(reminder.Day), Item: Digest.Item(reminder, i + 1, DigestSection.Prepare, input, words))
        );
        List<SectionView> sections =
        [
            .. items
                .GroupBy(at => at.Week)
                .Select(
                    (week, i) =>
                        new SectionView(
                            Digest.Numerals[i],
                            words.Week(week.Key, week.Key.AddDays(6)),
                            Digest.Word(DigestSection.Prepare),
                            [.. week.Select(at => at.Item)]
                        )
                ),
        ];
        return Digest.Compose(input) with
        {
            Subject = SubjectLine(input, span, words),
            Preview = Digest.PreviewOf(sections),
            Heading = $"{words.OutlookHeading} ({span})",
            Break = null,
            Sections = sections,
            Annexes = Digest.Annexes(ordered, words),
        };
    }

    static string SubjectLine(DigestInput input, string span, MailWords words)
    {
        var due = input.Reminders.Count(Digest.IsReport);
        var anniversaries = input.Reminders.Count(reminder => Digest.IsAnniversary(reminder.Facts));
        var others = input.Reminders.Count - due - anniversaries;
        return Digest.Fit(
            $"{words.OutlookTag} {span}",
            [
                (due, [words.DueReports(due)]),
                (anniversaries, [words.Anniversaries(anniversaries)]),
                (others, [words.Others(others)]),
            ],
            input
        );
    }

    static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
