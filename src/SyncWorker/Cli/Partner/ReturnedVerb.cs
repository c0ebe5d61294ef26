using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Remind;
using SyncWorker.Union;

namespace SyncWorker.Cli.Partner;

/// <summary><c>partner returned</c></summary>
static class ReturnedVerb
{
    static readonly Option<string?> s_take = new("--take")
    {
        Description = "Takes what this sheet changes: its name, as the list prints it.",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var command = new Command(
            "returned",
            "Shows what the sheets of the register check change that units have sent back (the folder `returned` of `registerCheck` in\n"
                + "remind.json). Nothing is taken until a person has looked: --take FILE. Taken values are a source of their own for poll."
        )
        {
            s_take,
            CommonOptions.AsOf,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var commands = context.Services.GetRequiredService<RegisterCheckCommands>();
                if (result.GetValue(s_take) is not { } file)
                {
                    return List(await commands.ReturnedAsync(context.Now.Today, stopping), context.Json);
                }

                if (await commands.TakeAsync(file, context.Now.Today, stopping) is not { } taken)
                {
                    await Console.Error.WriteLineAsync($"No sheet is called \"{file}\". See: SyncWorker partner returned");
                    return ExitCode.Configuration;
                }

                Deed.Log(context.Folders, $"partner returned --take {file}", Count.Describe(taken, "value"));
                Console.Out.WriteLine($"{Count.Describe(taken, "value")} of {file} taken. The next poll reads them.");
                return ExitCode.Done;
            }
        );
        return command;
    }

    static int List(IReadOnlyList<ReturnedFile> files, bool json)
    {
        if (json)
        {
            JsonOutput.Print(files);
        }
        else
        {
            foreach (var line in files.SelectMany(Lines))
            {
                Console.Out.WriteLine(line);
            }

            Console.Out.WriteLine($"{Count.Describe(files.Count, "sheet")}. Take one with: SyncWorker partner returned --take FILE");
        }

        return files.Any(file => file.Notes.Count > 0) ? ExitCode.Partly : ExitCode.Done;
    }

    /// <summary>A sheet as it is printed: what it changes, what of it cannot be taken.</summary>
    internal static IEnumerable<string> Lines(ReturnedFile file) =>
        [
            $"{file.File}: {Count.Describe(file.Changes.Count, "change")}",
            .. file.Changes.Select(change => $"  {change.Unit}  {change.Label}: {change.Old ?? "(none)"} -> {change.New}"),
            .. file.Notes.Select(note => $"  ! {note}"),
        ];
}
