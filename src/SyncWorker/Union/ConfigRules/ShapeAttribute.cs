namespace SyncWorker.Union.ConfigRules;

/// <summary>The shape of a text for the editor alone: a later check knows more, such as the tables, and names the fault.</summary>
sealed class ShapeAttribute(string pattern, string fix) : TextRuleAttribute(pattern)
{
    public override string Fix => fix;

    public override string? Fault(string text) => null;
}
