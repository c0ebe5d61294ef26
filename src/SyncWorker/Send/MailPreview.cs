using Microsoft.EntityFrameworkCore;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>Writes a waiting mail as it would leave now, as HTML and text, for a person to look at.</summary>
sealed class MailPreview(SendParts parts)
{
    /// <summary>The files it wrote; none when no such mail is in the outbox.</summary>
    public async Task<IReadOnlyList<string>> WriteAsync(
        string recipient,
        DateOnly day,
        Moment at,
        StageSettings<SendOptions> settings,
        CancellationToken cancellationToken
    )
    {
        await using var db = parts.Store.Open();
        var rows = await db
            .Outbox.Where(mail => mail.Recipient == recipient && mail.Day == day)
            .OrderBy(mail => mail.Id)
            .ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return [];
        }

        var identity = await StoreIdentity.ReadAsync(parts.Store, parts.Home, cancellationToken);
        var writer = await MailWriter.OpenAsync(parts, settings, identity, cancellationToken);
        var folder = Path.Combine(parts.Folders.Data, "preview");
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        var reminders = await writer.RemindersAsync([.. rows.Select(row => row.Id)], cancellationToken);
        foreach (var mail in rows)
        {
            if ((mail.Message ?? writer.Write(mail, reminders[mail.Id], at)?.Message) is not { } frozen)
            {
                continue;
            }

            using var message = MimeMail.Read(frozen);
            foreach (
                var (extension, text) in ((string, string)[])[("html", message.Html), ("txt", $"{message.Subject}\n\n{message.PlainText}")]
            )
            {
                var file = Path.Combine(folder, $"{mail.FileName}.{extension}");
                await File.WriteAllTextAsync(file, text, cancellationToken);
                files.Add(file);
            }

            foreach (var attached in message.Files)
            {
                var file = Path.Combine(folder, $"{mail.FileName}-{attached.FileName}");
                await File.WriteAllBytesAsync(file, attached.Content, cancellationToken);
                files.Add(file);
            }
        }

        return files;
    }

    /// <summary>What to ask for instead: the recipient that was meant, the days it has a mail of, or what is planned.</summary>
    public async Task<string> AdviseAsync(
        string recipient,
        DateOnly day,
        StageSettings<SendOptions> settings,
        CancellationToken cancellationToken
    )
    {
        await using var db = parts.Store.Open();
        var mailed = await db.Outbox.Select(mail => mail.Recipient).Distinct().ToListAsync(cancellationToken);
        var known = mailed.Union(settings.Union.Staff.Staff.Select(position => $"staff:{position.Id}")).ToList();
        if (!known.Contains(recipient))
        {
            return (known.Find(text => text == $"staff:{recipient}") ?? Suggestion.For(recipient, known)) is { } meant
                ? $"Did you mean {meant}?"
                : "Recipients are named as `SyncWorker mail list` prints them: staff:bca-01, partner:12.";
        }

        var days = await db
            .Outbox.Where(mail => mail.Recipient == recipient)
            .Select(mail => mail.Day)
            .Distinct()
            .OrderByDescending(date => date)
            .Take(5)
            .ToListAsync(cancellationToken);
        return days is []
            ? $"What is planned: SyncWorker remind preview --from {day:yyyy-MM-dd} --to {day:yyyy-MM-dd}"
            : $"It has mails of {string.Join(", ", days.Select(date => $"{date:yyyy-MM-dd}"))}.";
    }
}
