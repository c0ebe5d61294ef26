using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Jobs;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary>Runs one stage once and prints its line: what poll, reconcile, remind and send share.</summary>
static partial class StageVerb
{
    /// <summary>Makes the command run the stage of its own name.</summary>
    public static Command SetStage(Command command, Func<ParseResult, IReadOnlyList<string>>? only = null)
    {
        command.Add(CommonOptions.AsOf);
        command.Add(CommonOptions.Json);
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var done = await RunAsync(context, command.Name, only?.Invoke(result) ?? [], stopping);
                if (context.Json)
                {
                    JsonOutput.Print(StageLine.ForPrograms(done));
                }

                return ExitCode.From(done.Outcome);
            }
        );
        return command;
    }

    /// <summary>Runs the stage with progress on a terminal and prints its line, unless JSON is asked for.</summary>
    public static async Task<StageResult> RunAsync(
        VerbContext context,
        string stage,
        IReadOnlyList<string> only,
        CancellationToken stopping,
        Func<StageRequest, StageRequest>? shape = null
    )
    {
        StageResult? done = null;
        try
        {
            await TerminalProgress.ShowAsync(
                stage,
                context.Json,
                async progress =>
                {
                    var request = new StageRequest(context.Now) { Only = only, Progress = progress };
                    done = await StageTurn.RunAsync(
                        stage,
                        context.Folders,
                        () => context.Services.Stage(stage).RunAsync(shape?.Invoke(request) ?? request, stopping),
                        () =>
                            Console.Error.WriteLine($"Another run of {stage} is under way, of the worker or by hand: waiting for its end."),
                        context.Clock,
                        stopping
                    );
                }
            );
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The store may be what is wrong, so that its runs do not show it.
            TroubleFile.NoteByHand(
                context.Folders,
                stage,
                StoreFault.Explain(error, context.Folders) ?? error.Message,
                context.Clock.GetUtcNow()
            );
            throw;
        }

        TroubleFile.NoteByHand(context.Folders, stage, null, context.Clock.GetUtcNow());
        LogEnded(
            context.Services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(SyncWorker) + ".ByHand"),
            stage,
            done!.Outcome,
            string.Join(", ", done.Counts)
        );
        if (!context.Json)
        {
            StageLine.Print(done!);
        }

        return done!;
    }

    [LoggerMessage(142, LogLevel.Information, "{Stage} by hand: {Outcome}: {Counts}")]
    static partial void LogEnded(ILogger logger, string stage, StageOutcome outcome, string counts);
}
