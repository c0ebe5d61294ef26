using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Send;

namespace SyncWorker.Cli.Mail;

/// <summary><c>mail preview RECIPIENT --date DATE</c></summary>
static class PreviewVerb
{
    public static Command Create()
    {
        var recipient = new Argument<string>("RECIPIENT") { Description = "Such as staff:bca-01 (as `mail list` prints it)." };
        var date = CommonOptions.Day("--date", "The mail's day; today when it is left out.");
        var command = new Command(
            "preview",
            "Writes the mail that waits for a recipient as HTML and text into the data folder's preview folder, and prints where. Opens\n"
                + "nothing, sends nothing, freezes nothing."
        )
        {
            recipient,
            date,
            CommonOptions.AsOf,
        };
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var day = result.GetValue(date) ?? context.Now.Today;
                var preview = context.Services.GetRequiredService<MailPreview>();
                var written = await preview.WriteAsync(
                    result.GetValue(recipient)!,
                    day,
                    context.Now,
                    context.Config.SendSettings,
                    stopping
                );
                if (written is [])
                {
                    await Console.Error.WriteLineAsync(
                        $"There is no mail to {result.GetValue(recipient)} of {day:yyyy-MM-dd} in the outbox. {await preview.AdviseAsync(result.GetValue(recipient)!, day, context.Config.SendSettings, stopping)}"
                    );
                    return ExitCode.Configuration;
                }

                foreach (var file in written)
                {
                    Console.Out.WriteLine(file);
                }

                return ExitCode.Done;
            }
        );
        return command;
    }
}
