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
using SyncWorker.Store.Rows;
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
                Answers = config.Send.Answers?.FolderIn(folders.Data) ?? Path.Combine(folders.Data, "answers"),
                SourceFolders =
                [
                    .. config
                        .Poll.Sources.Select(source => source.Folder)
                        .OfType<FolderOptions>()
                        .SelectMany(folder =>
                            (string[])[Path.Combine(config.Folder, folder.Path), Path.Combine(config.Folder, folder.Path, "done")]
                        ),
                    .. config.Remind.RegisterCheck is { } check
                        ? (string[])
                            [
                                Path.GetFullPath(check.Returned, config.Folder),
                                Path.GetFullPath(Path.Combine(check.Returned, "done"), config.Folder),
                            ]
                        : [],
                ],
            })
            .AddSingleton<RunLedger>()
            .AddSingleton<BulkPath>()
            .AddPoll()
            .AddReconcile()
            .AddRemind()
            .AddSend()
            .AddAnswers()
            .AddPages();

    // Stages name no other stage: where one calls another, it is connected here.
    static IServiceCollection AddAnswers(this IServiceCollection services) =>
        services
            .AddInbox()
            .AddSingleton(provider => RowAnswersOf(provider.GetRequiredService<ReportAnswers>()))
            .AddSingleton<ReadAnswers>(provider =>
                async (today, notes, cancellationToken) =>
                    (await provider.GetRequiredService<AnswerFolder>().ReadConfiguredAsync(today, notes, cancellationToken)).Count(
                        message => message.IsTaken
                    )
            )
            .AddSingleton<IsTrial>(provider =>
                cancellationToken =>
                    StoreIdentity.IsTrialAsync(
                        provider.GetRequiredService<SyncStore>(),
                        provider.GetRequiredService<StageSettings<SendOptions>>().Union.Mode,
                        cancellationToken
                    )
            )
            .AddSingleton(provider =>
            {
                var settings = provider.GetRequiredService<StageSettings<SendOptions>>();
                return new InboxNetwork(settings.Union.Folder, settings.Options.Proxy, settings.Options.Trust);
            })
            .AddSingleton<FindFollowers>(provider => provider.GetRequiredService<PartnerFollowers>().FindAsync)
            .AddSingleton(provider => AnswersOf(provider.GetRequiredService<ReminderCommands>()));

    /// <summary>The ledger's side of the answers that come by mail.</summary>
    public static RecordAnswer AnswersOf(ReminderCommands reminders) =>
        (db, answer, today, cancellationToken) =>
        {
            var key = answer.Reminder.ToString(CultureInfo.InvariantCulture);
            return answer.Action == AnswerAction.NotMine
                    ? reminders.DeclineAsync(key, answer.Recipient, today, cancellationToken, within: db)
                : answer.SnoozedUntil is { } until
                    ? reminders.SnoozeAsync(key, until, answer.Recipient, all: false, today, cancellationToken, within: db)
                : reminders.AcknowledgeAsync(
                    key,
                    answer.Recipient,
                    all: false,
                    today,
                    cancellationToken,
                    isDone: answer.Action == AnswerAction.Done,
                    within: db
                );
        };

    /// <summary>The side of what is owed of the answers about one unit of a table.</summary>
    public static RecordRowAnswer RowAnswersOf(ReportAnswers reports) =>
        async (db, answer, today, cancellationToken) =>
        {
            var recorded = await reports.RecordAsync(
                db,
                new(answer.Reminder, answer.Unit, answer.Recipient)
                {
                    IsExtension = answer.Action == AnswerAction.Extend,
                    WrittenDay = answer.WrittenDay,
                    Number = answer.Number,
                },
                today,
                cancellationToken
            );
            return new(recorded.IsTaken ? InboxOutcome.Taken : InboxOutcome.Refused, recorded.Words)
            {
                TextVi = recorded.TextVi,
                TextEn = recorded.TextEn,
            };
        };

    /// <summary>A stage by its word.</summary>
    public static IStage Stage(this IServiceProvider services, string name) =>
        name switch
        {
            "poll" => services.GetRequiredService<PollStage>(),
            "reconcile" => services.GetRequiredService<ReconcileStage>(),
            "remind" => services.GetRequiredService<RemindStage>(),
            "send" => services.GetRequiredService<SendStage>(),
            "inbox" => services.GetRequiredService<InboxStage>(),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "poll, reconcile, remind, send or inbox"),
        };
}
