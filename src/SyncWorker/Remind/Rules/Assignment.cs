namespace SyncWorker.Remind.Rules;

/// <summary>A line of the sheet of assignments: what a conference concluded, or what somebody petitioned for.</summary>
/// <param name="Id">Lasting: the ledger knows it by this.</param>
/// <param name="Owner">A position of staff.json, or the register number of a unit.</param>
sealed record Assignment(string Id, AssignmentKind Kind, string Owner, DateOnly Due)
{
    public required string TaskVi { get; init; }

    public string? TaskEn { get; init; }

    /// <summary>The document it rests on.</summary>
    public string? Basis { get; init; }

    /// <summary>When it was answered and how, as written; null while it is open.</summary>
    public string? Answer { get; init; }
}

enum AssignmentKind
{
    /// <summary>Kết luận hội nghị.</summary>
    Conclusion,

    /// <summary>Kiến nghị.</summary>
    Petition,
}
