using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SyncWorker.Config;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Union;

namespace SyncWorker.Hosting;

/// <summary>
/// What a person at this machine may ask of the running worker: to read its config now, to run a job now. A socket in the data folder that
/// only the worker's account (and root) may open; a request is one line, its answer another. Nothing of it is reached from a network.
/// </summary>
sealed partial class WorkerRequests(
    WorkerFolders folders,
    CurrentConfig config,
    ConfigReload reload,
    RunNow runNow,
    ILogger<WorkerRequests> logger
) : BackgroundService
{
    public const string Reload = "reload";

    public const string Run = "run ";

    /// <summary>Begins the answer to a request that was taken; any other answer is a refusal.</summary>
    const string Taken = "taken ";

    const int MostBytes = 500;

    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    Socket? _socket;

    static string PathOf(WorkerFolders folders) => Path.Combine(folders.Data, "worker.sock");

    /// <summary>Asks the worker of a data folder.</summary>
    /// <returns>What became of the request, and what the worker said, or why nobody was asked.</returns>
    public static async Task<(RequestAnswer Answer, string Words)> AskAsync(
        WorkerFolders folders,
        string request,
        CancellationToken stopping
    )
    {
        if (!File.Exists(PathOf(folders)))
        {
            return (RequestAnswer.NotHeard, NoWorker(folders));
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            either.CancelAfter(s_patience);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(PathOf(folders)), either.Token);
            await socket.SendAsync(Encoding.UTF8.GetBytes(request + "\n"), either.Token);
            var answer = await ReadLineAsync(socket, either.Token);
            return answer.StartsWith(Taken, StringComparison.Ordinal)
                ? (RequestAnswer.Taken, answer[Taken.Length..])
                : (RequestAnswer.Refused, answer);
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.AccessDenied)
        {
            return (
                RequestAnswer.NotHeard,
                $"This account may not ask the worker of {folders.Data}: say it as the account of the service, or with sudo."
            );
        }
        catch (SocketException)
        {
            return (RequestAnswer.NotHeard, NoWorker(folders)); // a socket that a killed worker left
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return (RequestAnswer.NotHeard, $"The worker of {folders.Data} did not answer within {s_patience.TotalSeconds:0} seconds.");
        }
    }

    /// <summary>Requests are heard from the moment that the worker says it has started.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _socket = Listen();
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _socket?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_socket is null)
        {
            return;
        }

        try
        {
            while (true)
            {
                using var person = await _socket.AcceptAsync(stoppingToken);
                await AnswerAsync(person, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            File.Delete(PathOf(folders));
        }
    }

    Socket? Listen()
    {
        try
        {
            File.Delete(PathOf(folders)); // of a worker that was killed: this one has the lock of the folder
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Bind(new UnixDomainSocketEndPoint(PathOf(folders)));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(PathOf(folders), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            socket.Listen(4);
            return socket;
        }
        catch (Exception error) when (error is SocketException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            NotListening(logger, PathOf(folders), error.Message);
            return null;
        }
    }

    async Task AnswerAsync(Socket person, CancellationToken stopping)
    {
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            either.CancelAfter(s_patience);
            var answer = Answer(await ReadLineAsync(person, either.Token));
            await person.SendAsync(Encoding.UTF8.GetBytes(answer + "\n"), either.Token);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            // who asked is gone; a stop is seen by the loop
        }
    }

    string Answer(string request)
    {
        if (request == Reload)
        {
            reload.RequestReload();
            return $"{Taken}The worker was asked to read its config. What it found: SyncWorker status";
        }

        if (!request.StartsWith(Run, StringComparison.Ordinal))
        {
            return "The worker is of another version and does not know this request.";
        }

        var (job, jobs) = (request[Run.Length..], config.Current.Schedule.Jobs);
        if (!jobs.ContainsKey(job))
        {
            return $"schedule.json has no job \"{job}\". {Suggestion.Sentence(job, jobs.Keys)}";
        }

        runNow.Request(job);
        return $"{Taken}The worker was asked to run {job}; it begins now, or when the run of {job} under way has ended.";
    }

    static async Task<string> ReadLineAsync(Socket socket, CancellationToken stopping)
    {
        var bytes = new byte[MostBytes];
        var length = 0;
        while (length < bytes.Length && !bytes.AsSpan(0, length).Contains((byte)'\n'))
        {
            var read = await socket.ReceiveAsync(bytes.AsMemory(length), stopping);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        return Encoding.UTF8.GetString(bytes, 0, length).Split('\n')[0];
    }

    static string NoWorker(WorkerFolders folders) =>
        $"No worker runs on {folders.Data}. Start it with: SyncWorker run, or as a service; or say the stage itself.";

    [LoggerMessage(162, LogLevel.Warning, "The worker cannot be asked by `run now` and `reload`: {Path}: {Reason}")]
    static partial void NotListening(ILogger logger, string path, string reason);
}

/// <summary>What becomes of a request to the worker.</summary>
enum RequestAnswer
{
    /// <summary>It does so.</summary>
    Taken,

    /// <summary>It knows no such job or request.</summary>
    Refused,

    /// <summary>No worker runs there, or it may not be asked.</summary>
    NotHeard,
}
