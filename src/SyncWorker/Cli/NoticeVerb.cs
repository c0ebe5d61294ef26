using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using SyncWorker.Hosting;
using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Send;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary><c>notice FILE --to ROLE</c></summary>
static class NoticeVerb
{
    static readonly Argument<string> s_file = new("FILE")
    {
        Description =
            "The message: a first line \"Chủ đề: …\", an empty line, the text (plain or simple Markdown); after a line \"--- en\" the same in English.",
    };

    static readonly Option<string[]> s_to = new("--to")
    {
        Description =
            "Who gets it: a role of staff.json (officer, department.head, …), staff for everyone there, association.office, staff:ID, partner:ID; several are allowed.",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
        HelpName = "ROLE",
    };

    static readonly Option<string?> s_approve = new("--approve")
    {
        Description = "Send exactly what was shown under this hash.",
        HelpName = "HASH",
    };

    public static Command Create()
    {
        var command = new Command(
            "notice",
            "Sends a message to many recipients. Without --approve it shows them and the mail, and writes nothing; with the hash that it\n"
                + "printed it puts the mails into the outbox, if text and recipients are still those that were shown (else exit code 4).\n"
                + "A recipient never gets the same text twice, also when it is sent again to other roles."
        )
        {
            s_file,
            s_to,
            s_approve,
            CommonOptions.AsOf,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var roles = result.GetValue(s_to) ?? [];
                var commands = context.Services.GetRequiredService<NoticeCommands>();
                try
                {
                    var text = NoticeText.Parse(await File.ReadAllTextAsync(result.GetValue(s_file)!, stopping));
                    if (result.GetValue(s_approve) is not { } hash)
                    {
                        return await ShowAsync(
                            context,
                            text,
                            await context.Services.GetRequiredService<NoticeQueries>().PlanAsync(text, roles, context.Now.Today, stopping),
                            result,
                            stopping
                        );
                    }

                    var (plan, isQueued) = await commands.ApproveAsync(text, roles, hash, context.Now.Today, stopping);
                    return Print(plan, isQueued, context);
                }
                catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
                {
                    await Console.Error.WriteLineAsync(fault.Message);
                    return ExitCode.Configuration;
                }
            }
        );
        return command;
    }

    static int Print(NoticePlan plan, bool isQueued, VerbContext context)
    {
        if (context.Json)
        {
            JsonOutput.Print(
                new
                {
                    hash = plan.Hash,
                    isQueued,
                    mails = isQueued ? plan.To.Count : 0,
                }
            );
        }
        else
        {
            Console.Out.WriteLine(
                isQueued
                    ? $"{plan.To.Count} mails are in the outbox and leave with the next run of send, in mail hours. See: SyncWorker mail list"
                    : $"Nothing was sent: the text or its recipients are not those that were approved. Now it would be {plan.To.Count} mails under {plan.Hash}: look again without --approve."
            );
        }

        return isQueued ? ExitCode.Done : ExitCode.Held;
    }

    static async Task<int> ShowAsync(
        VerbContext context,
        NoticeText text,
        NoticePlan plan,
        ParseResult result,
        CancellationToken cancellationToken
    )
    {
        if (context.Json)
        {
            JsonOutput.Print(
                new
                {
                    hash = plan.Hash,
                    to = plan.To.Select(to => new
                    {
                        to.Key,
                        to.Address,
                        to.Salutation,
                        language = to.Language,
                    }),
                    told = plan.AlreadyNotified.Select(to => to.Key),
                }
            );
            return ExitCode.Done;
        }

        foreach (var to in plan.To)
        {
            Console.Out.WriteLine($"{to.Key, -16} {to.Language.Code}  {to.Salutation} <{to.Address}>");
        }

        if (plan.AlreadyNotified.Count > 0)
        {
            Console.Out.WriteLine(
                $"Left out, because they have it already: {string.Join(", ", plan.AlreadyNotified.Select(to => to.Key))}"
            );
        }

        foreach (var recipient in plan.To.DistinctBy(to => to.Language))
        {
            using var message = await WriteAsync(context, text, recipient, cancellationToken);
            Console.Out.WriteLine($"\n---------- {recipient.Language.Code}\nSubject: {message.Subject}\n\n{message.PlainText}----------");
        }

        var roles = string.Join(' ', result.GetValue(s_to)!);
        Console.Out.WriteLine(
            plan.To.Count == 0
                ? "\nNo recipient is left: all of them have it already."
                : $"\n{plan.To.Count} mails; nothing was written. Send exactly this with:\n  SyncWorker notice {Quoted(result.GetValue(s_file)!)} --to {roles} --approve {plan.Hash}"
        );
        if (plan.To.Count > context.Config.Send.Storm.MostADay)
        {
            Console.Out.WriteLine(
                $"They exceed the {context.Config.Send.Storm.MostADay} mails that may leave on one day without a release: send will hold them until: SyncWorker mail release"
            );
        }

        return ExitCode.Done;
    }

    // Written as send writes it; no row of the outbox is made.
    static async Task<MimeMessage> WriteAsync(VerbContext context, NoticeText text, Recipient to, CancellationToken cancellationToken)
    {
        var parts = context.Services.GetRequiredService<SendParts>();
        var identity = await StoreIdentity.ReadAsync(context.Store, parts.Home, cancellationToken);
        var writer = await MailWriter.OpenAsync(parts, context.Config.SendSettings, identity, cancellationToken);
        var facts = NoticeCommands.Facts(text, to);
        var mail = new OutboxMail
        {
            Recipient = to.Key,
            Address = to.Address,
            Kind = OutboxMail.Notice,
            Salutation = to.Salutation,
            Language = to.Language,
        };
        var row = new LedgerEntry
        {
            Rule = NoticeCommands.Rule,
            Subject = "",
            Period = "",
            Step = default,
            Recipient = to.Key,
            Day = context.Now.Today,
            Reason = "",
            Facts = "",
        };
        return MimeMail.Read(writer.Write(mail, [new(row, facts)], context.Now)!.Message);
    }

    static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
