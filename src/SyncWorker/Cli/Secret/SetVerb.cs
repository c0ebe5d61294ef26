using System.CommandLine;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting;

namespace SyncWorker.Cli.Secret;

/// <summary><c>secret set NAME</c></summary>
static class SetVerb
{
    static readonly Argument<string> s_name = new("NAME") { Description = "The name that a config file gives, such as smtp-password." };
    static readonly Option<DateOnly?> s_expires = CommonOptions.Day(
        "--expires",
        "The day it stops working; check, status and the log warn 14 days before."
    );

    public static Command Create() =>
        SecretVerb.On(
            new(
                "set",
                "Sets a secret. The value is typed without being shown, or read as one line from a pipe; it is no argument, where others would see it."
            )
            {
                s_name,
                s_expires,
            },
            Set
        );

    static int Set(WorkerFolders folders, SecretStore secrets, ParseResult result)
    {
        var name = result.GetValue(s_name)!;
        if (!SecretStore.IsName(name))
        {
            Console.Error.WriteLine($"\"{name}\" is no name for a secret: small letters, digits and dashes, such as smtp-password.");
            return ExitCode.Configuration;
        }

        var value = PasswordPrompt.Read($"Value of {name}: ");
        if (value.Length == 0)
        {
            Console.Error.WriteLine("Nothing was given; nothing was set.");
            return ExitCode.Configuration;
        }

        secrets.Set(name, value, result.GetValue(s_expires));
        Deed.Log(folders, $"secret set {name}", "set");
        Console.Out.WriteLine($"{name} is set.");
        if (Environment.GetEnvironmentVariable(SecretStore.Variable(name)) is { Length: > 0 })
        {
            Console.Out.WriteLine($"But the environment variable {SecretStore.Variable(name)} is set here and wins over it.");
        }

        return ExitCode.Done;
    }
}
