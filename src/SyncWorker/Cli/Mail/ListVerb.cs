using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Send.Outbox;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Cli.Mail;

/// <summary><c>mail list</c></summary>
static class ListVerb
{
    public static Command Create()
    {
        var states = new Option<string[]>("--state")
        {
            Description = "Only these: queued, claimed, sending, sent, retry-at, refused, uncertain, expired, cancelled.",
            AllowMultipleArgumentsPerToken = true,
            HelpName = "STATE",
        };
        states.AllowOnly([.. Enum.GetValues<OutboxState>().Select(EnumWord.Kebab)]);
        var recipient = new Option<string?>("--to")
        {
            Description = "Only mails to this recipient, such as staff:bca-01.",
            HelpName = "RECIPIENT",
        };
        var most = new Option<int>("--most")
        {
            Description = "How many, newest first.",
            DefaultValueFactory = _ => 50,
            HelpName = "N",
        };
        var command = new Command("list", "Lists mails, newest first: number, day, recipient, state, tries, and why.")
        {
            states,
            recipient,
            most,
            CommonOptions.Json,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var wanted = (result.GetValue(states) ?? [])
                    .Select(word => Enum.GetValues<OutboxState>().Single(state => EnumWord.Kebab(state) == word))
                    .ToList();
                var mails = await context
                    .Services.GetRequiredService<MailQueries>()
                    .ListAsync(wanted, result.GetValue(recipient), result.GetValue(most), stopping);
                if (context.Json)
                {
                    JsonOutput.Print(
                        mails.Select(mail => new
                        {
                            mail.Id,
                            mail.Day,
                            mail.Recipient,
                            mail.Kind,
                            State = EnumWord.Kebab(mail.State),
                            mail.Attempts,
                            mail.Repeats,
                            mail.NextTryAt,
                            mail.SentAt,
                            mail.Subject,
                            mail.Reason,
                        })
                    );
                    return ExitCode.Done;
                }

                foreach (var mail in mails)
                {
                    TerminalText.Row(
                        $"{mail.Id, 6}  {mail.Day:yyyy-MM-dd}  {mail.Recipient, -16} {EnumWord.Kebab(mail.State), -10} {mail.Attempts} {(mail.Attempts == 1 ? "try " : "tries")}  {mail.Subject ?? mail.Kind}"
                    );
                    if (mail.State is not (OutboxState.Sent or OutboxState.Queued) && mail.Reason is { } why)
                    {
                        Console.Out.WriteLine(
                            $"        {why.TrimEnd('.')}.{(mail.NextTryAt is { } next ? $" Next try {TimeZoneInfo.ConvertTime(next, context.Config.Zone):yyyy-MM-dd HH:mm}." : "")}"
                        );
                    }
                }

                Console.Out.WriteLine(mails.Count == 0 ? "No such mail." : "See one: SyncWorker mail show ID");
                return ExitCode.Done;
            }
        );
        return command;
    }
}
