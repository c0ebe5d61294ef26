using Spectre.Console;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary>Shows how far a stage is, on a terminal; in a pipe, under CI and with <c>--json</c> nothing.</summary>
static class TerminalProgress
{
    public static async Task ShowAsync(string stage, bool quiet, Func<IProgress<StageProgress>?, Task> work)
    {
        if (quiet || Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            await work(null);
            return;
        }

        // Its bars are made of control characters.
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(TerminalText.Plain) });
        await console
            .Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .StartAsync(async context =>
            {
                var task = context.AddTask(stage, autoStart: true);
                task.IsIndeterminate = true;
                await work(new Bar(stage, task));
            });
    }

    sealed class Bar(string stage, ProgressTask task) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            task.Description = Markup.Escape($"{stage}: {value.What}");
            task.IsIndeterminate = value.Total is null;
            task.MaxValue = value.Total ?? 100;
            task.Value = value.Done;
        }
    }
}
