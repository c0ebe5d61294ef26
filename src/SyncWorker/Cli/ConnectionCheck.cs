using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Inbox;
using SyncWorker.Net.Mail;
using SyncWorker.Poll;
using SyncWorker.Send;
using SyncWorker.Send.Transports;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <param name="What">The source, or the mail server.</param>
/// <param name="Works">Whether it can be reached and would be used.</param>
/// <param name="Words">What it answers, or why not.</param>
sealed record ConnectionResult(string What, bool Works, string Words);

/// <summary>
/// <c>check --connect</c>: tries each source (share, proxy, certificate, secret) and signs in to the mail servers, that of alarms too, as a
/// run would. It reads nothing, sends nothing, and sees what the account sees that it runs under.
/// </summary>
static class ConnectionCheck
{
    public static async Task<IReadOnlyList<ConnectionResult>> ProbeAllAsync(
        WorkerFolders folders,
        SyncConfig config,
        IProgress<StageProgress>? progress,
        CancellationToken stopping
    )
    {
        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error))
            .AddSyncWorker(folders, config, TimeProvider.System)
            .BuildServiceProvider();
        var reader = services.GetRequiredService<SourceReader>();
        var knocks = new ConcurrentDictionary<string, ConnectionResult>(StringComparer.Ordinal);
        var servers = services.GetRequiredService<MailServerCheck>();
        var total = config.Poll.Sources.Count + 1;
        await Parallel.ForEachAsync(
            config.Poll.Sources,
            new ParallelOptions { MaxDegreeOfParallelism = config.Poll.AtOnce, CancellationToken = stopping },
            async (source, token) =>
            {
                knocks[source.Name] = await ProbeSourceAsync(reader, source, token);
                progress?.Report(new(source.Name, knocks.Count, total));
            }
        );
        return
        [
            .. config.Poll.Sources.Select(source => knocks[source.Name]),
            await ProbeMailAsync(config, servers, stopping),
            .. await ProbeAnswersAsync(config, folders, services.GetRequiredService<AnswerMailbox>(), stopping),
            .. config.Send.Alarm is { } alarm ? [await ProbeAlarmAsync(config.Send, alarm, servers, stopping)] : (ConnectionResult[])[],
        ];
    }

    static async Task<ConnectionResult> ProbeMailAsync(SyncConfig config, MailServerCheck servers, CancellationToken stopping)
    {
        var server = await servers.AskAsync(config.Send, stopping);
        return server is { Works: true, TakesAccents: false } && Accented(config).ToList() is [_, ..] accented
            ? new(
                "mail",
                false,
                $"the server does not offer SMTPUTF8, so that nothing reaches a mailbox with accents: {string.Join(", ", accented)}. Name one without accents."
            )
            : new("mail", server.Works, server.Words);
    }

    // What is seen here lets the mails have their answer links.
    static async Task<IReadOnlyList<ConnectionResult>> ProbeAnswersAsync(
        SyncConfig config,
        WorkerFolders folders,
        AnswerMailbox mailbox,
        CancellationToken stopping
    )
    {
        if (config.Send.Answers is not { } answers)
        {
            return [];
        }

        if (!answers.IsPlaceNamed())
        {
            return
            [
                new(
                    "answers",
                    false,
                    "no mailbox (imap, graph) and no folder is named in answers of send.json, so that mails have no answer links"
                ),
            ];
        }

        var (works, words) = await mailbox.ProbeAsync(answers, stopping) ?? (true, "");
        if (answers.FolderIn(folders.Data) is { } folder)
        {
            var fault = AnswerFolder.FindFault(folder);
            works &= fault is null;
            words =
                $"{words}{(words.Length > 0 ? "; " : "")}the folder {folder} {(fault is null ? "can be worked in" : $"cannot be worked in: {fault}")}";
        }

        if (!works)
        {
            return [new("answers", false, words)];
        }

        try
        {
            AnswersCheck.Write(folders, answers);
            return [new("answers", true, $"{words}. From now on mails have answer links")];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [new("answers", false, $"{words}, but that cannot be noted in the data folder: {error.Message}")];
        }
    }

    static async Task<ConnectionResult> ProbeAlarmAsync(
        SendOptions send,
        AlarmOptions alarm,
        MailServerCheck servers,
        CancellationToken stopping
    )
    {
        var server = await servers.AskAsync(alarm.Transport(send), stopping);
        return new("alarm", server.Works, server.Words);
    }

    // Where the mailbox stands; what it is, who reads the file knows.
    static IEnumerable<string> Accented(SyncConfig config) =>
        (
            (IEnumerable<(string Key, string? Mailbox)>)
                [
                    .. config.Staff.Staff.Select(position => ($"email of {position.Id}", position.Email)),
                    .. config.Staff.Staff.Select(position => ($"alsoTo of {position.Id}", position.AlsoTo)),
                    ("desk.email of staff.json", config.Staff.Desk.Email),
                    ("from.address of send.json", config.Send.From.Address),
                    ("trialTo of schedule.json", config.Schedule.TrialTo),
                ]
        )
            .Where(at => at.Mailbox is { } mailbox && AccentedMailboxes.IsAccented(mailbox))
            .Select(at => at.Key);

    static async Task<ConnectionResult> ProbeSourceAsync(SourceReader reader, SourceOptions source, CancellationToken stopping)
    {
        try
        {
            return new(source.Name, true, await reader.ProbeAsync(source, stopping));
        }
        catch (UnhealthySourceException sick)
        {
            return new(source.Name, false, sick.Message);
        }
    }
}
