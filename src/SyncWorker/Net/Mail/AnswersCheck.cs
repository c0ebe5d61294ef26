using System.Security.Cryptography;
using System.Text;
using SyncWorker.Config;

namespace SyncWorker.Net.Mail;

/// <summary>
/// The marker of the data folder that says for which mailbox and folder <c>check --connect</c> has seen that answers can be read. Without it
/// for the present config no mail has answer links: a link whose answer nobody reads is worse than none.
/// </summary>
static class AnswersCheck
{
    public static void Write(WorkerFolders folders, AnswersOptions options)
    {
        Directory.CreateDirectory(folders.Data);
        WholeFile.Write(PathIn(folders), MarkOf(options));
    }

    public static void Remove(WorkerFolders folders) => File.Delete(PathIn(folders));

    /// <summary>Answers are wanted, and the place where they come in is the one that was seen to work.</summary>
    public static bool IsSeen(WorkerFolders folders, AnswersOptions? options)
    {
        try
        {
            return options?.IsPlaceNamed() == true && File.ReadAllText(PathIn(folders)) == MarkOf(options);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Of everything that says where answers go and come in; the file tells nothing of them.
    static string MarkOf(AnswersOptions options) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\n',
                        options.To,
                        options.Folder,
                        options.Imap?.Host,
                        options.Imap?.Port,
                        options.Imap?.User,
                        options.Imap?.Folder,
                        options.Imap?.Secret,
                        options.Graph?.Endpoint,
                        options.Graph?.Tenant,
                        options.Graph?.ClientId,
                        options.Graph?.Mailbox,
                        options.Graph?.Folder,
                        options.Graph?.Secret
                    )
                )
            )
        );

    static string PathIn(WorkerFolders folders) => Path.Combine(folders.Data, "answers-checked.txt");
}
