using SyncWorker.Store;

namespace SyncWorker.Send.Transports;

/// <summary>
/// Writes each mail as an .eml file. It is written beside the folder's mails under a name no reader looks for, flushed to the
/// disk and renamed, so that no reader sees half a mail; the name is the mail's own, so that a replay overwrites.
/// </summary>
sealed class PickupTransport(string folder) : IMailTransport
{
    public string Name => "pickup";

    public bool ReplaysSafely => true;

    public int AtOnce => 1;

    public async Task<Delivery> SendAsync(ComposedMail mail, Action handingOver, CancellationToken abort)
    {
        var unfinished = Path.Combine(folder, ".unfinished");
        var draft = Path.Combine(unfinished, mail.Name + ".eml");
        try
        {
            Directory.CreateDirectory(unfinished);
            await using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await file.WriteAsync(mail.Message, abort);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, Path.Combine(folder, mail.Name + ".eml"), overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Delivery.NoServer(null, $"The pickup folder {folder} cannot be written: {error.Message}");
        }

        FailPoint.Pass("send.renamed");
        return new Delivery.Sent(null, "written");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
