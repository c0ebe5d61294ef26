using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting.Config;
using SyncWorker.Inbox;
using SyncWorker.Pages;
using SyncWorker.Poll;
using SyncWorker.Reconcile;
using SyncWorker.Remind;
using SyncWorker.Send;
using SyncWorker.Store;
using SyncWorker.Store.Bulk;
using SyncWorker.Union;

namespace SyncWorker.Hosting;

/// <summary>The composition root: everything the verbs and the service are made of, in one place.</summary>
static class Composition
{
    public static IServiceCollection AddSyncWorker(
        this IServiceCollection services,
        WorkerFolders folders,
        SyncConfig config,
        TimeProvider clock
    ) =>
        services
            .AddSingleton(folders)
            .AddSingleton(config.PollSettings)
            .AddSingleton(config.ReconcileSettings)
            .AddSingleton(config.RemindSettings)
            .AddSingleton(config.SendSettings)
            .AddSingleton(config.AnswersSettings)
            .AddSingleton(config.PagesSettings)
            .AddSingleton(_ => MailTemplates.Open(config.Templates))
            .AddSingleton(clock)
            .AddSingleton<SecretStore>()
            .AddSingleton<SyncStore>()
            .AddSingleton<StoreBackup>()
            .AddSingleton(provider => new ForgottenAddress(provider.GetRequiredService<SyncStore>(), folders)
            {
                Answers = (config.Send.Answers ?? new() { To = "" }).FolderIn(folders.Data),
                SourceFolders =
                [
                    .. config
                        .Poll.Sources.Select(source => source.Folder)
                        .OfType<FolderOptions>()
                        .SelectMany(folder =>
                            (string[])[Path.Combine(config.Folder, folder.Path), Path.Combine(config.Folder, folder.Path, "done")]
                        ),
                ],
            })
            .AddSingleton<RunLedger>()
            .AddSingleton<IBulkPath, SqliteBulkPath>()
            .AddPoll()
            .AddReconcile()
            .AddRemind()
            .AddSend()
            .AddAnswers()
            .AddPages();

    // Stages name no other stage: where one calls another, it is connected here.
    static IServiceCollection AddAnswers(this IServiceCollection services) =>
        services
            .AddSingleton<AnswerFolder>()
            .AddSingleton<ReadAnswers>(provider => provider.GetRequiredService<AnswerFolder>().ReadConfiguredAsync)
            .AddSingleton<IsTrial>(provider =>
                cancellationToken =>
                    StoreIdentity.IsTrialAsync(
                        provider.GetRequiredService<SyncStore>(),
                        provider.GetRequiredService<StageSettings<SendOptions>>().Union.Mode,
                        cancellationToken
                    )
            )
            .AddSingleton(provider => AnswersOf(provider.GetRequiredService<ReminderCommands>()));

    /// <summary>The ledger's side of the answers that come by mail.</summary>
    public static RecordAnswer AnswersOf(ReminderCommands reminders) =>
        (answer, today, cancellationToken) =>
        {
            var key = answer.Reminder.ToString(CultureInfo.InvariantCulture);
            return answer.SnoozedUntil is { } until
                ? reminders.SnoozeAsync(key, until, answer.Recipient, all: false, today, cancellationToken)
                : reminders.AcknowledgeAsync(
                    key,
                    answer.Recipient,
                    all: false,
                    today,
                    cancellationToken,
                    isDone: answer.Action == AnswerAction.Done
                );
        };

    /// <summary>A stage by its word.</summary>
    public static IStage Stage(this IServiceProvider services, string name) =>
        name switch
        {
            "poll" => services.GetRequiredService<PollStage>(),
            "reconcile" => services.GetRequiredService<ReconcileStage>(),
            "remind" => services.GetRequiredService<RemindStage>(),
            "send" => services.GetRequiredService<SendStage>(),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "poll, reconcile, remind or send"),
        };
}
