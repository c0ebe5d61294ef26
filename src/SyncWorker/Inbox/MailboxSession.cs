using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using SyncWorker.Net.Mail;

namespace SyncWorker.Inbox;

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
