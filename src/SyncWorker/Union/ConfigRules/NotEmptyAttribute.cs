namespace SyncWorker.Union.ConfigRules;

/// <summary>A list that has at least one item.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class NotEmptyAttribute(string message, string fix) : Attribute
{
    /// <summary>What is wrong with an empty list, as a sentence.</summary>
    public string Message { get; } = message;

    /// <summary>What to write, as a sentence.</summary>
    public string Fix { get; } = fix;
}
