using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Hosting;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Cli.Poll;

/// <summary><c>poll quarantine [SOURCE]</c></summary>
static class QuarantineVerb
{
    public static Command Create()
    {
        var source = new Argument<string?>("SOURCE")
        {
            Description = "The source; all of them when none is named.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(
            "quarantine",
            "Lists the rows that could not be used: the position of each, every reason, and the row as it came. They leave the list when the\n"
                + "source sends them right, or when poll.json can read them."
        )
        {
            source,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var name = result.GetValue(source);
                if (name is not null && PollVerb.Unknown(context, [name]) is { } words)
                {
                    await Console.Error.WriteLineAsync(words);
                    return ExitCode.Configuration;
                }

                await using var db = context.Store.Open();
                var rows = await db
                    .Quarantine.Where(row => name == null || row.Source == name)
                    .OrderBy(row => row.Source)
                    .ThenBy(row => row.Id)
                    .ToListAsync(stopping);
                if (context.Json)
                {
                    JsonOutput.Print(
                        rows.Select(row => new
                        {
                            row.Source,
                            row.Position,
                            reasons = row.Reasons.Split('\n'),
                            row.Raw,
                            row.FirstSeenAt,
                        })
                    );
                    return ExitCode.Done;
                }

                Print(rows, context.Config.Zone);
                return ExitCode.Done;
            }
        );
        return command;
    }

    static void Print(List<QuarantineRow> rows, TimeZoneInfo zone)
    {
        foreach (var row in rows)
        {
            var since = TimeZoneInfo.ConvertTime(row.FirstSeenAt, zone).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
            Console.Out.WriteLine($"{row.Source}  {row.Position}  since {since}");
            foreach (var reason in row.Reasons.Split('\n'))
            {
                Console.Out.WriteLine($"    {reason}");
            }

            TerminalText.Row($"    > {row.Raw.ReplaceLineEndings(" ")}");
        }

        Console.Out.WriteLine(rows is [] ? "No row is in quarantine." : $"{Count.Describe(rows.Count, "row")}.");
    }
}
