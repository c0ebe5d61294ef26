using Microsoft.EntityFrameworkCore;
using MimeKit;
using SyncWorker.Config.Secrets;
using SyncWorker.Files;
using SyncWorker.Net.Mail;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Inbox;

/// <summary>
/// Reads the answers that people sent by the links in their mails: each file of a folder is one mail (.eml, or a Maildir's). The
/// token in its subject is checked, the answer written into the ledger, the file moved to <c>done</c> or <c>refused</c>. A mail that cannot
/// be read
/// is refused; the others go on.
/// </summary>
/// <param name="store">Holds the reminders that are answered.</param>
/// <param name="secrets">Hold the key that answers are signed with.</param>
/// <param name="settings">Its options are null where no answers are wanted.</param>
/// <param name="record">Tells the ledger.</param>
/// <param name="isTrial">In a trial the tester would answer for the real person.</param>
sealed class AnswerFolder(
    SyncStore store,
    SecretStore secrets,
    StageSettings<AnswersOptions?> settings,
    RecordAnswer record,
    IsTrial isTrial
)
{
    static readonly string[] s_read = ["done", "refused"];

    /// <summary>
    /// Reads the folder of send.json, where there is one. Returns how many answers were taken; refused ones become notes.
    /// </summary>
    public async Task<int> ReadConfiguredAsync(DateOnly today, List<string> notes, CancellationToken cancellationToken)
    {
        if (settings.Options is not { } options)
        {
            return 0;
        }

        var folder = options.FolderIn(Path.GetDirectoryName(store.Path)!);
        try
        {
            Directory.CreateDirectory(folder);
            DeleteOld(folder, today.AddDays(-options.KeepDays), notes);
            var read = await ReadAsync(folder, today, cancellationToken);
            notes.AddRange(
                read.Where(answer => !answer.IsTaken)
                    .Select(answer => $"The mail {answer.File} among the answers was refused: {answer.Words}.")
            );
            notes.AddRange(
                read.Where(answer => answer.MoveFault is not null)
                    .Select(answer => $"The mail {answer.File} stays among the answers: {answer.MoveFault}")
            );
            return read.Count(answer => answer.IsTaken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            notes.Add($"The folder of answers {folder} cannot be read: {error.Message}");
            return 0;
        }
    }

    /// <summary>What became of each file, oldest first.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public async Task<IReadOnlyList<ReadAnswer>> ReadAsync(string folder, DateOnly today, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return []; // it is made with the first answer
        }

        var answers = new List<ReadAnswer>();
        var inTrial = await isTrial(cancellationToken);
        foreach (
            var file in new DirectoryInfo(folder)
                .GetFiles()
                .Where(file => !file.Name.StartsWith('.'))
                .OrderBy(file => file.LastWriteTimeUtc)
                .ThenBy(file => file.Name, StringComparer.Ordinal)
        )
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (isTaken, words) = await FindTokenAsync(file.FullName, cancellationToken) switch
            {
                ({ }, _, _) when inTrial => (false, "this is a trial, in which nobody's answer counts"),
                ({ } token, { } headers, _) => await AnswerAsync(token, headers, today, cancellationToken),
                (_, _, var refusal) => (false, refusal),
            };
            answers.Add(new(file.Name, isTaken, words, Move(file, Path.Combine(folder, isTaken ? "done" : "refused"))));
        }

        return answers;
    }

    // Whatever a mail does to its reader concerns that mail alone. What the ledger then throws is no fault of the mail, which stays.
    static async Task<(AnswerToken? Token, HeaderList? Headers, string Refusal)> FindTokenAsync(
        string path,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var headers = await MailHeaders.ReadAsync(path, cancellationToken);
            return AutomaticMail.Matches(headers)
                ? (null, null, "a program sent it, not a person")
                : (AnswerToken.Find(headers[HeaderId.Subject] ?? ""), headers, "there is no answer in its subject");
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return (null, null, $"it cannot be read ({error.Message.TrimEnd('.')})");
        }
    }

    async Task<(bool IsTaken, string Words)> AnswerAsync(
        AnswerToken token,
        HeaderList headers,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        await using var db = store.Open();
        var row = await db
            .Ledger.Where(entry => entry.Id == token.Reminder)
            .Select(entry => new
            {
                entry.Recipient,
                entry.Rule,
                entry.Subject,
                entry.Period,
                entry.Facts,
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (AnswerKey.Find(secrets) is not { } key || row is null || !token.IsOf(key, row.Recipient))
        {
            return (false, "its signature is not ours: it was changed, or comes from another installation");
        }

        if (token.Until < today)
        {
            return (false, $"it was to be sent until {token.Until:yyyy-MM-dd}");
        }

        if (new AnswerSender(settings.Union.Staff, settings.Options?.AuthServId).Refusal(headers, row.Recipient, today) is { } refusal)
        {
            return (false, refusal);
        }

        var what = $"{row.Rule}/{row.Subject}/{row.Period} of {row.Recipient}";
        if (await db.Answers.AnyAsync(answer => answer.Reminder == token.Reminder && answer.Action == token.Action, cancellationToken))
        {
            return (true, $"{what}: answered before");
        }

        var until = SnoozeChoices.Until(token.Action, today, settings.Union.Calendar);
        var last = row.Facts.Length == 0 ? null : ReminderContent.FromJson(row.Facts).LastStepOn;
        if (until is not null && last <= today)
        {
            return (false, $"{what} cannot be put off: its last step was on {last:yyyy-MM-dd}");
        }

        until = until > last ? last : until;
        var rows = await record(new(token.Reminder, row.Recipient, token.Action, until), today, cancellationToken);
        db.Answers.Add(
            new()
            {
                Reminder = token.Reminder,
                Action = token.Action,
                On = today,
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        return (
            true,
            (rows, token.Action) switch
            {
                (0, _) => $"{what}: answered before",
                (_, AnswerAction.Acknowledge) => $"{what}: acknowledged",
                (_, AnswerAction.Done) => $"{what}: done",
                _ => $"{what}: snoozed until {until:yyyy-MM-dd}",
            }
        );
    }

    // They are whole mails of people: what they said is in the ledger.
    static void DeleteOld(string folder, DateOnly before, List<string> notes)
    {
        foreach (
            var file in s_read
                .Select(name => new DirectoryInfo(Path.Combine(folder, name)))
                .Where(read => read.Exists)
                .SelectMany(read => read.GetFiles())
        )
        {
            try
            {
                if (DateOnly.FromDateTime(file.LastWriteTimeUtc) < before)
                {
                    file.Delete();
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                notes.Add($"The old answer {file.Name} cannot be deleted: {error.Message}");
            }
        }
    }

    static string? Move(FileInfo file, string to)
    {
        try
        {
            Directory.CreateDirectory(to);
            file.MoveTo(Path.Combine(to, file.Name), overwrite: true);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"it cannot be moved to {to}: {error.Message}";
        }
    }
}

/// <param name="File">Its name.</param>
/// <param name="IsTaken">The answer is in the ledger, from now or from before.</param>
/// <param name="Words">The result for the file; without any address.</param>
/// <param name="MoveFault">Why it is still in the folder; null when it was moved.</param>
sealed record ReadAnswer(string File, bool IsTaken, string Words, string? MoveFault);

/// <summary>What a reader answered to one reminder.</summary>
/// <param name="Reminder">Its number in the ledger.</param>
/// <param name="Recipient">Who answered.</param>
/// <param name="Action">What was answered.</param>
/// <param name="SnoozedUntil">The day to be told again; null for an answer that puts nothing off.</param>
sealed record ReminderAnswer(long Reminder, string Recipient, AnswerAction Action, DateOnly? SnoozedUntil);

/// <summary>Writes an answer into the ledger.</summary>
/// <returns>How many reminders it changed: none when it was answered before.</returns>
delegate Task<int> RecordAnswer(ReminderAnswer answer, DateOnly today, CancellationToken cancellationToken);

/// <summary>Whether mail still goes to the mailbox of the trial.</summary>
delegate Task<bool> IsTrial(CancellationToken cancellationToken);
