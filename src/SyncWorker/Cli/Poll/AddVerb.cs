using System.CommandLine;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Poll;
using SyncWorker.Poll.Discovery;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Cli.Poll;

/// <summary><c>poll add PLACE</c></summary>
static class AddVerb
{
    public static Command Create()
    {
        var command = new Command(
            "add",
            "Writes the entry of a new source into poll.json. It asks for the source's first answer as a poll would, finds the format (JSON,\n"
                + "CSV, Excel), the list, the id, how pages follow and which column is what, tries the entry on the first rows, and says what to\n"
                + "look at. Comments of the file stay. Exit code 1 when the source cannot be read, 2 when the name is taken."
        )
        {
            AddOptions.Place,
        };
        foreach (var option in AddOptions.All)
        {
            command.Add(option);
        }

        command.SetAction(AnswerAsync);
        return command;
    }

    static async Task<int> AnswerAsync(ParseResult result, CancellationToken stopping)
    {
        var folders = WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));
        var (config, faults) = ConfigFolder.Load(folders.Config);
        if (config is null)
        {
            FaultList.Print(folders.Config, faults);
            return ExitCode.Configuration;
        }

        var (source, refusal) = AddOptions.Read(result, folders.Config);
        refusal ??= Refusal(config, source!, new(folders, TimeProvider.System));
        if (refusal is not null)
        {
            await Console.Error.WriteLineAsync(refusal);
            return ExitCode.Configuration;
        }

        var withSource = config with { Poll = config.Poll with { Sources = [.. config.Poll.Sources, source!] } };
        return await VerbContext.WorkAsync(
            folders,
            withSource,
            result,
            (context, _, token) => AddAsync(context, source!, result.GetValue(AddOptions.DryRun), token),
            stopping
        );
    }

    // Said before anybody is asked.
    static string? Refusal(SyncConfig config, SourceOptions source, SecretStore secrets)
    {
        if (config.Poll.Sources.Any(known => known.Name == source.Name))
        {
            return $"poll.json has a source \"{source.Name}\" already. Give the new one another name: --name NAME";
        }

        var name = typeof(SourceOptions).GetProperty(nameof(SourceOptions.Name))!.GetCustomAttributes<TextRuleAttribute>();
        if (name.FirstOrDefault(rule => rule.Fault(source.Name) is not null) is { } broken)
        {
            return $"{broken.Fault(source.Name)} {broken.Fix}";
        }

        var sink = new ConfigFaults(NewSource.File, null);
        PollCheck.Check(config.Poll with { Sources = [source] }, sink);
        return sink.All is [var fault, ..] ? $"{fault.Message} {fault.Fix}"
            : source.Auth is { } auth && secrets.MissingReason(auth.Secret) is { } reason ? reason
            : null;
    }

    static async Task<int> AddAsync(VerbContext context, SourceOptions source, bool isRehearsal, CancellationToken stopping)
    {
        DiscoveredSource found;
        try
        {
            found = await context
                .Services.GetRequiredService<SourceDiscovery>()
                .FindAsync(source, PollStage.Context(context.Config.PollSettings), stopping);
        }
        catch (UnhealthySourceException sick)
        {
            await Console.Error.WriteLineAsync($"{source.Name} cannot be added, nothing was written. {sick.Message}{Hint(source, sick)}");
            return ExitCode.Failed;
        }

        var entry = SourceEntry.Write(found, context.Now.Today);
        var draft = NewSource.Put(context.Folders.Config, entry);
        if (draft.Load() is { Config: null, Faults: var faults })
        {
            FaultList.Print("the config folder with this source in it", faults);
            return ExitCode.Configuration;
        }

        if (!isRehearsal && Write(draft) is { } failure)
        {
            await Console.Error.WriteLineAsync(failure);
            return ExitCode.Failed;
        }

        if (!isRehearsal)
        {
            Deed.Log(context.Folders, $"poll add {source.Name}", "added to poll.json");
        }

        AddReport.Print(context, found, entry, isRehearsal ? null : LineOf(draft, source.Name));
        return ExitCode.Done;
    }

    // Not the same words in a comment.
    static int LineOf(ConfigDraft draft, string name) =>
        1
        + Array.FindIndex(
            draft.Text(NewSource.File)!.Split('\n'),
            line => line.TrimStart().StartsWith($"\"name\": \"{name}\"", StringComparison.Ordinal)
        );

    static string? Write(ConfigDraft draft)
    {
        try
        {
            draft.Write();
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return $"{NewSource.File} cannot be written: this account ({Environment.UserName}) may not change the config folder.";
        }
        catch (IOException error)
        {
            return $"{NewSource.File} cannot be written: {error.Message}";
        }
    }

    static string Hint(SourceOptions source, UnhealthySourceException sick) =>
        source.Auth is null && sick.Message.Contains(" 401", StringComparison.Ordinal)
            ? "\nKeep the key it wants with `SyncWorker secret set NAME` and add: --secret NAME (bearer token), with --header, --query, --user or --oauth where it goes another way."
        : sick.Message.Contains("http.hosts", StringComparison.Ordinal) ? "\nHere that is: --host HOST"
        : "";
}
