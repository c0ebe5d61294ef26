using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Net;
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
/// <c>check --connect</c>: tries each source (share, proxy, certificate, secret) and the mail server as a run would, and reads
/// nothing. It sees what the account sees that it runs under.
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
            await ProbeMailAsync(config, services.GetRequiredService<TransportChoice>(), stopping),
        ];
    }

    static async Task<ConnectionResult> ProbeMailAsync(SyncConfig config, TransportChoice transports, CancellationToken stopping)
    {
        var server = await ProbeMailAsync(config.Send, transports.Network(config.Send), stopping);
        var accented = Accented(config).ToList();
        if (!server.Works || accented is [] || config.Send.Transport != TransportKind.Smtp)
        {
            return server;
        }

        await using var transport = (SmtpTransport)transports.Open(config.Send);
        return await transport.TakesAccentsAsync(stopping) switch
        {
            true => server,
            false => server with
            {
                Works = false,
                Words =
                    $"the server does not offer SMTPUTF8, so that nothing reaches a mailbox with accents: {string.Join(", ", accented)}. Name one without accents.",
            },
            null => server with { Words = $"{server.Words}; whether it takes mailboxes with accents could not be seen" },
        };
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

    // Whatever it answers, it was reached; whether it lets us in, `mail test` shows.
    static async Task<ConnectionResult> ProbeGraphAsync(string what, GraphOptions graph, NetworkOptions network, CancellationToken stopping)
    {
        using var http = new HttpClient(SocketsHandlerFactory.Open(network)) { Timeout = TimeSpan.FromSeconds(20) };
        foreach (var address in (Uri[])[graph.Login, graph.Endpoint])
        {
            try
            {
                using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stopping);
            }
            catch (Exception error)
                when (error is HttpRequestException || (error is OperationCanceledException && !stopping.IsCancellationRequested))
            {
                return new(
                    what,
                    false,
                    $"{address.Host} cannot be reached: {(error is HttpRequestException fault ? HttpErrorText.Describe(fault) : "no answer within 20 seconds")}"
                );
            }
        }

        return new(what, true, $"{graph.Login.Host} and {graph.Endpoint.Host} can be reached; `mail test` sends one mail");
    }

    // A mail server greets before it asks for anything (RFC 5321, 3.1); with implicit TLS it waits for us, and reaching it must do.
    static async Task<ConnectionResult> ProbeMailAsync(SendOptions send, NetworkOptions network, CancellationToken stopping)
    {
        const string What = "mail";
        if (send is { Transport: TransportKind.Graph, Graph: { } graph })
        {
            return await ProbeGraphAsync(What, graph, network, stopping);
        }

        if (send is not { Transport: TransportKind.Smtp, Smtp: { } smtp })
        {
            return new(What, true, "goes to the pickup folder; there is no server to reach");
        }

        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
            using var client = new TcpClient();
            await client.ConnectAsync(smtp.Host, smtp.Port, either.Token);
            if (smtp.Port == 465)
            {
                return new(What, true, $"{smtp.Host}:{smtp.Port} can be reached");
            }

            var greeting = new byte[512];
            var length = await client.GetStream().ReadAsync(greeting, either.Token);
            return Encoding.ASCII.GetString(greeting, 0, length).StartsWith("220", StringComparison.Ordinal)
                ? new(What, true, $"{smtp.Host}:{smtp.Port} greets; `mail test` sends one mail")
                : new(
                    What,
                    false,
                    $"{smtp.Host}:{smtp.Port} does not greet as a mail server does (220): look at send.json's host and port."
                );
        }
        catch (Exception error)
            when (error is SocketException or IOException || (error is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            return new(
                What,
                false,
                $"{smtp.Host}:{smtp.Port} cannot be reached: {(error is OperationCanceledException ? "no answer within 20 seconds" : error.Message)}"
            );
        }
    }
}
