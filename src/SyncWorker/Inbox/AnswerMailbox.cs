using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Net;
using SyncWorker.Net.Mail;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Inbox;

/// <summary>
/// Reads the messages of a mailbox by IMAP: each is handled and moved into a folder of the mailbox. A message is known by the mailbox, its
/// UIDVALIDITY and UID; one that was handled and could not be moved is moved by the next run.
/// </summary>
sealed class AnswerMailbox(
    SyncStore store,
    StageSettings<AnswersOptions?> settings,
    MessageHandler messages,
    InboxNetwork network,
    SecretStore secrets,
    TimeProvider clock
)
{
    /// <summary>Who asks by hand waits no longer.</summary>
    static readonly TimeSpan s_probe = TimeSpan.FromSeconds(15);

    /// <summary>What became of each message, in the order in which they came; what IT is to be told becomes notes.</summary>
    public async Task<IReadOnlyList<HandledMessage>> ReadAsync(DateOnly today, List<string> notes, CancellationToken cancellationToken)
    {
        if (settings.Options is not { Imap: { } options } answers)
        {
            return [];
        }

        await using var db = store.Open();
        var memory = new LoginMemory(LoginMemory.InboxFact, AccountOf(options), options.Secret, secrets);
        if (await memory.IsRefusedAsync(db, cancellationToken))
        {
            notes.Add(
                $"The mailbox of answers refused the login, and the password has not been set again since. Set it again with: SyncWorker secret set {options.Secret}; when the account works again with the same one: SyncWorker mail release"
            );
            return [];
        }

        using var connector = Connector(options);
        using var line = new MailLine(new ImapClient(), options.Host, connector.Authority);
        switch (await connector.OpenAsync(line, options.Timeout.Span, cancellationToken))
        {
            case NoSession.LoginRefused refused:
                await memory.RememberAsync(db);
                notes.Add(Describe(refused, options));
                return [];
            case { } away:
                notes.Add(Describe(away, options));
                return [];
        }

        var read = new List<HandledMessage>();
        try
        {
            await ReadAsync(new(line, options, clock), today, answers.KeepDays, read, cancellationToken);
        }
        catch (Exception broken) when (IsOfServer(broken) && !cancellationToken.IsCancellationRequested)
        {
            notes.Add($"The mailbox of answers at {options.Host} broke off: {Reason(broken)} The next run goes on.");
        }

        notes.AddRange(read.Select(message => message.Note).OfType<string>());
        return read;
    }

    /// <summary>Signs in, opens the folder for writing and finds the folders for what is handled; reads no message.</summary>
    /// <returns>Whether answers can be read there, and in words what was found.</returns>
    public async Task<(bool Works, string Words)> ProbeAsync(ImapOptions options, CancellationToken cancellationToken)
    {
        using var connector = Connector(options);
        using var line = new MailLine(new ImapClient(), options.Host, connector.Authority);
        var longest = options.Timeout.Span < s_probe ? options.Timeout.Span : s_probe;
        if (await connector.OpenAsync(line, longest, cancellationToken) is { } none)
        {
            return (false, Describe(none, options));
        }

        try
        {
            var session = new MailboxSession(line, options, clock);
            var waiting = (await session.OpenAsync(cancellationToken)).Count;
            await session.HandledAsync(HandledFolders.Done, cancellationToken);
            return (true, $"{options.Host}:{options.Port} lets us in; {options.Folder} holds {Count.Describe(waiting, "message")}");
        }
        catch (Exception broken) when (IsOfServer(broken) && !cancellationToken.IsCancellationRequested)
        {
            return (false, $"{options.Host} lets us in, but its folder {options.Folder} cannot be worked in: {Reason(broken)}");
        }
    }

    async Task ReadAsync(
        MailboxSession session,
        DateOnly today,
        int keepDays,
        List<HandledMessage> read,
        CancellationToken cancellationToken
    )
    {
        foreach (var uid in await session.OpenAsync(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = $"UID {uid.Id.ToString(CultureInfo.InvariantCulture)}";
            var handled = await messages.HandleAsync(
                new($"{session.Key}:{uid.Id.ToString(CultureInfo.InvariantCulture)}", name, stop => session.ReadAsync(uid, stop)),
                today,
                cancellationToken
            );
            read.Add(handled with { MoveFault = await session.MoveAsync(uid, handled.Folder, cancellationToken) });
        }

        await session.DeleteOldAsync(today.AddDays(-keepDays), cancellationToken);
    }

    MailConnector Connector(ImapOptions options) => new(options.ToServer(), network.ConfigFolder, network.For(options), secrets, clock);

    static string AccountOf(ImapOptions options) => $"{options.Host} {options.User} {options.OAuth?.ClientId}";

    static string Describe(NoSession none, ImapOptions options) =>
        none switch
        {
            NoSession.LoginRefused { Code: null, Text: var words } when words.StartsWith("The ", StringComparison.Ordinal) =>
                $"{words.TrimEnd('.')}.",
            NoSession.LoginRefused refused =>
                $"{options.Host}:{options.Port} refuses the login: {refused.Text.TrimEnd('.')}. Look at answers.imap in send.json and set the password again: SyncWorker secret set {options.Secret}. Do not repeat this often, or the account is locked.",
            _ => $"{none.Text.TrimEnd('.')}.",
        };

    static string Reason(Exception error) => ReplyText.WithoutAddresses(HttpErrorText.Sentence(error));

    static bool IsOfServer(Exception error) =>
        error
            is ProtocolException
                or CommandException
                or FolderNotFoundException
                or ServiceNotConnectedException
                or ServiceNotAuthenticatedException
                or IOException
                or SocketException
                or ObjectDisposedException
                or OperationCanceledException;
}
