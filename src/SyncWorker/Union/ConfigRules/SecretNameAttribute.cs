using System.Text.RegularExpressions;

namespace SyncWorker.Union.ConfigRules;

/// <summary>The name that a secret was stored by; never the secret.</summary>
sealed partial class SecretNameAttribute() : TextRuleAttribute(Name)
{
    const string Name = "^[a-z0-9]+(-[a-z0-9]+)*$";

    public override string Fix => "Write a name of small letters, digits and dashes, and store the secret itself with `secret set NAME`.";

    /// <summary>The text itself is not repeated: it may be the secret.</summary>
    public override string? Fault(string text) => IsName(text) ? null : "That is no name of a secret.";

    /// <summary>Small letters, digits and dashes: it must survive as part of an environment variable.</summary>
    public static bool IsName(string text) => NamePattern().IsMatch(text);

    [GeneratedRegex(Name)]
    private static partial Regex NamePattern();
}
