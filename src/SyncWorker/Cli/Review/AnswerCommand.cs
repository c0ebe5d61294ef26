using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Cli.Partner;
using SyncWorker.Config;
using SyncWorker.Reconcile.Commands;

namespace SyncWorker.Cli.Review;

/// <summary>The command behind each verb that answers a row: it reads the row, the partner and the reason, and keeps the answer.</summary>
static class AnswerCommand
{
    static readonly Argument<long> s_row = new("ROW") { Description = "The row's number in review list." };

    static readonly Option<long?> s_partner = new("--partner")
    {
        Description = "The partner's number. Default: the likeliest (accept), all candidates (reject).",
        HelpName = "ID",
    };

    static readonly Option<string?> s_why = new("--why") { Description = "The reason, kept with the answer.", HelpName = "TEXT" };

    /// <summary>A verb that concerns the row alone.</summary>
    public static Command Create(ReviewVerdict verdict, string name, string help)
    {
        var command = new Command(name, help) { s_row, s_why, CommonOptions.Json };
        VerbContext.On(command, (context, result, stopping) => AnswerAsync(verdict, null, context, result, stopping));
        return command;
    }

    /// <summary>A verb that takes a partner too.</summary>
    public static Command CreateWithPartner(ReviewVerdict verdict, string name, string help)
    {
        var command = new Command(name, help) { s_row, s_partner, s_why, CommonOptions.Json };
        VerbContext.On(command, (context, result, stopping) => AnswerAsync(verdict, result.GetValue(s_partner), context, result, stopping));
        return command;
    }

    static async Task<int> AnswerAsync(
        ReviewVerdict verdict,
        long? partner,
        VerbContext context,
        ParseResult result,
        CancellationToken stopping
    )
    {
        var answer = new ReviewAnswer(result.GetValue(s_row), verdict, partner, result.GetValue(s_why));
        var refusal = await context
            .Services.GetRequiredService<ReviewCommands>()
            .AnswerAsync(answer, PersonAccount.Name, context.Now, stopping);
        return PartnerArgument.End(context, refusal);
    }
}
