using System.CommandLine;
using SyncWorker.Config;
using SyncWorker.Demo;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Net.Mail;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary><c>demo</c></summary>
static class DemoVerb
{
    static readonly Option<string> s_dir = new("--dir")
    {
        Description = "The folder to work in; it is made. A second run over the same folder sends nothing twice.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "demo",
    };

    public static Command Create()
    {
        var command = new Command(
            "demo",
            "Runs all stages on samples: serves invented members over HTTP on this machine, polls them, reconciles them with the union's\n"
                + "register, plans what is due and writes the mails as .eml files. Nothing leaves the machine. Without --as-of it takes the\n"
                + "next day on which something is due. Afterwards every verb works in the folder: SyncWorker status --config DIR/config."
        )
        {
            s_dir,
            CommonOptions.AsOf,
            CommonOptions.Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult result, CancellationToken stopping)
    {
        var demo = DemoFolder.Open(result.GetValue(s_dir)!);
        await using var server = demo.Serve();
        demo.GoLiveOnce(result.GetValue(CommonOptions.AsOf), TimeProvider.System);
        var (config, faults) = ConfigFolder.Load(demo.Worker.Config);
        if (config is null)
        {
            FaultList.Print(demo.Worker.Config, faults);
            return ExitCode.Configuration;
        }

        if (config.Send.Answers is { } answers)
        {
            AnswersCheck.Write(demo.Worker, answers); // a demo's answers are put into its folder by hand
        }

        return await VerbContext.WorkAsync(
            demo.Worker,
            config,
            result,
            (context, _, token) => StagesAsync(demo, context, result.GetValue(CommonOptions.AsOf), token),
            stopping
        );
    }

    static async Task<int> StagesAsync(DemoFolder demo, VerbContext context, DateOnly? asOf, CancellationToken stopping)
    {
        List<StageResult> done =
        [
            await StageVerb.RunAsync(context, "poll", [], stopping),
            await StageVerb.RunAsync(context, "reconcile", [], stopping),
        ];
        var day = asOf ?? demo.ChosenDay ?? await DueDay.NextAsync(context.Store, context.Config, context.Now.Today, stopping);
        demo.Choose(day);
        StageRequest OnDay(StageRequest request) => request with { At = request.At.AsOf(day) };
        done.Add(await StageVerb.RunAsync(context, "remind", [], stopping, OnDay));
        done.Add(await StageVerb.RunAsync(context, "send", [], stopping, OnDay));
        if (context.Json)
        {
            JsonOutput.Print(
                new
                {
                    asOf = day,
                    folder = demo.Root,
                    stages = done.Select(StageLine.ForPrograms),
                    mails = Mails(demo.Worker),
                }
            );
        }
        else
        {
            Console.Out.WriteLine(
                $"As of {day:yyyy-MM-dd}: {Mails(demo.Worker).Count} mails in {demo.Worker.Pickup}; config in {demo.Worker.Config}, store {demo.Worker.Store}."
            );
            Console.Out.WriteLine($"  Look around in it with any verb: SyncWorker status --config \"{demo.Worker.Config}\"");
        }

        return ExitCode.From(done.Select(stage => stage.Outcome));
    }

    static IReadOnlyList<string> Mails(WorkerFolders folders) =>
        Directory.Exists(folders.Pickup) ? [.. Directory.EnumerateFiles(folders.Pickup, "*.eml").Order(StringComparer.Ordinal)] : [];
}
