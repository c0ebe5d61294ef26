using System.CommandLine;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting;

namespace SyncWorker.Cli.Secret;

/// <summary><c>secret import FILE</c></summary>
static class ImportVerb
{
    static readonly Argument<string> s_file = new("FILE") { Description = "A file that secret export has written." };

    public static Command Create() =>
        SecretVerb.On(
            new("import", "Sets all secrets of a recovery file on this machine; those of the same name are replaced.") { s_file },
            Import
        );

    static int Import(WorkerFolders folders, SecretStore secrets, ParseResult result)
    {
        var file = Path.GetFullPath(result.GetValue(s_file)!);
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (IOException error)
        {
            Console.Error.WriteLine($"{file} could not be read: {error.Message}");
            return ExitCode.Failed;
        }

        try
        {
            if (RecoveryExport.Decrypt(text, PasswordPrompt.Read("Passphrase: ")) is not { } recovered)
            {
                Console.Error.WriteLine("The passphrase is wrong, or the file was changed; nothing was set.");
                return ExitCode.Failed;
            }

            secrets.ReplaceUnreadable();
            foreach (var (name, secret) in recovered)
            {
                secrets.Set(name, secret.Value, secret.Expires);
            }

            Deed.Log(folders, "secret import", $"set: {string.Join(", ", recovered.Keys)}");
            Console.Out.WriteLine(
                $"{(recovered.Count == 1 ? "1 secret is" : $"{recovered.Count} secrets are")} set: {string.Join(", ", recovered.Keys)}."
            );
            return ExitCode.Done;
        }
        catch (FormatException error)
        {
            Console.Error.WriteLine($"{file}: {error.Message}");
            return ExitCode.Failed;
        }
    }
}
