namespace SyncWorker.Send.Transports;

/// <summary>
/// Where a mail leaves the program: a pickup folder, an SMTP server, Microsoft Graph. One object is one session for many
/// mails, used by one run at a time, for <see cref="AtOnce"/> mails at the same time. What a server does is a <see cref="Delivery"/>; only
/// a bug or a broken machine throws.
/// </summary>
interface IMailTransport : IAsyncDisposable
{
    /// <summary>pickup, smtp, graph: what <c>attempts</c> records.</summary>
    string Name { get; }

    /// <summary>True when the same mail again takes the place of the first, so that nothing can be doubled.</summary>
    bool ReplaysSafely { get; }

    /// <summary>How many mails it takes at the same time.</summary>
    int AtOnce { get; }

    /// <summary>
    /// Delivers the mail. Calls <paramref name="handingOver"/> exactly before the moment from which on the mail may
    /// arrive although no answer comes (SMTP: before DATA), unless <see cref="ReplaysSafely"/>.
    /// </summary>
    Task<Delivery> SendAsync(ComposedMail mail, Action handingOver, CancellationToken abort);
}
