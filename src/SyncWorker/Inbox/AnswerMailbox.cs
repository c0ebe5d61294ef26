using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
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
    MessageDesk desk,
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
            var handled = await desk.HandleAsync(
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

/// <summary>How the server of the mailbox is reached, beside what <see cref="ImapOptions"/> says.</summary>
/// <param name="ConfigFolder">Where files without a folder are.</param>
/// <param name="Proxy">For the addresses that tokens come from.</param>
/// <param name="Trust">Files of private authorities.</param>
sealed record InboxNetwork(string ConfigFolder, string? Proxy, IReadOnlyList<string> Trust)
{
    public NetworkOptions For(ImapOptions options) =>
        NetworkOptions.Read(Proxy, options.TrustFile is { } own ? [.. Trust, own] : Trust, ConfigFolder);
}

/// <summary>The folder of a mailbox while it is read. Each step has the time that config gives a server to answer.</summary>
sealed class MailboxSession(MailLine line, ImapOptions options, TimeProvider clock)
{
    /// <summary>The folder of the mailbox that holds done, refused and replies.</summary>
    const string Parent = "SyncWorker";

    readonly ImapClient _client = (ImapClient)line.Session;
    readonly Dictionary<string, IMailFolder> _handled = new(StringComparer.Ordinal);
    IMailFolder _folder = null!;

    /// <summary>The mailbox and its UIDVALIDITY: when that changes, all UIDs are new.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Opens the folder; the messages in it, in the order in which they came.</summary>
    public async Task<IReadOnlyList<UniqueId>> OpenAsync(CancellationToken cancellationToken)
    {
        _folder = await StepAsync(stop => _client.GetFolderAsync(options.Folder, stop), cancellationToken);
        await StepAsync(stop => _folder.OpenAsync(FolderAccess.ReadWrite, stop), cancellationToken);
        var mailbox = SHA256.HashData(Encoding.UTF8.GetBytes($"{options.Host}\n{options.User}\n{options.Folder}"));
        Key = string.Create(CultureInfo.InvariantCulture, $"imap:{Convert.ToHexStringLower(mailbox.AsSpan(0, 6))}:{_folder.UidValidity}");
        var uids = await StepAsync(stop => _folder.SearchAsync(SearchQuery.NotDeleted, stop), cancellationToken);
        return [.. uids.OrderBy(uid => uid.Id)];
    }

    /// <summary>The beginning of a message, or why the server does not give this one.</summary>
    public async Task<(byte[]? Bytes, string? Fault)> ReadAsync(UniqueId uid, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await StepAsync(
                stop => _folder.GetStreamAsync(uid, 0, IncomingMail.MostBytes, stop),
                cancellationToken
            );
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, cancellationToken);
            return (bytes.ToArray(), null);
        }
        catch (Exception error) when (error is CommandException or MessageNotFoundException)
        {
            return (null, ReplyText.WithoutAddresses(error.Message).TrimEnd('.'));
        }
    }

    /// <summary>Why the message could not be moved; null when it was.</summary>
    public async Task<string?> MoveAsync(UniqueId uid, string to, CancellationToken cancellationToken)
    {
        try
        {
            var folder = await HandledAsync(to, cancellationToken);
            await StepAsync(stop => _folder.MoveToAsync(uid, folder, stop), cancellationToken);
            return null;
        }
        catch (Exception error) when (error is CommandException or FolderNotFoundException)
        {
            return $"it cannot be moved to {Parent}/{to}: {ReplyText.WithoutAddresses(error.Message)}";
        }
    }

    /// <summary>The folder for what is handled, made when it is not there.</summary>
    public async Task<IMailFolder> HandledAsync(string name, CancellationToken cancellationToken)
    {
        if (_handled.TryGetValue(name, out var known))
        {
            return known;
        }

        var root = _client.GetFolder(_client.PersonalNamespaces[0]);
        var parent = await FindOrMakeAsync(root, Parent, isForMessages: false, cancellationToken);
        return _handled[name] = await FindOrMakeAsync(parent, name, isForMessages: true, cancellationToken);
    }

    /// <summary>They are whole mails of people: what they said is in the store.</summary>
    public async Task DeleteOldAsync(DateOnly before, CancellationToken cancellationToken)
    {
        foreach (var name in HandledFolders.All)
        {
            var folder = await HandledAsync(name, cancellationToken);
            await StepAsync(stop => folder.OpenAsync(FolderAccess.ReadWrite, stop), cancellationToken);
            var old = await StepAsync(
                stop => folder.SearchAsync(SearchQuery.DeliveredBefore(before.ToDateTime(TimeOnly.MinValue)), stop),
                cancellationToken
            );
            if (old.Count > 0)
            {
                await StepAsync(
                    stop => folder.StoreAsync(old, new StoreFlagsRequest(StoreAction.Add, MessageFlags.Deleted) { Silent = true }, stop),
                    cancellationToken
                );
                await StepAsync(stop => folder.ExpungeAsync(stop), cancellationToken);
            }
        }
    }

    async Task<IMailFolder> FindOrMakeAsync(IMailFolder parent, string name, bool isForMessages, CancellationToken cancellationToken)
    {
        try
        {
            return await StepAsync(stop => parent.GetSubfolderAsync(name, stop), cancellationToken);
        }
        catch (FolderNotFoundException)
        {
            return await StepAsync(stop => parent.CreateAsync(name, isForMessages, stop), cancellationToken)
                ?? throw new FolderNotFoundException($"{parent.FullName}/{name}");
        }
    }

    Task StepAsync(Func<CancellationToken, Task> step, CancellationToken cancellationToken) =>
        StepAsync(
            async stop =>
            {
                await step(stop);
                return true;
            },
            cancellationToken
        );

    async Task<T> StepAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.Timeout.Span, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await step(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException("it did not answer in time");
        }
    }
}
