using System.CommandLine;
using System.Text;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting;

namespace SyncWorker.Cli.Secret;

/// <summary><c>secret export FILE</c></summary>
static class ExportVerb
{
    /// <summary>Shorter ones are guessed too fast, whatever the rounds.</summary>
    const int ShortestPassphrase = 12;

    static readonly Argument<string> s_file = new("FILE") { Description = "Where to write it. Keep it away from this machine." };

    public static Command Create() =>
        SecretVerb.On(
            new(
                "export",
                "Writes all secrets to a recovery file under a passphrase (at least 12 characters), which any machine can import."
            )
            {
                s_file,
            },
            Export
        );

    static int Export(WorkerFolders folders, SecretStore secrets, ParseResult result)
    {
        var (open, lost) = secrets.OpenAll();
        foreach (var why in lost)
        {
            Console.Error.WriteLine(why);
        }

        if (open.Count == 0)
        {
            Console.Error.WriteLine("There is no secret to export.");
            return ExitCode.Failed;
        }

        var passphrase = PasswordPrompt.Read("Passphrase: ");
        if (passphrase.Length < ShortestPassphrase)
        {
            Console.Error.WriteLine($"A passphrase has at least {ShortestPassphrase} characters; nothing was written.");
            return ExitCode.Configuration;
        }

        if (!Console.IsInputRedirected && PasswordPrompt.Read("Once more:  ") != passphrase)
        {
            Console.Error.WriteLine("The two differ; nothing was written.");
            return ExitCode.Configuration;
        }

        var file = Path.GetFullPath(result.GetValue(s_file)!);
        PrivateFile.Write(file, Encoding.UTF8.GetBytes(RecoveryExport.Encrypt(open, passphrase)));
        Console.Out.WriteLine($"{(open.Count == 1 ? "1 secret is" : $"{open.Count} secrets are")} in {file}.");
        return lost.Count == 0 ? ExitCode.Done : ExitCode.Partly;
    }
}
