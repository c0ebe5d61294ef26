using SyncWorker.Net.Mail;

namespace SyncWorker.Inbox;

/// <summary>The mailbox of answers while it is read, by IMAP or by Microsoft Graph. What breaks off a session is an <see cref="IOException"/>.</summary>
interface IMailboxSession : IDisposable
{
    /// <summary>The server, as notes name it.</summary>
    string Server { get; }

    /// <summary>The folder that is read.</summary>
    string Folder { get; }

    /// <summary>Who signs in where: a refused login is remembered of this account.</summary>
    string Account { get; }

    /// <summary>The name of the secret that it signs in with.</summary>
    string Secret { get; }

    /// <summary>How long one step may take.</summary>
    TimeSpan Patience { get; }

    /// <summary>Signs in. Why that was not possible; null when it was.</summary>
    Task<NoSession?> SignInAsync(TimeSpan longest, CancellationToken cancellationToken);

    /// <summary>Why there is no session, and what to do, in a sentence.</summary>
    string Describe(NoSession none);

    /// <summary>Opens the folder that config names; the messages in it, in the order in which they came.</summary>
    Task<IReadOnlyList<MailboxItem>> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Finds the folders for what is handled, and makes those that are not there.</summary>
    Task FindFoldersAsync(CancellationToken cancellationToken);

    /// <summary>Deletes what was handled and came before this day: whole mails of people, and what they said is in the store.</summary>
    Task DeleteOldAsync(DateOnly before, CancellationToken cancellationToken);
}

/// <param name="Message">A message in the mailbox.</param>
/// <param name="MoveAsync">Moves it into a folder of <see cref="HandledFolders"/>; why that was not possible, null when it was.</param>
sealed record MailboxItem(WaitingMessage Message, Func<string, CancellationToken, Task<string?>> MoveAsync);
