using System.Text;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Files;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Secrets;
using SyncWorker.Store;

namespace SyncWorker.Remind;

/// <summary>
/// Reads the answers that people sent by the links in their mails: each file of a folder is one mail (.eml, or a Maildir's). The
/// token in its subject is checked, the ledger told, the file moved to <c>done</c> or <c>refused</c>.
/// </summary>
sealed class AnswerFolder(SyncStore store, SecretStore secrets)
{
    /// <summary>How long "nhắc lại sau" puts a reminder off, in working days.</summary>
    public const int LaterBy = 3;

    const int MostBytes = 1 << 20; // the subject stands at the head; what follows is not read

    /// <summary>Reads the folder of send.json, where there is one. Returns how many answers were taken; refused ones become notes.</summary>
    public async Task<int> ReadConfiguredAsync(SyncConfig config, DateOnly today, List<string> notes, CancellationToken cancellationToken)
    {
        if (config.Send.Answers is not { } options)
        {
            return 0;
        }

        var folder = options.FolderIn(Path.GetDirectoryName(store.Path)!);
        try
        {
            Directory.CreateDirectory(folder);
            var read = await ReadAsync(folder, config, today, cancellationToken);
            notes.AddRange(read.Where(answer => !answer.IsTaken).Select(answer => $"The mail {answer.File} among the answers was refused: {answer.Words}."));
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
    public async Task<IReadOnlyList<ReadAnswer>> ReadAsync(string folder, SyncConfig config, DateOnly today, CancellationToken cancellationToken)
    {
        var answers = new List<ReadAnswer>();
        foreach (var file in new DirectoryInfo(folder).GetFiles().Where(file => !file.Name.StartsWith('.')).OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (isTaken, words) = await AnswerAsync(await HeadAsync(file.FullName, cancellationToken), config, today, cancellationToken);
            var to = Directory.CreateDirectory(Path.Combine(folder, isTaken ? "done" : "refused")).FullName;
            file.MoveTo(Path.Combine(to, file.Name), overwrite: true);
            answers.Add(new(file.Name, isTaken, words));
        }

        return answers;
    }

    async Task<(bool IsTaken, string Words)> AnswerAsync(string head, SyncConfig config, DateOnly today, CancellationToken cancellationToken)
    {
        // An absence note quotes the subject it answers: no person decided anything.
        if (MailHead.Field(head, "Auto-Submitted") is { } auto && !auto.StartsWith("no", StringComparison.OrdinalIgnoreCase))
        {
            return (false, "a program sent it, not a person");
        }

        if (AnswerToken.Find(MailHead.Field(head, "Subject") ?? "") is not { } token)
        {
            return (false, "there is no answer in its subject");
        }

        await using var db = store.Open();
        var row = await db.Occurrences.Where(one => one.Id == token.Reminder).Select(one => new { one.Recipient, one.Rule, one.Subject, one.Period }).SingleOrDefaultAsync(cancellationToken);
        if (AnswerKey.Find(secrets) is not { } key || row is null || !token.IsOf(key, row.Recipient))
        {
            return (false, "its signature is not ours: it was changed, or comes from another installation");
        }

        if (token.Until < today)
        {
            return (false, $"it was to be sent until {token.Until:yyyy-MM-dd}");
        }

        var desk = new RemindDesk(store, config);
        var (number, what) = (token.Reminder.ToString(System.Globalization.CultureInfo.InvariantCulture), $"{row.Rule}/{row.Subject}/{row.Period} of {row.Recipient}");
        var until = config.Calendar.AddWorking(today, LaterBy);
        var rows = token.Action == AnswerAction.Acknowledge
            ? await desk.AcknowledgeAsync(number, row.Recipient, all: false, today, cancellationToken)
            : await desk.SnoozeAsync(number, until, row.Recipient, all: false, today, cancellationToken);
        return (true, (rows, token.Action) switch
        {
            (0, _) => $"{what}: answered before",
            (_, AnswerAction.Acknowledge) => $"{what}: acknowledged",
            _ => $"{what}: snoozed until {until:yyyy-MM-dd}",
        });
    }

    static async Task<string> HeadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var bytes = new byte[Math.Min(file.Length, MostBytes)];
        await file.ReadExactlyAsync(bytes, cancellationToken);
        var text = Encoding.Latin1.GetString(bytes).ReplaceLineEndings("\n");
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }
}

/// <param name="File">Its name.</param>
/// <param name="IsTaken">The ledger was told, now or before.</param>
/// <param name="Words">What became of it; without any address.</param>
sealed record ReadAnswer(string File, bool IsTaken, string Words);
