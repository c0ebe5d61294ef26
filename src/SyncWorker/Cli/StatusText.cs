using System.Globalization;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Hosting.Status;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary>A <see cref="StatusReport"/> for people; times are the union's.</summary>
sealed class StatusText
{
    readonly StatusReport _status;
    readonly TimeZoneInfo _zone;

    StatusText(StatusReport status, TimeZoneInfo zone) => (_status, _zone) = (status, zone);

    public static void Print(StatusReport status, TimeZoneInfo zone)
    {
        var text = new StatusText(status, zone);
        text.PrintWorker();
        text.PrintConfig();
        text.PrintJobs();
        text.PrintRuns();
        text.PrintQuarantine();
        text.PrintMail();
    }

    string Local(DateTimeOffset? at) =>
        at is { } instant ? TimeZoneInfo.ConvertTime(instant, _zone).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture) : "never";

    void PrintWorker()
    {
        Console.Out.WriteLine($"SyncWorker {_status.Version}, {Local(_status.WrittenAt)} ({Zones.Label(_zone, _status.WrittenAt)})");
        var worker = _status.Process;
        Console.Out.WriteLine(
            worker.State switch
            {
                WorkerIs.Running => $"Worker: running since {Local(worker.Since)}, process {worker.Process}",
                WorkerIs.Stuck =>
                    $"Worker: process {worker.Process} lives, but its schedule has made no turn since {Local(worker.LastTurn)}: restart it",
                WorkerIs.Stopped => $"Worker: not running, it was told to stop {Local(worker.StoppedAt)}",
                WorkerIs.Dead =>
                    $"Worker: NOT RUNNING. Process {worker.Process} is gone and was not told to stop; last heard of {Local(worker.LastTurn)}: start it",
                WorkerIs.HeldByOther => $"Worker: the data folder is held by {worker.HeldBy}, which has no heartbeat (yet)",
                _ => "Worker: has not run on this data folder",
            }
        );
        if (_status.Mode is { } mode)
        {
            Console.Out.WriteLine(
                mode.Mails == MailMode.Trial ? "Mails: trial, every mail goes to trialTo, until: SyncWorker send golive"
                : mode.Since is { } since ? $"Mails: live since {Local(since)}{(mode.By is null ? "" : $", by {mode.By}")}"
                : "Mails: live, as schedule.json says"
            );
        }
    }

    void PrintConfig()
    {
        var config = _status.Config;
        if (config.Faults is not [])
        {
            Console.Out.WriteLine(
                $"Config: {(config.Faults.Count == 1 ? "1 fault" : $"{config.Faults.Count} faults")} in {config.Folder}; {(config.LastGoodAt is { } madeAt ? $"the last good copy, of {Local(madeAt)}, is in force until it is mended" : "there is no last good copy")}"
            );
            foreach (var fault in config.Faults)
            {
                Console.Out.WriteLine($"  {fault}");
            }
        }

        foreach (var sentence in ((string?[])[_status.Clock, _status.Disk, _status.Store, .. _status.Secrets]).OfType<string>().Distinct())
        {
            Console.Out.WriteLine(sentence);
        }
    }

    void PrintJobs()
    {
        Console.Out.WriteLine(_status.Jobs is [] ? "No job has times." : "Jobs");
        foreach (var job in _status.Jobs)
        {
            var state =
                job.OverdueSince is { } due ? $"OVERDUE since {Local(due)}; "
                : job.IsRunning ? $"running since {Local(job.LastBegin)}; "
                : job.IsInterrupted ? $"interrupted, began {Local(job.LastBegin)}; "
                : "";
            Console.Out.WriteLine(
                $"  {job.Job, -10} {state}{(job.BreaksEachTime ? "BREAKS EACH TIME; " : "")}last success {Local(job.LastSuccess)}, next {(job.NextRun is null ? job.Times : Local(job.NextRun))}"
            );
        }
    }

    void PrintRuns()
    {
        Console.Out.WriteLine(_status.Runs is [] ? "No run yet." : "Last runs");
        foreach (var run in _status.Runs)
        {
            Console.Out.WriteLine(
                $"  {Local(run.StartedAt)}  {run.Stage, -10} {run.Subject, -12} {EnumWord.Kebab(run.Outcome)}{(run.Error is null ? "" : $": {run.Error}")}"
            );
        }

        foreach (var trouble in _status.Troubles)
        {
            Console.Out.WriteLine(
                $"Trouble of {trouble.Job}{(trouble.Runs is { } runs ? $", {Count.Describe(runs, "run")} in a row" : "")}, since {Local(trouble.Since)}{(trouble.IsTold ? ", IT was told" : "")}: {trouble.Reason}"
            );
        }

        Console.Out.WriteLine(_status.Sources is [] ? "No source has been polled yet." : "Sources");
        foreach (var source in _status.Sources)
        {
            Console.Out.WriteLine(
                $"  {source.Source, -14} {EnumWord.Kebab(source.Health), -10} {source.Rows, 7} rows, last good {Local(source.LastGoodAt)}{(source.Reason is null ? "" : $"; since {Local(source.Since)}: {source.Reason}")}"
            );
        }
    }

    void PrintQuarantine()
    {
        if (_status.QuarantineTotal > 0)
        {
            Console.Out.WriteLine(
                $"Quarantine: {Count.Describe(_status.QuarantineTotal, "row")} that could not be read{(_status.Quarantine.Count < _status.QuarantineTotal ? $", the first {_status.Quarantine.Count}" : "")}"
            );
            foreach (var row in _status.Quarantine)
            {
                Console.Out.WriteLine($"  {row.Source}  {row.Position.ReplaceLineEndings(" and ")}");
                foreach (var reason in row.Reasons)
                {
                    Console.Out.WriteLine($"    {reason}");
                }
            }
        }
    }

    void PrintMail()
    {
        Console.Out.WriteLine(
            _status.Outbox.Count == 0
                ? "Outbox: empty"
                : $"Outbox: {string.Join(", ", _status.Outbox.Select(group => $"{group.Value} {group.Key}"))}"
        );
        if (_status.MailboxesWaiting > 0)
        {
            Console.Out.WriteLine(
                $"Mailboxes outside the union's domains that wait for a person: {_status.MailboxesWaiting}. See: SyncWorker mail recipients list"
            );
        }

        if (_status.Inbox.Count > 0)
        {
            Console.Out.WriteLine(
                $"Answers within 30 days: {string.Join(", ", _status.Inbox.Select(group => $"{group.Value} {group.Key}"))}. See: SyncWorker mail answers"
            );
        }

        if (_status.DeadMailboxes > 0)
        {
            Console.Out.WriteLine(
                $"Mailboxes that were reported as not there: {_status.DeadMailboxes}. See: SyncWorker mail recipients list"
            );
        }

        foreach (var worker in _status.Workers)
        {
            TerminalText.Row(
                $"Worker {worker.Name}: {(worker.IsLive ? "lives" : $"last seen {Local(worker.SeenAt)}")}, version {worker.Version}, config {worker.Config[..6]}"
            );
        }

        foreach (var hold in _status.Holds)
        {
            Console.Out.WriteLine($"Held since {Local(hold.Since)}: {hold.What}: {hold.Reason}");
        }

        foreach (var pause in _status.Pauses)
        {
            Console.Out.WriteLine(
                $"Paused{(pause.Since is { } since ? $" since {Local(since)}" : $" in {pause.File}")}{(pause.Until is { } until ? $" until {Local(until)}" : "")}: {EnumWord.Kebab(pause.Kind)} {pause.Name}: {pause.Reason}"
            );
        }

        foreach (var leave in _status.Leave)
        {
            Console.Out.WriteLine(
                $"On leave until {DayText.DayFirst(leave.To)}: {leave.Position}; {(leave.StandIn is { } who ? $"its mail goes to {who}" : "nobody stands in")}"
            );
        }
    }
}
