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
        var words = MailWords.Of(input.Language);
        var span = MailWords.Span(madeOn.AddDays(1), madeOn.AddDays(Days));
        var ordered = input.Reminders.OrderBy(one => one.Day).ThenBy(one => one.Facts.SubjectVi, Digest.Collation).ToList();
        var items = ordered.Select((one, i) => (Week: Monday(one.Day), Item: Digest.Item(one, i + 1, "prepare", input, words)));
        return Digest.Compose(input) with
        {
            Subject = SubjectLine(input, span, words),
            Heading = $"{words.OutlookHeading} ({span})",
            Break = null,
            IsChasing = false,
            Sections = [.. items.GroupBy(at => at.Week).Select((week, i) => new SectionView(Digest.Numerals[i], words.Week(week.Key, week.Key.AddDays(6)), "prepare", [.. week.Select(at => at.Item)]))],
            Annexes = [.. ordered.Where(one => one.Facts.Missing is not []).Select(one => Digest.Annex(one.Facts, input, words))],
        };
    }

    static string SubjectLine(DigestInput input, string span, MailWords words)
    {
        var due = input.Reminders.Count(Digest.IsReport);
        var anniversaries = input.Reminders.Count(one => one.Facts.Kind is "founding" or "relations" or "national-day" or "anniversary");
        var others = input.Reminders.Count - due - anniversaries;
        return Digest.Fit(
            $"{(input.Trial is null ? "" : words.TrialTag + " ")}{words.OutlookTag} {span}",
            [(due, words.DueReports(due)), (anniversaries, words.Anniversaries(anniversaries)), (others, words.Others(others))]);
    }

    static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
