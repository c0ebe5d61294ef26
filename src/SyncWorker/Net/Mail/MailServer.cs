namespace SyncWorker.Net.Mail;

/// <summary>A mail server as a session with it is opened: what the options of sending and of reading mail have in common.</summary>
/// <param name="Protocol">What it speaks.</param>
/// <param name="Host">Its name or address; the certificate must be made out to it.</param>
/// <param name="Port">Of the host.</param>
/// <param name="Security">How the connection is encrypted.</param>
sealed record MailServer(MailProtocol Protocol, string Host, int Port, MailSecurity Security)
{
    /// <summary>Who signs in; null for a server that knows this machine.</summary>
    public string? User { get; init; }

    /// <summary>The name of the secret; null for no login.</summary>
    public string? Secret { get; init; }

    /// <summary>Null for a login by password.</summary>
    public OAuthOptions? OAuth { get; init; }

    /// <summary>Null for none.</summary>
    public string? Proxy { get; init; }

    /// <inheritdoc cref="ClientCertificate"/>
    public string? CertificateFile { get; init; }

    public string? CertificateSecret { get; init; }

    /// <summary>Where it stands in send.json.</summary>
    public string Key => Protocol == MailProtocol.Smtp ? "smtp" : "answers.imap";

    /// <summary>The usual port for TLS from the first byte.</summary>
    public int TlsPort => Protocol == MailProtocol.Smtp ? 465 : 993;

    /// <summary>The usual port for STARTTLS.</summary>
    public int StartTlsPort => Protocol == MailProtocol.Smtp ? 587 : 143;
}

enum MailProtocol
{
    Smtp,
    Imap,
}

enum MailSecurity
{
    StartTls,
    Tls,
    StartTlsWhenOffered,
    None,
}

/// <summary>Why there is no session with a mail server.</summary>
/// <param name="Code">The reply code, where a server answered with one.</param>
/// <param name="Text">The server's words without addresses, or what broke and what to write in send.json.</param>
abstract record NoSession(int? Code, string Text)
{
    /// <summary>The server does not accept our login: every further try brings the account nearer to being locked.</summary>
    public sealed record LoginRefused(int? Code, string Text) : NoSession(Code, Text);

    /// <summary>It was not reached, or it is not as config says.</summary>
    public sealed record NotReached(int? Code, string Text) : NoSession(Code, Text);
}
