using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Inbox;

/// <summary>A message that lies in the mailbox or the folder.</summary>
/// <param name="Key"><inheritdoc cref="InboxMessage.Key"/></param>
/// <param name="Name"><inheritdoc cref="InboxMessage.Name"/></param>
/// <param name="ReadAsync">Its first <see cref="IncomingMail.MostBytes"/>, or why it alone cannot be read.</param>
sealed record WaitingMessage(string Key, string Name, Func<CancellationToken, Task<(byte[]? Bytes, string? Fault)>> ReadAsync);

/// <summary>
/// Handles one message: says what it is, does what it asks for, and keeps that it was handled, all in one transaction. A message that was
/// handled before gets the same answer again. Whatever a message does to its reader concerns that message alone.
/// </summary>
sealed class MessageHandler(SyncStore store, SignedAnswers answers, NonDelivery reports, Replies replies, TimeProvider clock)
{
    public async Task<HandledMessage> HandleAsync(WaitingMessage message, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = store.OpenDurable();
        if (await FindAsync(db, message.Key, cancellationToken) is { } before)
        {
            return before;
        }

        var (mail, fault) = await ReadAsync(message, cancellationToken); // before the transaction: a server may be slow
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(db, message.Key, cancellationToken) is { } meanwhile)
        {
            return meanwhile;
        }

        var hash = mail is null ? null : HashOf(mail.Headers);
        var (kind, verdict) =
            mail is null ? (InboxKind.Unreadable, new(InboxOutcome.SetAside, $"it cannot be read ({fault})"))
            : hash is not null && await db.Inbox.AnyAsync(row => row.Hash == hash, cancellationToken)
                ? (InboxKind.Repeat, new(InboxOutcome.Ignored, "the same message was handled before"))
            : await JudgeAsync(db, mail, message.Key, today, cancellationToken);
        db.Inbox.Add(
            new()
            {
                Key = message.Key,
                Name = message.Name,
                Hash = hash,
                Kind = kind,
                Outcome = verdict.Outcome,
                Words = verdict.Words,
                HandledAt = clock.GetUtcNow(),
                On = today,
                Sender = mail?.Sender is { } sender ? Replies.SenderMark(sender.Address) : null,
                Recipient = verdict.Recipient,
                OutboxId = verdict.OutboxId,
                TextVi = verdict.TextVi,
                TextEn = verdict.TextEn,
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        FailPoint.Pass("inbox.booking");
        await transaction.CommitAsync(cancellationToken);
        FailPoint.Pass("inbox.booked");
        return new(message.Name, kind, verdict.Outcome, verdict.Words) { IsNew = true };
    }

    /// <summary>Forgets what was handled so long ago that its message is gone.</summary>
    public async Task ForgetAsync(DateOnly before, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        await db.Inbox.Where(row => row.On < before).ExecuteDeleteAsync(cancellationToken);
    }

    async Task<(InboxKind Kind, Verdict Verdict)> JudgeAsync(
        SyncDb db,
        IncomingMail mail,
        string key,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var id = Hex(key)[..12];
        if (mail.Report is { } report)
        {
            return (InboxKind.DeliveryReport, await reports.BookAsync(db, report, id, today, cancellationToken));
        }

        if (AutomaticMail.Matches(mail.Headers))
        {
            return (InboxKind.Automatic, new(InboxOutcome.Ignored, "a program sent it, not a person"));
        }

        return SignedAnswers.FindToken(mail.Subject) is { } token
            ? (InboxKind.Answer, await answers.TakeAsync(db, token, mail, today, cancellationToken))
            : (InboxKind.Reply, await replies.PassOnAsync(db, mail, id, today, cancellationToken));
    }

    // Whatever the parser meets in a message concerns that message alone.
    static async Task<(IncomingMail? Mail, string? Fault)> ReadAsync(WaitingMessage message, CancellationToken cancellationToken)
    {
        var (bytes, fault) = await message.ReadAsync(cancellationToken);
        try
        {
            return bytes is null ? (null, fault) : (IncomingMail.Read(bytes), null);
        }
        catch (Exception error)
        {
            return (null, error.Message.TrimEnd('.'));
        }
    }

    static async Task<HandledMessage?> FindAsync(SyncDb db, string key, CancellationToken cancellationToken) =>
        await db
            .Inbox.Where(row => row.Key == key)
            .Select(row => new HandledMessage(row.Name, row.Kind, row.Outcome, row.Words))
            .SingleOrDefaultAsync(cancellationToken);

    static string? HashOf(HeaderList headers) =>
        headers[HeaderId.MessageId] is { } id
            ? Hex(string.Join('\n', id, headers[HeaderId.Date], headers[HeaderId.From], headers[HeaderId.Subject]))
            : null;

    static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}

/// <summary>A message that was handled, now or before.</summary>
/// <param name="File">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Words">The same for people, without any address.</param>
sealed record HandledMessage(string File, InboxKind Kind, InboxOutcome Outcome, string Words)
{
    /// <summary>It was handled by this run.</summary>
    public bool IsNew { get; init; }

    /// <summary>Why it still lies where it was; null when it was moved.</summary>
    public string? MoveFault { get; init; }

    /// <summary>An answer or a report is booked, from now or from before.</summary>
    public bool IsTaken => Outcome == InboxOutcome.Taken;

    /// <summary>The folder it is moved into.</summary>
    public string Folder =>
        Outcome switch
        {
            InboxOutcome.Taken => HandledFolders.Done,
            InboxOutcome.Forwarded or InboxOutcome.Kept => HandledFolders.Replies,
            _ => HandledFolders.Refused,
        };

    /// <summary>What IT is told; null where all went as it should.</summary>
    public string? Note =>
        MoveFault is { } fault ? $"The mail {File} stays among the answers: {fault}"
        : !IsNew ? null
        : Outcome switch
        {
            InboxOutcome.Refused or InboxOutcome.SetAside => $"The mail {File} among the answers was refused: {Words}.",
            InboxOutcome.Kept => $"The mail {File} among the answers is a reply that was not passed on: {Words}.",
            InboxOutcome.Taken when Kind == InboxKind.DeliveryReport => $"The mail {File} among the answers: {Words}.",
            _ => null,
        };
}

/// <summary>Where handled messages are moved to, in the folder and in the mailbox alike.</summary>
static class HandledFolders
{
    public const string Done = "done";
    public const string Refused = "refused";
    public const string Replies = "replies";

    public static readonly IReadOnlyList<string> All = [Done, Refused, Replies];
}
