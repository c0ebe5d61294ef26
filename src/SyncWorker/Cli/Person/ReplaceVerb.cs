using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Remind;
using SyncWorker.Union;

namespace SyncWorker.Cli.Person;

/// <summary><c>person replace A B</c></summary>
static class ReplaceVerb
{
    const int LookAheadDays = 60;

    static readonly Argument<string> s_from = new("A")
    {
        Description = "The position in staff.json whose work another person does from now on.",
    };

    static readonly Argument<string> s_to = new("B")
    {
        Description = "The mailbox of the new person in that position; or another position, which takes all over, and A is taken out.",
    };

    static readonly Option<bool> s_whatIf = new("--what-if") { Description = "Print what moves and who then gets what; change nothing." };

    public static Command Create()
    {
        var command = new Command(
            "replace",
            "Another person does the work of a position: changes staff.json and the rules that name the position, checks the whole folder\n"
                + "first, and moves what was put off. Prints what moves and what falls due within 60 days, before and after."
        )
        {
            s_from,
            s_to,
            s_whatIf,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            (context, result, stopping) =>
                RunAsync(context, result.GetValue(s_from)!, result.GetValue(s_to)!.Trim(), result.GetValue(s_whatIf), stopping)
        );
        return command;
    }

    static async Task<int> RunAsync(VerbContext context, string a, string b, bool isLook, CancellationToken stopping)
    {
        var draft = new ConfigDraft(context.Folders.Config);
        var replacement = new PositionReplacement(context.Config.Staff, draft);
        var from = Find(context, a);
        if (Plan(context, replacement, from, a, b) is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal);
            return ExitCode.Configuration;
        }

        var (next, faults) = draft.Load();
        if (next is null)
        {
            FaultList.Print("the config folder as it would be", faults);
            return ExitCode.Configuration;
        }

        var (oldKey, newKey) = ($"staff:{from!.Id}", b.Contains('@', StringComparison.Ordinal) ? $"staff:{from.Id}" : $"staff:{b}");
        var moves = new MovedWork(context, oldKey, newKey);
        var work = await moves.ReadAsync(next, LookAheadDays, stopping);
        if (!isLook)
        {
            draft.Write();
            await context.Services.GetRequiredService<ReminderCommands>().MoveSnoozesAsync(oldKey, newKey, stopping);
            Deed.Log(context.Folders, $"person replace {from.Id}", newKey == oldKey ? "another mailbox" : newKey);
        }

        Print(context, isLook, replacement.Moved, work);
        return ExitCode.Done;
    }

    static string? Plan(VerbContext context, PositionReplacement replacement, Position? from, string a, string b)
    {
        if (from is null)
        {
            return Unknown(context, a);
        }

        if (b.Contains('@', StringComparison.Ordinal))
        {
            if (EmailAddress.Fault(b) is { } fault)
            {
                return $"That is not one mailbox: {fault}. Write someone@example.org.";
            }

            replacement.ByMailbox(from, b);
            return null;
        }

        if (Find(context, b) is not { } to)
        {
            return Unknown(context, b);
        }

        if (PositionReplacement.Refusal(from, to) is { } refusal)
        {
            return refusal;
        }

        replacement.ByPosition(from, to);
        return null;
    }

    static Position? Find(VerbContext context, string id) => context.Config.Staff.Staff.FirstOrDefault(position => position.Id == id);

    static string Unknown(VerbContext context, string id) =>
        $"staff.json has no position \"{id}\". {Suggestion.Sentence(id, context.Config.Staff.Staff.Select(position => position.Id))}";

    static void Print(VerbContext context, bool isLook, IReadOnlyList<string> moved, Work work)
    {
        if (context.Json)
        {
            JsonOutput.Print(
                new
                {
                    isRehearsal = isLook,
                    moved,
                    work.Unsent,
                    work.Snoozed,
                    work.Assignments,
                    work.Mails,
                }
            );
            return;
        }

        Console.Out.WriteLine(isLook ? "Would change:" : "Changed:");
        foreach (var sentence in moved)
        {
            Console.Out.WriteLine($"  {sentence}");
        }

        Console.Out.WriteLine(
            $"Open: {work.Unsent} in mails that have not left (the next run of remind gives them to who has the task), {work.Snoozed} put off (move)."
        );
        if (work.Assignments > 0)
        {
            Console.Out.WriteLine($"The sheet of assignments names it {work.Assignments} times: write the successor there.");
        }

        Console.Out.WriteLine($"Reminders of the next {LookAheadDays} days, before and after:");
        foreach (var line in work.Mails)
        {
            Console.Out.WriteLine($"  {line.Recipient}: {line.Before} → {line.After}");
        }
    }
}

/// <summary>What is open of a position, and what each person gets before and after.</summary>
sealed record Work(int Unsent, int Snoozed, int Assignments, IReadOnlyList<ChangedMails> Mails);

/// <summary>Reminders of one recipient.</summary>
sealed record ChangedMails(string Recipient, int Before, int After);

/// <summary>The open work of one position that another takes over.</summary>
sealed class MovedWork(VerbContext context, string from, string to)
{
    public async Task<Work> ReadAsync(SyncConfig next, int days, CancellationToken stopping)
    {
        var (unsent, snoozed) = await context.Services.GetRequiredService<ReminderCommands>().CountOpenAsync(from, stopping);
        var sheets = KeptSheets.Read(context.Config.Remind, context.Config.Folder, []);
        var id = from["staff:".Length..];
        return new(
            unsent,
            snoozed,
            from == to ? 0 : sheets.Assignments?.Count(line => line.Owner == id && line.Answer is null) ?? 0,
            await CompareAsync(next, days, stopping)
        );
    }

    async Task<IReadOnlyList<ChangedMails>> CompareAsync(SyncConfig next, int days, CancellationToken stopping)
    {
        var before = await CountAsync(context.Config, days, stopping);
        var after = await CountAsync(next, days, stopping);
        return
        [
            .. before
                .Keys.Union(after.Keys)
                .Append(from)
                .Append(to)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(key => new ChangedMails(key, before.GetValueOrDefault(key), after.GetValueOrDefault(key)))
                .Where(line => line.Before != line.After || line.Recipient == from || line.Recipient == to),
        ];
    }

    async Task<Dictionary<string, int>> CountAsync(SyncConfig config, int days, CancellationToken stopping)
    {
        var today = context.Now.Today;
        var mails = await RemindPreview.ReadAsync(context.Store, config.RemindSettings, today, today, today.AddDays(days), stopping);
        return mails
            .Where(mail => !mail.IsRecorded)
            .GroupBy(mail => mail.Recipient, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(mail => mail.Reminders.Count), StringComparer.Ordinal);
    }
}
