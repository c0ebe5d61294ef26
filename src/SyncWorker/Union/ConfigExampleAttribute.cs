namespace SyncWorker.Union;

/// <summary>An example of a value that config writes as text, for messages and for the schema.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Property)]
sealed class ConfigExampleAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}
