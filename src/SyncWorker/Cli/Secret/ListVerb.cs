using System.CommandLine;
using System.Globalization;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting;

namespace SyncWorker.Cli.Secret;

/// <summary><c>secret list</c></summary>
static class ListVerb
{
    public static Command Create() =>
        SecretVerb.On(
            new(
                "list",
                "Lists the names, since when they are set, when they expire, and whether this machine can open them. Exit code 3 when one cannot be opened."
            )
            {
                CommonOptions.Json,
            },
            Show
        );

    static int Show(WorkerFolders folders, SecretStore secrets, ParseResult result)
    {
        var lines = secrets.List().Select(pair => (pair.Name, pair.Entry, MissingReason: secrets.MissingReason(pair.Name))).ToList();
        if (result.GetValue(CommonOptions.Json))
        {
            JsonOutput.Print(
                lines.Select(line => new
                {
                    line.Name,
                    line.Entry.Set,
                    line.Entry.Expires,
                    whyNot = line.MissingReason,
                })
            );
        }
        else
        {
            foreach (var (name, entry, whyNot) in lines)
            {
                var expires = entry.Expires is { } day ? string.Create(CultureInfo.InvariantCulture, $", expires {day:yyyy-MM-dd}") : "";
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name, -24} set {entry.Set:yyyy-MM-dd}{expires}"));
                if (whyNot is not null)
                {
                    Console.Out.WriteLine($"    {whyNot}");
                }
            }

            if (lines is [])
            {
                Console.Out.WriteLine("No secret is set.");
            }
        }

        return lines.Exists(line => line.MissingReason is not null) ? ExitCode.Partly : ExitCode.Done;
    }
}
