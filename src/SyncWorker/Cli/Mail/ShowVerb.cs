using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using SyncWorker.Hosting;
using SyncWorker.Send.Outbox;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Cli.Mail;

/// <summary><c>mail show ID</c></summary>
static class ShowVerb
{
    public static Command Create()
    {
        var id = MailVerb.Id();
        var command = new Command(
            "show",
            "Shows one mail: its state and why, every try with the server's answer, its reminders, and its text once it is frozen."
        )
        {
            id,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                if (await context.Services.GetRequiredService<MailQueries>().ShowAsync(result.GetValue(id), stopping) is not { } shown)
                {
                    await Console.Error.WriteLineAsync($"There is no mail {result.GetValue(id)}. See: SyncWorker mail list");
                    return ExitCode.Configuration;
                }

                using var message = shown.Mail.Message is { } frozen ? MimeMail.Read(frozen) : null;
                if (context.Json)
                {
                    JsonOutput.Print(
                        new
                        {
                            shown.Mail.Id,
                            shown.Mail.Day,
                            shown.Mail.Recipient,
                            shown.Mail.Kind,
                            State = EnumWord.Kebab(shown.Mail.State),
                            shown.Mail.Reason,
                            shown.Mail.MessageId,
                            shown.Mail.Subject,
                            shown.Mail.NextTryAt,
                            shown.Mail.SentAt,
                            shown.Mail.UsefulUntil,
                            attempts = shown.Attempts.Select(attempt => new
                            {
                                attempt.At,
                                attempt.Transport,
                                attempt.Outcome,
                                attempt.ReplyCode,
                                attempt.ReplyText,
                            }),
                            reminders = shown.Reminders.Select(reminder => new
                            {
                                reminder.Rule,
                                reminder.Subject,
                                reminder.Period,
                                Step = reminder.Step.ToString(),
                                reminder.Day,
                                reminder.State,
                                reminder.Reason,
                            }),
                            attachments = message?.Files.Select(attached => attached.FileName),
                            text = message?.PlainText,
                        }
                    );
                    return ExitCode.Done;
                }

                Print(shown, message, context.Config.Zone);
                return ExitCode.Done;
            }
        );
        return command;
    }

    static void Print(ShownMail shown, MimeMessage? message, TimeZoneInfo zone)
    {
        var mail = shown.Mail;
        Console.Out.WriteLine($"mail {mail.Id}: {mail.Kind} of {mail.Day:yyyy-MM-dd} to {mail.Recipient} ({mail.Salutation})");
        Console.Out.WriteLine($"  {EnumWord.Kebab(mail.State)}{(mail.Reason is null ? "" : $": {mail.Reason}")}");
        if (mail.NextTryAt is { } next)
        {
            Console.Out.WriteLine($"  next try {TimeZoneInfo.ConvertTime(next, zone):yyyy-MM-dd HH:mm}");
        }

        foreach (var attempt in shown.Attempts)
        {
            Console.Out.WriteLine(
                $"  {TimeZoneInfo.ConvertTime(attempt.At, zone):yyyy-MM-dd HH:mm:ss} {attempt.Transport} {attempt.Outcome} {attempt.ReplyCode} {attempt.ReplyText}"
            );
        }

        foreach (var reminder in shown.Reminders)
        {
            Console.Out.WriteLine(
                $"  - {reminder.Rule} {reminder.Subject} {reminder.Period}, step {reminder.Step}, day {reminder.Day:yyyy-MM-dd}: {reminder.State}. {reminder.Reason}"
            );
        }

        if (message is not null)
        {
            Console.Out.WriteLine();
            Console.Out.WriteLine($"{mail.MessageId}");
            Console.Out.WriteLine(message.Subject);
            foreach (var attached in message.Files)
            {
                Console.Out.WriteLine($"attached: {attached.FileName}, {(attached.Content.Length + 1023) / 1024} KB");
            }

            Console.Out.WriteLine();
            Console.Out.WriteLine(message.PlainText);
        }
    }
}
