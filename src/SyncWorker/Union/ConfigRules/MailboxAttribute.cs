namespace SyncWorker.Union.ConfigRules;

/// <summary>One bare mail address.</summary>
sealed class MailboxAttribute() : TextRuleAttribute(EmailAddress.Pattern)
{
    public override string Fix => "Write one address such as nhacviec@example.org.";

    public override string? Fault(string text) => EmailAddress.Fault(text) is { } fault ? $"\"{text}\" is not a mailbox: {fault}." : null;
}
