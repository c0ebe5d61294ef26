namespace SyncWorker.Hosting;

/// <summary>
/// Who started the worker and watches it: the Windows service control manager or systemd. It is told how far the worker is, and
/// may ask for things while it runs.
/// </summary>
interface ISupervisor
{
    /// <summary>Cancelled when it wants the worker to stop.</summary>
    CancellationToken Stop { get; }

    /// <summary>What to do when it asks: read the config again; run one job now.</summary>
    void Listen(Action reload, Action<string> runJob);

    /// <summary>How long it waits for a sign of life before it restarts the worker; null when it does not.</summary>
    TimeSpan? Watchdog { get; }

    /// <summary>The scheduler has made a turn: the sign of life.</summary>
    void ReportTurn();

    /// <summary>The schedule runs.</summary>
    void ReportReady();

    /// <summary>The worker has begun to stop.</summary>
    void ReportStopping();
}
