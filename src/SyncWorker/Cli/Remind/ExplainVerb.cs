using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Remind;
using SyncWorker.Remind.Planning;

namespace SyncWorker.Cli.Remind;

/// <summary><c>remind explain KEY</c></summary>
static class ExplainVerb
{
    static readonly Argument<string> s_key = new("KEY")
    {
        Description = "A number of the ledger, a key as preview prints it (relations/country:FR/2026), or a part of one (country:FR).",
    };

    public static Command Create()
    {
        var command = new Command(
            "explain",
            "Explains why a reminder was sent, was late or was not sent: how its day was found, each step with the date arithmetic, the\n"
                + "recipients, and the state of its mail. A part of a key that fits several reminders lists them."
        )
        {
            s_key,
            CommonOptions.AsOf,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var found = await context
                    .Services.GetRequiredService<ReminderQueries>()
                    .ExplainAsync(result.GetValue(s_key)!, context.Now.Today, stopping, context.Now.IsRehearsal);
                if (found.Count == 0)
                {
                    await Console.Error.WriteLineAsync(
                        $"Nothing in the ledger, the register or the rules is called \"{result.GetValue(s_key)}\". See: SyncWorker remind preview"
                    );
                    return ExitCode.Configuration;
                }

                if (context.Json)
                {
                    JsonOutput.Print(
                        found.Select(explanation => new
                        {
                            key = explanation.Key.ToString(),
                            explanation.About,
                            explanation.Day,
                            explanation.DayWhy,
                            explanation.Start,
                            explanation.Paused,
                            explanation.Closed,
                            explanation.Covered,
                            explanation.ExpiresOn,
                            explanation.Steps,
                        })
                    );
                }
                else if (found is [var only])
                {
                    foreach (var line in Lines(only))
                    {
                        Console.Out.WriteLine(line);
                    }
                }
                else
                {
                    foreach (var explanation in found)
                    {
                        TerminalText.Row($"{explanation.Key}  {(explanation.Day is { } day ? Day(day) : "")}  {explanation.About}");
                    }

                    Console.Out.WriteLine($"{found.Count} reminders fit. Give the whole key of one.");
                }

                return ExitCode.Done;
            }
        );
        return command;
    }

    /// <summary>The answer as it is printed.</summary>
    internal static IEnumerable<string> Lines(Explanation explanation) =>
        [
            $"{explanation.Key}: {explanation.About ?? "no longer in the register or the rules"}",
            .. Line("day", explanation.Day is { } day ? $"{Day(day)}: {explanation.DayWhy}" : null),
            .. Line("start", explanation.Start),
            .. Line(
                "expires",
                explanation.ExpiresOn is { } last ? $"after {Day(last)}"
                    : explanation.About is null ? null
                    : "never"
            ),
            .. Line("paused", explanation.Paused),
            .. Line("closed", explanation.Closed),
            .. Line("covered", explanation.Covered),
            .. explanation.Steps.SelectMany(step =>
                step.Answers.Select(answer => $"    {answer}").Prepend($"  {step.Step} on {Day(step.SendOn)}: {step.Why}")
            ),
        ];

    static string[] Line(string name, string? text) => text is null ? [] : [$"  {name, -8} {text}"];

    static string Day(DateOnly day) => day.ToString("ddd dd/MM/yyyy", CultureInfo.InvariantCulture);
}
