namespace SyncWorker.Send.Templates;

/// <summary>What a digest template shows. The names of the properties are the names in the .hbs files.</summary>
sealed record DigestView
{
    public required string Subject { get; init; }

    public required string Salutation { get; init; }

    /// <summary>How the foot speaks to the reader: "Đồng chí", "Quý Hội".</summary>
    public required string You { get; init; }

    /// <summary>The day in words: "Thứ Hai, 06/07/2026".</summary>
    public required string Today { get; init; }

    /// <summary>What stands above all sections, for the weekly outlook; null in a digest.</summary>
    public string? Heading { get; init; }

    /// <summary>before or after a long break: the mail says so in its first line; null otherwise.</summary>
    public string? Break { get; init; }

    /// <summary>The reader is an association, not staff.</summary>
    public required bool IsForAssociation { get; init; }

    /// <summary>Something in the mail is overdue.</summary>
    public required bool IsChasing { get; init; }

    public required IReadOnlyList<SectionView> Sections { get; init; }

    /// <summary>The lists that stand below: which units have not reported.</summary>
    public required IReadOnlyList<AnnexView> Annexes { get; init; }

    /// <summary>Why the person gets this mail, one reason each.</summary>
    public required IReadOnlyList<string> Why { get; init; }

    public required DeskView Desk { get; init; }

    /// <summary>In a trial: who would have got it. Null when live.</summary>
    public TrialView? Trial { get; init; }

    /// <summary>The name of the file that goes with the mail; null without one.</summary>
    public string? Attachment { get; init; }
}

/// <param name="Numeral">I, II, III.</param>
/// <param name="Title">As the mail prints it.</param>
/// <param name="Key">overdue, week, prepare, far or changed: for colours.</param>
sealed record SectionView(string Numeral, string Title, string Key, IReadOnlyList<ItemView> Items);

sealed record ItemView
{
    public required int Number { get; init; }

    /// <summary>Chooses the sentence: the kind of <see cref="Store.OccurrenceFacts"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>"Thứ Ba, 14/07/2026".</summary>
    public required string Day { get; init; }

    /// <summary>"còn 08 ngày", "còn 02 ngày làm việc", "hôm nay", "quá hạn 03 ngày làm việc"; null far ahead.</summary>
    public required string? Left { get; init; }

    public required bool IsUrgent { get; init; }

    public required string Subject { get; init; }

    /// <summary>Years counted; null when the rule does not count them.</summary>
    public int? Years { get; init; }

    /// <summary>"14/07/1992 - 14/07/2026", as far as the first date is known.</summary>
    public string? Span { get; init; }

    /// <summary>"năm tròn", "năm lẻ 5", or null.</summary>
    public string? Milestone { get; init; }

    public string? Todo { get; init; }

    public int? Received { get; init; }

    public int? Owed { get; init; }

    /// <summary>How many are missing; null when the item is no report of many units.</summary>
    public int? Missing { get; init; }

    public string? Basis { get; init; }

    /// <summary>The one unit that the report is asked of.</summary>
    public string? Unit { get; init; }

    /// <summary>The day rests on a calendar that is only computed.</summary>
    public bool IsTentative { get; init; }

    /// <summary>"nhắc muộn 01 ngày làm việc".</summary>
    public string? Late { get; init; }

    /// <summary>The day it was on before.</summary>
    public string? MovedFrom { get; init; }
}

/// <param name="Title">What the list belongs to.</param>
sealed record AnnexView(string Title, IReadOnlyList<AnnexRow> Rows);

/// <param name="Number">From 1.</param>
sealed record AnnexRow(int Number, string Unit, int Reminded, string? Officer);

/// <summary>The foot's contact line.</summary>
sealed record DeskView(string Name, string? Email, string? Phone);

/// <param name="To">Who would have got the mail.</param>
/// <param name="Copies">Who would have got a copy, in one line; null for nobody.</param>
sealed record TrialView(string To, string? Copies);
