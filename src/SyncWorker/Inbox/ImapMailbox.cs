using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using SyncWorker.Config.Secrets;
using SyncWorker.Net.Mail;

namespace SyncWorker.Inbox;

/// <summary>
/// A mailbox that is read by IMAP. Each step has the time that config gives a server to answer. A message is known by the mailbox, its
/// UIDVALIDITY and UID.
/// </summary>
sealed class ImapMailbox : IMailboxSession
{
    /// <summary>The folder of the mailbox that holds done, refused and replies.</summary>
    public const string Parent = "SyncWorker";

    readonly ImapOptions _options;
    readonly TimeProvider _clock;
    readonly MailConnector _connector;
    readonly MailLine _line;
    readonly ImapClient _client = new();
    readonly Dictionary<string, IMailFolder> _handled = new(StringComparer.Ordinal);
    IMailFolder _folder = null!;

    public ImapMailbox(ImapOptions options, InboxNetwork network, SecretStore secrets, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _connector = new(options.ToServer(), network.ConfigFolder, network.With(options.TrustFile), secrets, clock);
        _line = new(_client, options.Host, _connector.Authority);
    }

    public string Server => $"{_options.Host}:{_options.Port}";

    public string Folder => _options.Folder;

    public string Account => $"{_options.Host} {_options.User} {_options.OAuth?.ClientId}";

    public string Secret => _options.Secret;

    public TimeSpan Patience => _options.Timeout.Span;

    public Task<NoSession?> SignInAsync(TimeSpan longest, CancellationToken cancellationToken) =>
        _connector.OpenAsync(_line, longest, cancellationToken);

    public string Describe(NoSession none) =>
        none switch
        {
            NoSession.LoginRefused { Code: null, Text: var words } when words.StartsWith("The ", StringComparison.Ordinal) =>
                $"{words.TrimEnd('.')}.",
            NoSession.LoginRefused refused =>
                $"{Server} refuses the login: {refused.Text.TrimEnd('.')}. Look at answers.imap in send.json and set the password again: SyncWorker secret set {Secret}. Do not repeat this often, or the account is locked.",
            _ => $"{none.Text.TrimEnd('.')}.",
        };

    public async Task<IReadOnlyList<MailboxItem>> OpenAsync(CancellationToken cancellationToken)
    {
        _folder = await StepAsync(stop => _client.GetFolderAsync(_options.Folder, stop), cancellationToken);
        await StepAsync(stop => _folder.OpenAsync(FolderAccess.ReadWrite, stop), cancellationToken);
        var mailbox = SHA256.HashData(Encoding.UTF8.GetBytes($"{_options.Host}\n{_options.User}\n{_options.Folder}"));
        var key = string.Create(
            CultureInfo.InvariantCulture,
            $"imap:{Convert.ToHexStringLower(mailbox.AsSpan(0, 6))}:{_folder.UidValidity}"
        );
        var uids = await StepAsync(stop => _folder.SearchAsync(SearchQuery.NotDeleted, stop), cancellationToken);
        return
        [
            .. uids.OrderBy(uid => uid.Id)
                .Select(uid => new MailboxItem(
                    new(
                        string.Create(CultureInfo.InvariantCulture, $"{key}:{uid.Id}"),
                        string.Create(CultureInfo.InvariantCulture, $"UID {uid.Id}"),
                        stop => ReadAsync(uid, stop)
                    ),
                    (to, stop) => MoveAsync(uid, to, stop)
                )),
        ];
    }

    public Task FindFoldersAsync(CancellationToken cancellationToken) => HandledAsync(HandledFolders.Done, cancellationToken);

    /// <summary>The beginning of a message, or why the server does not give this one.</summary>
    async Task<(byte[]? Bytes, string? Fault)> ReadAsync(UniqueId uid, CancellationToken cancellationToken)
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
    async Task<string?> MoveAsync(UniqueId uid, string to, CancellationToken cancellationToken)
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
    async Task<IMailFolder> HandledAsync(string name, CancellationToken cancellationToken)
    {
        if (_handled.TryGetValue(name, out var known))
        {
            return known;
        }

        var root = _client.GetFolder(_client.PersonalNamespaces[0]);
        var parent = await FindOrMakeAsync(root, Parent, isForMessages: false, cancellationToken);
        return _handled[name] = await FindOrMakeAsync(parent, name, isForMessages: true, cancellationToken);
    }

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
        using var patience = new CancellationTokenSource(_options.Timeout.Span, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await step(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException("it did not answer in time");
        }
        catch (Exception broken)
            when (broken
                    is ProtocolException
                        or ServiceNotConnectedException
                        or ServiceNotAuthenticatedException
                        or SocketException
                        or ObjectDisposedException
            )
        {
            throw new IOException(broken.Message, broken);
        }
    }

    public void Dispose()
    {
        _line.Dispose();
        _connector.Dispose();
    }
}
