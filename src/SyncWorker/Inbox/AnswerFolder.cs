using System.Security.Cryptography;
using SyncWorker.Config;
using SyncWorker.Net.Mail;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Inbox;

/// <summary>
/// Reads the messages that lie in a folder: each file is one mail (.eml, or a Maildir's). It is handled and moved into <c>done</c>,
/// <c>refused</c> or <c>replies</c>. A file that cannot be read is set aside; the others go on.
/// </summary>
/// <param name="store">Its folder is where a relative path starts.</param>
/// <param name="settings">Its options are null where no answers are wanted.</param>
/// <param name="messages">Handles each message.</param>
sealed class AnswerFolder(SyncStore store, StageSettings<AnswersOptions?> settings, MessageHandler messages)
{
    /// <summary>Reads the folder of send.json, where there is one; what IT is to be told becomes notes.</summary>
    public async Task<IReadOnlyList<HandledMessage>> ReadConfiguredAsync(
        DateOnly today,
        List<string> notes,
        CancellationToken cancellationToken
    )
    {
        if (settings.Options is not { } options || options.FolderIn(store.Data) is not { } folder)
        {
            return [];
        }

        try
        {
            Directory.CreateDirectory(folder);
            DeleteOld(folder, today.AddDays(-options.KeepDays), notes);
            var read = await ReadAsync(folder, today, cancellationToken);
            notes.AddRange(read.Select(message => message.Note).OfType<string>());
            return read;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            notes.Add($"The folder of answers {folder} cannot be read: {error.Message}");
            return [];
        }
    }

    /// <summary>What became of each file, oldest first.</summary>
    public async Task<IReadOnlyList<HandledMessage>> ReadAsync(string folder, DateOnly today, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return []; // it is made with the first answer
        }

        var read = new List<HandledMessage>();
        foreach (
            var file in new DirectoryInfo(folder)
                .GetFiles()
                .Where(file => !file.Name.StartsWith('.'))
                .OrderBy(file => file.LastWriteTimeUtc)
                .ThenBy(file => file.Name, StringComparer.Ordinal)
        )
        {
            cancellationToken.ThrowIfCancellationRequested();
            var handled = await messages.HandleAsync(await MessageAsync(file, cancellationToken), today, cancellationToken);
            read.Add(handled with { File = file.Name, MoveFault = Move(file, Path.Combine(folder, handled.Folder)) });
        }

        return read;
    }

    /// <summary>Why mails cannot be taken out of the folder; null when they can.</summary>
    public static string? FindFault(string folder)
    {
        try
        {
            foreach (var name in HandledFolders.All)
            {
                Directory.CreateDirectory(Path.Combine(folder, name));
            }

            var probe = Path.Combine(folder, $".probe-{Environment.ProcessId}");
            WholeFile.Write(probe, "");
            File.Move(probe, Path.Combine(folder, HandledFolders.Done, Path.GetFileName(probe)));
            File.Delete(Path.Combine(folder, HandledFolders.Done, Path.GetFileName(probe)));
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    // The same name may come again with another content, and the same content under another name.
    static async Task<WaitingMessage> MessageAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = new byte[IncomingMail.MostBytes];
            await using var content = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read);
            var read = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, read)).AsSpan(0, 16));
            return new($"file:{file.Name}:{hash}", file.Name, _ => Task.FromResult<(byte[]?, string?)>((bytes[..read], null)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(
                $"file:{file.Name}:unread:{file.LastWriteTimeUtc.Ticks}",
                file.Name,
                _ => Task.FromResult<(byte[]?, string?)>((null, error.Message.TrimEnd('.')))
            );
        }
    }

    // They are whole mails of people: what they said is in the store.
    static void DeleteOld(string folder, DateOnly before, List<string> notes)
    {
        foreach (
            var file in HandledFolders
                .All.Select(name => new DirectoryInfo(Path.Combine(folder, name)))
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
        catch (FileNotFoundException)
        {
            return null; // another run has moved it
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"it cannot be moved to {to}: {error.Message}";
        }
    }
}
