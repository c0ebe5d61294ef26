using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncWorker.Net.Mail;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Inbox;

/// <summary>The shell of the stage: reads the folder and the mailbox of answers, and says what came and what became of it.</summary>
sealed partial class InboxStage(
    RunLedger runs,
    StageSettings<AnswersOptions?> settings,
    AnswerFolder folder,
    AnswerMailbox mailbox,
    MessageHandler messages,
    ILogger<InboxStage> logger
) : IStage
{
    public string Name => "inbox";

    /// <summary>Those that are named in a run; the others are counted, and <c>mail answers</c> lists all.</summary>
    const int NamedAtMost = 20;

    public async Task<StageResult> RunAsync(StageRequest request, CancellationToken stopping)
    {
        var today = request.At.Today;
        var run = await runs.BeginAsync(Name, null, today, stopping);
        var result = new StageResult(Name, StageOutcome.Failed, []);
        string? error = null;
        try
        {
            result = await ReadAsync(today, stopping);
            error = result.Outcome == StageOutcome.Done ? null : string.Join(" ", result.Notes);
            return result;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            error = fault.Message;
            throw;
        }
        finally
        {
            await runs.EndAsync(run, result.Outcome, result.Counts, error);
        }
    }

    async Task<StageResult> ReadAsync(DateOnly today, CancellationToken stopping)
    {
        if (settings.Options is not { } options)
        {
            return new(Name, StageOutcome.Done, []) { Look = "send.json names no answers" };
        }

        var notes = new List<string>();
        var read =
            (IReadOnlyList<HandledMessage>)
                [.. await folder.ReadConfiguredAsync(today, notes, stopping), .. await mailbox.ReadAsync(today, notes, stopping)];
        await messages.ForgetAsync(today.AddDays(-options.KeepDays - options.Days), stopping);
        foreach (var message in read.Where(message => message is { IsNew: true, Kind: InboxKind.DeliveryReport, IsTaken: true }))
        {
            LogNotDelivered(logger, message.Words);
        }

        return new(Name, notes.Count > 0 ? StageOutcome.Partly : StageOutcome.Done, Counts(read))
        {
            Look = read.Count > 0 ? "SyncWorker mail answers" : null,
            Notes =
                notes.Count <= NamedAtMost
                    ? notes
                    : [.. notes.Take(NamedAtMost), $"{notes.Count - NamedAtMost} more. See: SyncWorker mail answers"],
        };
    }

    /// <summary>How many of each kind; kinds of which none came are left out.</summary>
    static IReadOnlyList<Count> Counts(IReadOnlyList<HandledMessage> read)
    {
        return
        [
            .. (
                (IEnumerable<Count>)
                    [
                        Of("answers", message => message is { Kind: InboxKind.Answer, IsTaken: true }),
                        Of("replies passed on", message => message.Outcome == InboxOutcome.Forwarded),
                        Of("replies kept", message => message.Outcome == InboxOutcome.Kept),
                        Of("reports of non-delivery", message => message is { Kind: InboxKind.DeliveryReport, IsTaken: true }),
                        Of("refused", message => message.Outcome == InboxOutcome.Refused),
                        Of("set aside", message => message.Outcome == InboxOutcome.SetAside),
                        Of("ignored", message => message.Outcome == InboxOutcome.Ignored),
                    ]
            ).Where(count => count.Number > 0),
        ];

        Count Of(string what, Func<HandledMessage, bool> isMeant) => new(what, read.Count(message => message.IsNew && isMeant(message)));
    }

    [LoggerMessage(701, LogLevel.Warning, "The mail server reports a mail as not delivered: {Words}")]
    static partial void LogNotDelivered(ILogger logger, string words);
}

static class InboxRegistration
{
    /// <summary>What the stage and its verbs need, one line each.</summary>
    public static IServiceCollection AddInbox(this IServiceCollection services) =>
        services
            .AddSingleton<RowAnswers>()
            .AddSingleton<SignedAnswers>()
            .AddSingleton<NonDelivery>()
            .AddSingleton<Replies>()
            .AddSingleton<MessageHandler>()
            .AddSingleton<AnswerFolder>()
            .AddSingleton<AnswerMailbox>()
            .AddSingleton<InboxQueries>()
            .AddSingleton<InboxStage>();
}
