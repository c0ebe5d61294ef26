using System.CommandLine;
using System.Globalization;
using SyncWorker.Files;
using SyncWorker.Hosting;
using SyncWorker.Remind;
using SyncWorker.Store.Rows;
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

                var mails = await RemindPreview.ReadAsync(
                    context.Store,
                    context.Config.RemindSettings,
                    today,
                    from,
                    to,
                    stopping,
                    context.Now.IsRehearsal
                );
                Print(
                    [.. mails.Where(mail => result.GetValue(s_who) is not { } who || mail.Recipient == who)],
                    context.Json,
                    result.GetValue(s_csv)
                );
                if (!context.Json && !result.GetValue(s_csv))
                {
                    await PrintPausesAsync(context, stopping);
                }

                return ExitCode.Done;
            }
        );
        return command;
    }

    static void Print(List<PlannedMail> mails, bool json, bool csv)
    {
        if (json)
        {
            JsonOutput.Print(mails.SelectMany(Json));
            return;
        }

        TerminalText.Width = csv ? null : TerminalText.Width;
        foreach (var line in csv ? Csv(mails) : Table(mails))
        {
            Console.Out.WriteLine(line);
        }

        if (!csv)
        {
            var count = mails.Sum(mail => mail.Reminders.Count);
            Console.Out.WriteLine($"{count} reminders in {mails.Select(mail => (mail.Day, mail.Recipient)).Distinct().Count()} mails.");
        }
    }

    /// <summary>Why nothing comes of some rules.</summary>
    static async Task PrintPausesAsync(VerbContext context, CancellationToken stopping)
    {
        var rules = await RemindReader.PausedRulesAsync(context.Store, context.Config.RemindSettings, context.Now.Today, stopping);
        foreach (var paused in rules.Values)
        {
            Console.Out.WriteLine($"{char.ToUpperInvariant(paused.Words[0])}{paused.Words[1..]}");
        }
    }

    static IEnumerable<object> Json(PlannedMail mail) =>
        mail.Reminders.Select(reminder => new
        {
            mail.Day,
            mail.Recipient,
            On = reminder.Day,
            mail.Address,
            Key = reminder.Item.ToString(),
            Step = reminder.Step.ToString(),
            About = About(reminder.Facts),
            State = EnumWord.Kebab(reminder.State),
            Why = reminder.Reason,
            Source = mail.IsRecorded ? "ledger" : "computed",
            reminder.Facts,
        });

    /// <summary>The reminders as CSV, the header first.</summary>
    internal static IEnumerable<string> Csv(IEnumerable<PlannedMail> mails) =>
        mails
            .SelectMany(mail => mail.Reminders, (mail, reminder) => (mail, reminder))
            .Select(at =>
                CsvText.Line(
                    DayText.Iso(at.mail.Day),
                    at.mail.Recipient,
                    at.mail.Address,
                    at.reminder.Item.ToString(),
                    at.reminder.Step.ToString(),
                    About(at.reminder.Facts),
                    DayText.Iso(at.reminder.Day),
                    EnumWord.Kebab(at.reminder.State),
                    at.reminder.Reason
                )
            )
            .Prepend("day,recipient,address,key,step,about,on,state,why");

    /// <summary>The mails as they are printed: a heading each, two lines a reminder.</summary>
    internal static IEnumerable<string> Table(IEnumerable<PlannedMail> mails)
    {
        foreach (var mail in mails)
        {
            yield return $"{mail.Day.ToString("ddd dd/MM/yyyy", CultureInfo.InvariantCulture)}  {mail.Recipient}  {mail.Address}";
            foreach (var reminder in mail.Reminders)
            {
                var state = reminder.State is LedgerState.Due or LedgerState.Sent or LedgerState.Planned
                    ? ""
                    : $" [{EnumWord.Kebab(reminder.State)}]";
                yield return $"  {DayText.DayFirst(reminder.Day)}  {About(reminder.Facts)} ({reminder.Step}){state}";
                yield return $"              {reminder.Item}: {reminder.Reason}";
            }
        }
    }

    /// <summary>A short name of what it is about, for a table.</summary>
    static string About(ReminderContent facts)
    {
        var years = facts.Years is { } count ? $" {count} năm" : "";
        var received = facts.Owed is { } owed ? $" ({facts.Received}/{owed})" : "";
        return $"{ReminderKinds.Word(facts.Kind)}{years}: {facts.UnitVi ?? facts.SubjectVi}{(facts.UnitVi is null ? "" : $", {facts.SubjectVi}")}{received}";
    }
}
