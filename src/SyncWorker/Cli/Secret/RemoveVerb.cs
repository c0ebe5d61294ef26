using System.CommandLine;
using SyncWorker.Hosting;

namespace SyncWorker.Cli.Secret;

/// <summary><c>secret remove NAME</c></summary>
static class RemoveVerb
{
    static readonly Argument<string> s_name = new("NAME") { Description = "See: secret list." };

    public static Command Create() =>
        SecretVerb.On(
            new("remove", "Removes a secret from the data folder; what needs it fails with words until it is set again.") { s_name },
            (folders, secrets, result) =>
            {
                var name = result.GetValue(s_name)!;
                var removed = secrets.Remove(name);
                Deed.Log(folders, $"secret remove {name}", removed ? "removed" : "there is none");
                Console.Out.WriteLine(removed ? $"{name} is removed." : $"There is no secret {name}.");
                return removed ? ExitCode.Done : ExitCode.Configuration;
            }
        );
}
