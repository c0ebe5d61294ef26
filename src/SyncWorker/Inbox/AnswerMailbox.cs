using MailKit;
using SyncWorker.Config.Secrets;
using SyncWorker.Net;
using SyncWorker.Net.Mail;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Inbox;

/// <summary>
/// Reads the messages of a mailbox: each is handled and moved into a folder of the mailbox. One that was handled and could not be moved is
/// moved by the next run.
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
        if (settings.Options is not { } answers || Open(answers) is not { } session)
        {
            return [];
        }

        using (session)
        {
            return await ReadAsync(session, answers, today, notes, cancellationToken);
        }
    }

    /// <summary>Signs in, opens the folder and finds the folders for what is handled; reads no message.</summary>
    /// <returns>Whether answers can be read there, and in words what was found; null where config names no mailbox.</returns>
    public async Task<(bool Works, string Words)?> ProbeAsync(AnswersOptions answers, CancellationToken cancellationToken)
    {
        if (Open(answers) is not { } session)
        {
            return null;
        }

        using (session)
        {
            var longest = session.Patience < s_probe ? session.Patience : s_probe;
            if (await session.SignInAsync(longest, cancellationToken) is { } none)
            {
                return (false, session.Describe(none));
            }

            try
            {
                var waiting = (await session.OpenAsync(cancellationToken)).Count;
                await session.FindFoldersAsync(cancellationToken);
                return (true, $"{session.Server} lets us in; {session.Folder} holds {Count.Describe(waiting, "message")}");
            }
            catch (Exception broken) when (IsOfServer(broken) && !cancellationToken.IsCancellationRequested)
            {
                return (false, $"{session.Server} lets us in, but its folder {session.Folder} cannot be worked in: {Reason(broken)}");
            }
        }
    }

    async Task<IReadOnlyList<HandledMessage>> ReadAsync(
        IMailboxSession session,
        AnswersOptions answers,
        DateOnly today,
        List<string> notes,
        CancellationToken cancellationToken
    )
    {
        await using var db = store.Open();
        var memory = new LoginMemory(LoginMemory.InboxFact, session.Account, session.Secret, secrets);
        if (await memory.IsRefusedAsync(db, cancellationToken))
        {
            notes.Add(
                $"The mailbox of answers refused the login, and the password has not been set again since. Set it again with: SyncWorker secret set {session.Secret}; when the account works again with the same one: SyncWorker mail release"
            );
            return [];
        }

        if (await session.SignInAsync(session.Patience, cancellationToken) is { } none)
        {
            if (none is NoSession.LoginRefused)
            {
                await memory.RememberAsync(db);
            }

            notes.Add(session.Describe(none));
            return [];
        }

        var read = new List<HandledMessage>();
        try
        {
            await HandleAsync(session, today, answers.KeepDays, read, cancellationToken);
        }
        catch (Exception broken) when (IsOfServer(broken) && !cancellationToken.IsCancellationRequested)
        {
            notes.Add($"The mailbox of answers at {session.Server} broke off: {Reason(broken)} The next run goes on.");
        }

        notes.AddRange(read.Select(message => message.Note).OfType<string>());
        return read;
    }

    async Task HandleAsync(
        IMailboxSession session,
        DateOnly today,
        int keepDays,
        List<HandledMessage> read,
        CancellationToken cancellationToken
    )
    {
        foreach (var (message, moveAsync) in await session.OpenAsync(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var handled = await messages.HandleAsync(message, today, cancellationToken);
            read.Add(handled with { MoveFault = await moveAsync(handled.Folder, cancellationToken) });
        }

        await session.DeleteOldAsync(today.AddDays(-keepDays), cancellationToken);
    }

    IMailboxSession? Open(AnswersOptions answers) =>
        answers switch
        {
            { Imap: { } imap } => new ImapMailbox(imap, network, secrets, clock),
            { Graph: { } graph } => new GraphMailbox(graph, network.With(null), secrets, clock),
            _ => null,
        };

    static string Reason(Exception error) => ReplyText.WithoutAddresses(HttpErrorText.Sentence(error));

    static bool IsOfServer(Exception error) =>
        error is IOException or CommandException or FolderNotFoundException or OperationCanceledException;
}
