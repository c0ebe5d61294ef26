using SyncWorker.Config;
using SyncWorker.Hosting.Status;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Send.Outbox;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Pages;

/// <summary>Asks the stages for what the pages show.</summary>
sealed class SiteReader(
    OverviewQueries days,
    RegisterQueries register,
    QuestionQueries questions,
    FiguresOverviewQueries figures,
    DocumentQueries documents,
    MailQueries mails,
    StageSettings<PagesOptions> settings,
    WorkerFolders folders,
    TimeProvider clock
)
{
    const int MostRuns = 100;
    const int MostQuarantine = 500;
    const int MostMails = 500;

    public async Task<SiteFacts> ReadAsync(PagesOptions options, Moment at, CancellationToken cancellationToken)
    {
        RegisterView? partners = null;
        Overview? overview = null;
        FiguresOverview? counted = null;
        await Parallel.ForEachAsync(
            (Func<CancellationToken, Task>[])
                [
                    async token => partners = await register.ReadAsync(at, token),
                    async token => overview = await days.ReadAsync(at.Today, token),
                    async token => counted = await figures.ReadAsync(at, token),
                ],
            cancellationToken,
            async (read, token) => await read(token)
        );
        using var store = StatusQueries.Open(folders);
        var (status, _) = await StatusReader.ReadAsync(folders, MostQuarantine, clock, cancellationToken);
        return new()
        {
            At = at,
            Options = options,
            Union = settings.Union,
            Status = status,
            Register = partners!,
            Overview = overview!,
            Figures = counted!,
            Documents = await documents.ListAsync(at, cancellationToken),
            Questions = await questions.ListAsync(cancellationToken),
            Mails = await MailsAsync(at, cancellationToken),
            Runs = store?.RecentRuns(MostRuns) ?? [],
            ConfigFiles = Pages.ConfigFiles.Read(folders),
            ConfigChanges = Pages.ConfigFiles.Changes(folders),
        };
    }

    async Task<IReadOnlyList<OutboxMail>> MailsAsync(Moment at, CancellationToken cancellationToken)
    {
        var sent = await mails.ListAsync([OutboxState.Sent], null, MostMails, cancellationToken);
        var waiting = await mails.ListAsync(
            [OutboxState.Queued, OutboxState.Claimed, OutboxState.Sending, OutboxState.RetryAt, OutboxState.Refused, OutboxState.Uncertain],
            null,
            MostMails,
            cancellationToken
        );
        return [.. waiting, .. sent.Where(mail => mail.Day == at.Today)];
    }
}
