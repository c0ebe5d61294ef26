namespace SyncWorker.Union.ConfigRules;

/// <summary>
/// What a text of config must be beyond its type; on a list each item, on an object of names and values each value. The binder refuses
/// what has a fault, and the schema carries the pattern, so that the editor knows the rule too.
/// </summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
abstract class TextRuleAttribute(string pattern) : Attribute
{
    /// <summary>
    /// A regular expression that every good text matches, in what ECMA-262 and .NET have in common. It may match a bad one:
    /// <see cref="Fault"/> decides.
    /// </summary>
    public string Pattern { get; } = pattern;

    /// <summary>Whether capital and small letters of the pattern are the same.</summary>
    public bool IgnoreCase { get; init; }

    /// <summary>Whether the rule is about the names of an object of names and values.</summary>
    public bool OfNames { get; init; }

    /// <summary>What to write, as a sentence.</summary>
    public abstract string Fix { get; }

    /// <summary>What is wrong, as a sentence; null for a good text.</summary>
    public abstract string? Fault(string text);
}
