namespace SyncWorker.Send.Templates;

/// <summary>A mail before it is rendered: which template, the subject, what the template shows.</summary>
/// <param name="Template">digest, missing, unit or notice: the first part of a file's name in config/templates.</param>
sealed record MailForm(string Template, string Subject, object View)
{
    /// <summary>The templates by name, each with the view that it shows.</summary>
    public static readonly IReadOnlyDictionary<string, Type> Views = new Dictionary<string, Type>
    {
        ["digest"] = typeof(DigestView),
        ["missing"] = typeof(MissingReportsView),
        ["unit"] = typeof(UnitLetterView),
        ["notice"] = typeof(NoticeView),
    };

    /// <summary>A template that others show: any but NAME.LANGUAGE.html and NAME.LANGUAGE.txt.</summary>
    public static bool IsPartial(string template) => template.Split('.') is not [_, _, "html" or "txt"];

    /// <summary>Chooses the mail's form by what it has to say and to whom.</summary>
    public static MailForm Create(DigestInput input)
    {
        if (input.OutlookOn is { } day)
        {
            var outlook = WeeklyOutlook.Compose(input, day);
            return new("digest", outlook.Subject, outlook);
        }

        if (Notice.Fits(input))
        {
            var notice = Notice.Compose(input);
            return new("notice", notice.Subject, notice);
        }

        if (YearListMail.Fits(input))
        {
            var list = YearListMail.Compose(input);
            return new("digest", list.Subject, list);
        }

        // The head of a cluster is told of its units by the same table as staff.
        if (!input.IsForStaff && input.Reminders.All(reminder => reminder.Facts.Missing is []))
        {
            var letter = UnitLetter.Compose(input);
            return new("unit", letter.Subject, letter);
        }

        if (MissingReports.Fits(input))
        {
            var table = MissingReports.Compose(input);
            return new("missing", table.Subject, table);
        }

        var digest = Digest.Compose(input);
        return new("digest", digest.Subject, digest);
    }
}
