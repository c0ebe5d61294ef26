using System.CommandLine;
using System.Globalization;
using SyncWorker.Files;
using SyncWorker.Hosting;
using SyncWorker.Remind;
using SyncWorker.Union;

namespace SyncWorker.Cli.Remind;

/// <summary><c>remind preview</c></summary>
static class PreviewVerb
{
    static readonly Option<DateOnly?> s_from = CommonOptions.Day("--from", "First day: 2026-07-01 or 01/07/2026. Default: today.");
    static readonly Option<DateOnly?> s_to = CommonOptions.Day("--to", "Last day. Default: 30 days after the first.");

    static readonly Option<string?> s_who = new("--who")
    {
        Description = "Only what goes to this recipient, such as staff:bca-01 or partner:12.",
        HelpName = "KEY",
    };

    static readonly Option<bool> s_csv = new("--csv") { Description = "Print CSV with a header line." };

    public static Command Create()
    {
        var command = new Command(
            "preview",
            "Shows who gets which reminder on which day, and why, for any range of days. Nothing is written or sent. Days before today\n"
                + "come from the ledger where the stage has run; the rest is computed, day by day, as the service would do it."
        )
        {
            s_from,
            s_to,
            s_who,
            s_csv,
            CommonOptions.AsOf,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var today = context.Now.Today;
                var from = result.GetValue(s_from) ?? today;
                var to = result.GetValue(s_to) ?? from.AddDays(30);
                if (to < from || to > from.AddDays(3660))
                {
                    await Console.Error.WriteLineAsync(
                        $"The range {from:yyyy-MM-dd} to {to:yyyy-MM-dd} is empty or longer than ten years."
                    );
                    return ExitCode.Configuration;
                }

                var lines = await RemindPreview.ReadAsync(context.Store, context.Config.RemindSettings, today, from, to, stopping);
                Print(
                    [.. lines.Where(line => result.GetValue(s_who) is not { } who || line.Recipient == who)],
                    context.Json,
                    result.GetValue(s_csv)
                );
                return ExitCode.Done;
            }
        );
        return command;
    }

    static void Print(List<PreviewLine> lines, bool json, bool csv)
    {
        if (json)
        {
            JsonOutput.Print(lines);
            return;
        }

        if (csv)
        {
            foreach (var line in Csv(lines))
            {
                Console.Out.WriteLine(line);
            }

            return;
        }

        foreach (var line in Table(lines))
        {
            Console.Out.WriteLine(line);
        }

        Console.Out.WriteLine($"{lines.Count} reminders in {lines.Select(line => (line.Day, line.Recipient)).Distinct().Count()} mails.");
    }

    /// <summary>The reminders as CSV, the header first.</summary>
    internal static IEnumerable<string> Csv(IEnumerable<PreviewLine> lines) =>
        lines
            .Select(line =>
                CsvText.Line(
                    DayText.Iso(line.Day),
                    line.Recipient,
                    line.Address,
                    line.Key,
                    line.Step,
                    line.About,
                    DayText.Iso(line.On),
                    line.State,
                    line.Why
                )
            )
            .Prepend("day,recipient,address,key,step,about,on,state,why");

    /// <summary>The mails as they are printed: a heading each, two lines a reminder.</summary>
    internal static IEnumerable<string> Table(IEnumerable<PreviewLine> lines)
    {
        foreach (var mail in lines.GroupBy(line => (line.Day, line.Recipient, line.Address)))
        {
            yield return $"{mail.Key.Day.ToString("ddd dd/MM/yyyy", CultureInfo.InvariantCulture)}  {mail.Key.Recipient}  {mail.Key.Address}";
            foreach (var line in mail)
            {
                yield return $"  {DayText.DayFirst(line.On)}  {line.About} ({line.Step}){(line.State is "due" or "sent" or "planned" ? "" : $" [{line.State}]")}";
                yield return $"              {line.Key}: {line.Why}";
            }
        }
    }
}
