using System.CommandLine;
using System.Text;
using SyncWorker.Config;
using SyncWorker.Demo;
using SyncWorker.Hosting;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary>The verbs. The path of a verb's file is the path of the verb: <c>remind preview</c> is Cli/Remind/PreviewVerb.cs.</summary>
static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        NewFileRights.Restrict();
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        TerminalText.Use();
        var parsed = Root().Parse(args);
        if (VietnameseLines.LanguageOf(parsed.GetValue(CommonOptions.Lang), Environment.GetEnvironmentVariable) == MailLanguage.Vi)
        {
            TerminalText.Translate = VietnameseLines.Translate;
        }

        // A shell that asks for completion sends half a line.
        var faults = args is [var first, ..] && first.StartsWith("[suggest", StringComparison.Ordinal) ? [] : UsageFaults.Of(parsed);
        if (faults is not [])
        {
            foreach (var fault in faults)
            {
                Console.Error.WriteLine(fault);
            }

            Console.Error.WriteLine($"See: SyncWorker {Path(parsed)}--help");
            return ExitCode.Configuration;
        }

        HelpText.Fit(parsed, TerminalText.Width, TerminalText.Translate is null ? MailLanguage.En : MailLanguage.Vi);
        try
        {
            await using var samples = SamplesFor(parsed);
            return await parsed.InvokeAsync(
                new()
                {
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = parsed.CommandResult.Command.Name is RunVerb.Name or JobVerb.Name
                        ? null
                        : TimeSpan.FromSeconds(30), // they listen themselves
                }
            );
        }
#pragma warning disable CA1031 // Do not catch general exception types: a person reads a sentence, not a stack, and a program gets an exit code
        catch (Exception error)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync(
                StoreFault.Explain(error, FoldersOf(parsed))
                    ?? $"A fault of this program: {error.GetType().Name}: {error.Message}\nPlease report it with these lines:\n{error.StackTrace}"
            );
            return ExitCode.Failed;
        }
    }

    /// <summary>The tree of verbs: also read by the test that no verb is declared twice.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand(
            "Polls the union's members for changes, reconciles them into one register, and mails the responsible people before what is due.\n\n"
                + "Start with:  SyncWorker demo\n"
                + "Then:        SyncWorker check          what is wrong in the config folder\n"
                + "             SyncWorker status         how the last runs went\n\n"
                + "Exit codes: 0 done, 1 failed, 2 configuration or usage, 3 partly done, 4 held: a person must decide."
        )
        {
            CommonOptions.Config,
            CommonOptions.Data,
            CommonOptions.Lang,
            CommonOptions.Info,
        };
        root.Add(RunVerb.Create());
        root.Add(ReloadVerb.Create());
        root.Add(DemoVerb.Create());
        root.Add(PollVerb.Create());
        root.Add(ReconcileVerb.Create());
        root.Add(ReviewVerb.Create());
        root.Add(PartnerVerb.Create());
        root.Add(ActivityVerb.Create());
        root.Add(FiguresVerb.Create());
        root.Add(DocumentVerb.Create());
        root.Add(PersonVerb.Create());
        root.Add(RemindVerb.Create());
        root.Add(SendVerb.Create());
        root.Add(InboxVerb.Create());
        root.Add(ReportVerb.Create());
        root.Add(NoticeVerb.Create());
        root.Add(MailVerb.Create());
        root.Add(StatusVerb.Create());
        root.Add(PagesVerb.Create());
        root.Add(CheckVerb.Create());
        root.Add(ConfigVerb.Create());
        root.Add(ScheduleVerb.Create());
        root.Add(StoreVerb.Create());
        root.Add(SecretVerb.Create());
        root.Add(BackupVerb.Create());
        root.Add(RestoreVerb.Create());
        root.Add(SupportVerb.Create());
        root.Add(ServiceVerb.Create());
        root.Add(CompletionVerb.Create());
        root.Add(JobVerb.Create());
        root.SetAction((result, _) => Task.FromResult(InfoVerb.Answer(result)));
        return root;
    }

    // In a demo's folder the sources are served by the verb that asks them.
    static SampleServer? SamplesFor(ParseResult result) =>
        Path(result).Split(' ')[0] is "poll" or "check" or RunVerb.Name ? DemoFolder.ServeFor(FoldersOf(result)) : null;

    static WorkerFolders FoldersOf(ParseResult result) =>
        WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));

    static string Path(ParseResult result)
    {
        var words = new Stack<string>();
        for (
            var command = result.CommandResult;
            command?.Command is not (null or RootCommand);
            command = command.Parent as System.CommandLine.Parsing.CommandResult
        )
        {
            words.Push(command.Command.Name);
        }

        return words.Count == 0 ? "" : string.Join(' ', words) + " ";
    }
}
