namespace SyncWorker.Union.ConfigRules;

/// <summary>The name or address of a server, without scheme and port.</summary>
sealed class ServerNameAttribute() : TextRuleAttribute(@"^([^\s/@:\\]+|\[?[0-9A-Fa-f:.]+\]?)$")
{
    public override string Fix => "Write the name alone, such as mail.example.org; the port has a key of its own.";

    public override string? Fault(string text) =>
        Uri.CheckHostName(text) == UriHostNameType.Unknown ? $"\"{text}\" is not the name of a server." : null;
}
