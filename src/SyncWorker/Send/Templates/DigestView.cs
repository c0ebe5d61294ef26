namespace SyncWorker.Send.Templates;

/// <summary>What the digest.* templates show. The names of the properties are the names in the .hbs files.</summary>
sealed record DigestView
{
    public required string Subject { get; init; }

    /// <summary>The hidden first line that a mail client shows beside the subject.</summary>
    public required string Preview { get; init; }

    public required string Salutation { get; init; }

    /// <summary>How the foot speaks to the reader: "Đồng chí", "Quý Liên hiệp".</summary>
    public required string You { get; init; }

    /// <summary>What stands above all sections, for the weekly outlook; null in a digest.</summary>
    public string? Heading { get; init; }

    /// <summary>A sentence above all sections, for next year's list; null in others.</summary>
    public string? Intro { get; init; }

    /// <summary>The answers that were taken since the last mail: "đã nhận việc: Quốc khánh Bhutan".</summary>
    public IReadOnlyList<string> Recorded { get; init; } = [];

    /// <summary>before or after a long break: the mail says so in its first line; null otherwise.</summary>
    public string? Break { get; init; }

    /// <summary>What the break is called: "Tết Nguyên đán"; null when it is not known.</summary>
    public string? BreakName { get; init; }

    /// <summary>"14/02 - 22/02/2026", for the notice before it.</summary>
    public string? BreakSpan { get; init; }

    /// <summary>"còn 03 ngày làm việc", today counted.</summary>
    public string? BreakLeft { get; init; }

    public required IReadOnlyList<SectionView> Sections { get; init; }

    /// <summary>The lists that stand below: which units have not reported.</summary>
    public required IReadOnlyList<AnnexView> Annexes { get; init; }

    /// <summary>The draft of a letter to the units; null for none.</summary>
    public LetterView? Letter { get; init; }

    /// <summary>Why the person gets this mail, one reason each.</summary>
    public required IReadOnlyList<string> Why { get; init; }

    public required DeskView Desk { get; init; }

    /// <summary>In a trial: who would have got it. Null when live.</summary>
    public TrialView? Trial { get; init; }

    /// <summary>The names of the files that go with the mail, in one line; null without one.</summary>
    public string? Attachment { get; init; }
}

/// <param name="Numeral">I, II, III.</param>
/// <param name="Title">As the mail prints it.</param>
/// <param name="Key">overdue, week, prepare, far or changed: for colours.</param>
sealed record SectionView(string Numeral, string Title, string Key, IReadOnlyList<ItemView> Items);

sealed record ItemView
{
    /// <summary>Null far ahead, where nothing is to be done yet.</summary>
    public required int? Number { get; init; }

    /// <summary>Chooses the sentence: the kind of <see cref="Union.ReminderContent"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>"Thứ Ba, 14/07/2026".</summary>
    public required string Day { get; init; }

    /// <summary>"còn 08 ngày", "còn 02 ngày làm việc", "hôm nay", "quá hạn 03 ngày làm việc"; null far ahead.</summary>
    public required string? Left { get; init; }

    public required string Subject { get; init; }

    /// <summary>The whole phrase in plain words, as the preview of a mail shows it: "Quốc khánh Bhutan".</summary>
    public required string Title { get; init; }

    /// <summary>"34 năm"; null when the rule does not count them.</summary>
    public string? Years { get; init; }

    /// <summary>The year whose plan it belongs into, for an anniversary of a later year that is far ahead.</summary>
    public int? Plan { get; init; }

    /// <summary>"14/07/1992 - 14/07/2026; năm tròn; ngày tạm tính": what stands in brackets; empty for nothing.</summary>
    public required string Notes { get; init; }

    public string? Todo { get; init; }

    /// <summary>What is asked for when the day has passed: "Đề nghị kiểm tra thư đã gửi chưa".</summary>
    public string? Past { get; init; }

    /// <summary>The links [Đã nhận việc] [Đã gửi, đã xong] [Nhắc lại …]; null where there is nothing to answer.</summary>
    public AnswerLinks? Answers { get; init; }

    /// <summary>For a report of many units, whose reports are counted: "Các hội đồng chí theo dõi", "Ban Châu Âu".</summary>
    public string? Set { get; init; }

    /// <summary>"11"; null when the item is no report of many units.</summary>
    public string? Received { get; init; }

    public string? Owed { get; init; }

    /// <summary>How many are missing; null for none.</summary>
    public string? Missing { get; init; }

    /// <inheritdoc cref="ReportTableView.Parts"/>
    public string? Parts { get; init; }

    /// <summary>The total in one line, for who reads no names; null for others.</summary>
    public string? Summary { get; init; }

    /// <summary>What the missing are: "hội".</summary>
    public required string Units { get; init; }
}

/// <summary>mailto: links, signed.</summary>
/// <param name="Done">Null for a report, which is done when it has come.</param>
/// <param name="Later">Until when it can be put off; empty on the day of its last step.</param>
/// <param name="NotMine">Goes to the head of the department.</param>
sealed record AnswerLinks(string Acknowledge, string? Done, IReadOnlyList<LaterLink> Later, string NotMine);

/// <param name="Words">"Nhắc lại ngày mai".</param>
sealed record LaterLink(string Words, string Link);

/// <param name="Title">"Các hội chưa gửi Báo cáo 6 tháng đầu năm 2026 (16)".</param>
/// <param name="Unit">The head of the column of units.</param>
sealed record AnnexView(string Title, string Unit, IReadOnlyList<AnnexRow> Rows)
{
    /// <summary>Some unit has been reminded; a column of noughts says nothing.</summary>
    public bool IsReminded => Rows.Any(row => row.Reminded > 0);

    /// <summary>Some unit is followed by another than the reader.</summary>
    public bool IsFollowed => Rows.Any(row => row.Officer is not null);

    /// <summary>Of some unit something else has come than the report.</summary>
    public bool IsAnswered => Rows.Any(row => row.Response is not null);
}

/// <summary>mailto: links, signed, about one unit of a table.</summary>
/// <param name="Received">"Đã nhận", with the unit, the report and today filled in.</param>
/// <param name="Extend">"Gia hạn", with the new day to be filled in.</param>
/// <param name="ReceivedPlain">The same for plain text, with nothing filled in: today.</param>
/// <param name="ExtendPlain">The same for plain text, with the line to fill in alone.</param>
sealed record RowLinks(string Received, string Extend, string ReceivedPlain, string ExtendPlain);

/// <param name="Number">From 1.</param>
/// <param name="Unit">Its name.</param>
sealed record AnnexRow(int Number, string Unit)
{
    public required int Reminded { get; init; }

    /// <summary>"đã nhắc 2 lần"; null for never.</summary>
    public string? RemindedWords { get; init; }

    /// <summary>Who follows the unit, when that is another than the reader.</summary>
    public string? Officer { get; init; }

    /// <summary>What came back instead of the report: "gia hạn đến 20/07/2026; hẹn gửi thứ Sáu"; null for nothing.</summary>
    public string? Response { get; init; }

    /// <summary>"ĐT 024 0000 0000 · vanphong@example.org": the unit's office; null where the register has neither.</summary>
    public string? Contact { get; init; }

    /// <summary>By which the reader closes the report or gives more time; null where answers are not wanted.</summary>
    public RowLinks? Links { get; init; }
}

/// <param name="Report">"Báo cáo 6 tháng đầu năm 2026".</param>
/// <param name="Due">"thứ Tư, 08/07/2026".</param>
sealed record LetterReportView(string Report, string Due)
{
    /// <summary>"còn 02 ngày làm việc", for a letter before the day.</summary>
    public string? Left { get; init; }

    public string? Basis { get; init; }
}

/// <summary>The foot's contact line.</summary>
sealed record DeskView(string Name, string? Email, string? Phone)
{
    /// <summary>The union in whose name the mail speaks: "Liên hiệp các tổ chức hữu nghị Việt Nam".</summary>
    public string Union { get; init; } = "Liên hiệp";

    /// <summary>The mailbox of answers is read, so that a reply reaches people also where the desk has no mailbox.</summary>
    public bool ReadsAnswers { get; init; }

    /// <summary>Somebody reads what is answered to the mail: only then may it say "trả lời thư này".</summary>
    public bool IsAnswered => Email is not null || ReadsAnswers;
}

/// <param name="To">Who would have got the mail.</param>
/// <param name="Copies">Who would have got a copy, in one line; null for nobody.</param>
sealed record TrialView(string To, string? Copies);
