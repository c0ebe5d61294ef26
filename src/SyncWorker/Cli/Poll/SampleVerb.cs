using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Poll;

namespace SyncWorker.Cli.Poll;

/// <summary><c>poll sample SOURCE</c></summary>
static class SampleVerb
{
    static readonly Option<int> s_rows = new("--rows") { Description = "How many rows to show.", DefaultValueFactory = _ => 5 };

    public static Command Create()
    {
        var source = new Argument<string>("SOURCE") { Description = "The source." };
        var command = new Command(
            "sample",
            "Reads the first rows of a source and shows each as it came and as poll.json maps it, and what was detected about\n"
                + "the file. Use it to write a mapping. Keeps nothing. Exit code 1 when the source cannot be read."
        )
        {
            source,
            s_rows,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var name = result.GetValue(source)!;
                if (PollVerb.Unknown(context, [name]) is { } words)
                {
                    await Console.Error.WriteLineAsync(words);
                    return ExitCode.Configuration;
                }

                var sample = await context
                    .Services.GetRequiredService<SourceSample>()
                    .ReadAsync(
                        context.Config.Poll.Sources.Single(options => options.Name == name),
                        PollStage.Context(context.Config.PollSettings),
                        result.GetValue(s_rows),
                        stopping
                    );
                if (context.Json)
                {
                    JsonOutput.Print(sample);
                }
                else
                {
                    Print(sample);
                }

                return sample.Reason is null ? ExitCode.Done : ExitCode.Failed;
            }
        );
        return command;
    }

    static void Print(SourceSampleResult sample)
    {
        foreach (var (what, how) in sample.Understood)
        {
            Console.Out.WriteLine($"{what, -16}{how}");
        }

        if (sample.NotMapped.Count > 0)
        {
            Console.Out.WriteLine($"{"not mapped", -16}{string.Join(", ", sample.NotMapped)}");
        }

        if (sample.NotFound is not [])
        {
            Console.Out.WriteLine($"{"not found", -16}{string.Join(", ", sample.NotFound)}");
        }

        foreach (var row in sample.Rows)
        {
            Console.Out.WriteLine();
            Console.Out.WriteLine(row.Position);
            Console.Out.WriteLine($"  > {row.Raw.ReplaceLineEndings(" ")}");
            foreach (var (field, value) in row.Fields)
            {
                Console.Out.WriteLine($"    {field, -16}{value}");
            }

            foreach (var reason in row.Reasons)
            {
                Console.Out.WriteLine($"  ! {reason}");
            }
        }

        if (sample.Reason is { } why)
        {
            Console.Out.WriteLine($"{Environment.NewLine}The rest cannot be read: {why}");
        }
    }
}
