using SyncWorker.Union;

namespace SyncWorker.Send.Templates;

/// <summary>
/// Makes the mail of next year's list: how many days there are, and the round years in its body; the whole list goes with it as a
/// workbook. A pure function.
/// </summary>
static class YearListMail
{
    public static bool Fits(DigestInput input) => input.Reminders is [{ Facts: { Kind: ReminderKind.YearList, YearList: not null } }];

    public static DigestView Compose(DigestInput input)
    {
        var words = MailWords.ForLanguage(input.Language);
        var facts = input.Reminders[0].Facts;
        var list = facts.YearList!;
        return Digest.Compose(input) with
        {
            Subject = Digest.Fit(
                $"{words.YearListTag(list.Year)} {words.Anniversaries(list.Days)}",
                [(list.Rounds.Count, [words.RoundYears(list.Rounds.Count)]), (list.Fives, [words.FiveYears(list.Fives)])],
                input
            ),
            Preview = string.Join("; ", list.Rounds.Select(day => words.Language.Choose(day.Vi, day.En))),
            Heading = words.YearListHeading(list.Year),
            Intro = words.YearListIntro(list, words.Language.Choose(facts.ActionVi, facts.ActionEn) ?? ""),
            Sections = list.Rounds is []
                ? []
                :
                [
                    new(
                        Digest.Numerals[0],
                        words.RoundYearsTitle,
                        Digest.Word(DigestSection.Prepare),
                        [.. list.Rounds.Select((day, i) => Item(day, i + 1, list.Year, words))]
                    ),
                ],
        };
    }

    static ItemView Item(ListedDay day, int number, int year, MailWords words)
    {
        var title = words.Language.Choose(day.Vi, day.En);
        return new()
        {
            Number = number,
            Kind = ReminderKinds.Word(ReminderKind.YearList),
            Day = day.Day is { } known ? words.Day(known) : words.MonthOrYear(day.Month, year),
            Left = null,
            Subject = title,
            Title = title,
            Notes = words.Language.Choose(day.Department, day.DepartmentEn) ?? "",
            Units = "",
        };
    }
}
