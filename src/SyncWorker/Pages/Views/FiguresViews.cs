namespace SyncWorker.Pages.Views;

/// <summary>The figures of the periods that an office looks at.</summary>
sealed record FiguresView : PageView
{
    public required IReadOnlyList<FigurePeriodPart> Periods { get; init; }
    public required IReadOnlyList<QuietLine> Quiet { get; init; }
    public required IReadOnlyList<string> Remarks { get; init; }
}

/// <param name="Anchor">Its id in the page.</param>
sealed record FigurePeriodPart(string Anchor, string Name, bool IsOngoing)
{
    public required IReadOnlyList<FigureRow> Figures { get; init; }
    public required IReadOnlyList<ChartPart> Charts { get; init; }
    public required IReadOnlyList<FrozenPart> Frozen { get; init; }
    public required Listed<JoinedPart> Joined { get; init; }
    public required Listed<AskedPart> Asked { get; init; }
}

/// <summary>The first lines of a list, and how many there are in all.</summary>
/// <param name="Command">Lists all of them.</param>
sealed record Listed<T>(IReadOnlyList<T> Lines, int Total, string Command)
{
    public bool IsCut => Total > Lines.Count;
}

/// <param name="Now">As it is read: "trên 335".</param>
/// <param name="Change">"+27,4%"; null where it cannot be said.</param>
sealed record FigureRow(string Name, string Now, string? Before, string? Change)
{
    public required IReadOnlyList<FigureSourceLine> Sources { get; init; }
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <param name="Href">Where more is said of the source.</param>
sealed record FigureSourceLine(string Name, string Href, int Rows);

/// <summary>One figure over the years, a bar a year.</summary>
sealed record ChartPart(string Name, IReadOnlyList<ChartRow> Years);

/// <param name="Label">What a reader of the bar who does not see it is told.</param>
/// <param name="Parts">The bar.</param>
sealed record ChartRow(string Year, string Label, string Text, IReadOnlyList<BarPart> Parts);

/// <summary>Figures as they were frozen, and what is other now.</summary>
sealed record FrozenPart(string On, string Who, string? Why)
{
    public required IReadOnlyList<CorrectionLine> Corrections { get; init; }
    public required IReadOnlyList<FigureRow> Figures { get; init; }
}

sealed record CorrectionLine(string Name, string Then, string Now);

/// <summary>An activity that several rows tell.</summary>
sealed record JoinedPart(string Day, string Name, string Units, IReadOnlyList<ToldLine> Rows);

/// <param name="Row">Source and id.</param>
/// <param name="Undo">The command that counts it apart; null for the row that the activity is shown by.</param>
sealed record ToldLine(string Row, string Name, string? Unit, string? Undo);

/// <summary>Two rows that may be one activity.</summary>
sealed record AskedPart(string Day, ToldLine A, ToldLine B, string Same, string Apart);

sealed record QuietLine(string Name, string? Href, string? Last);
