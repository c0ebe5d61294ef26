namespace SyncWorker.Union;

/// <summary>Examples of a value that config writes as text, for messages and for the schema.</summary>
/// <param name="text">The one that messages name.</param>
/// <param name="more">Further ones that an editor offers.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Property)]
sealed class ConfigExampleAttribute(string text, params string[] more) : Attribute
{
    public string Text { get; } = text;

    public IReadOnlyList<string> All { get; } = [text, .. more];

    /// <summary>
    /// A regular expression that every good text matches, in what ECMA-262 and .NET have in common, for the schema: what parses the text
    /// decides.
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>Whether capital and small letters of the pattern are the same.</summary>
    public bool IgnoreCase { get; init; }
}
