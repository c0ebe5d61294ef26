using System.Globalization;
using System.Text;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Hosting.Status;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary>
/// <c>status</c> in the text format of Prometheus (exposition format 0.0.4), for the textfile collector of node_exporter and
/// windows_exporter: the worker opens no port, a scheduled command writes the file. Times are seconds since 1970.
/// </summary>
static class StatusMetrics
{
    public static string Format(StatusReport status)
    {
        var text = new StringBuilder();
        Gauge(text, "syncworker_build_info", "1, with the version as a label.", [(Label("version", status.Version), 1)]);
        Gauge(text, "syncworker_written_timestamp_seconds", "When this was written.", [("", Seconds(status.WrittenAt))]);
        Gauge(
            text,
            "syncworker_status_code",
            "The exit code of status: 0 well, 3 a part is sick, 4 held, 1 dead or overdue, 2 no config.",
            [("", status.ExitCode)]
        );
        Gauge(
            text,
            "syncworker_running",
            "Whether the worker runs and its schedule turns.",
            [("", status.Process.State == WorkerIs.Running ? 1 : 0)]
        );
        Gauge(text, "syncworker_last_turn_timestamp_seconds", "The last turn of the schedule.", Time("", status.Process.LastTurn));
        Gauge(
            text,
            "syncworker_live",
            "1 when mails go to the people, 0 in a trial.",
            status.Mode is { } mode ? [("", mode.Mails == MailMode.Live ? 1 : 0)] : []
        );
        Gauge(text, "syncworker_config_faults", "Faults of the config that people edit.", [("", status.Config.Faults.Count)]);
        Gauge(
            text,
            "syncworker_job_last_success_timestamp_seconds",
            "The end of a job's last good run.",
            [.. status.Jobs.SelectMany(job => Time(Label("job", job.Job), job.LastSuccess))]
        );
        Gauge(
            text,
            "syncworker_job_next_run_timestamp_seconds",
            "When the schedule runs a job next.",
            [.. status.Jobs.SelectMany(job => Time(Label("job", job.Job), job.NextRun))]
        );
        Gauge(
            text,
            "syncworker_job_overdue",
            "1 when a job should have run and has not.",
            [.. status.Jobs.Select(job => (Label("job", job.Job), job.OverdueSince is null ? 0d : 1))]
        );
        Gauge(
            text,
            "syncworker_job_breaks",
            "1 when a job's runs fail, one after the other.",
            [.. status.Jobs.Select(job => (Label("job", job.Job), job.BreaksEachTime ? 1d : 0))]
        );
        Gauge(
            text,
            "syncworker_source_healthy",
            "1 when a source's last poll was good.",
            [.. status.Sources.Select(source => (Label("source", source.Source), source.Health == FeedHealth.Unhealthy ? 0d : 1))]
        );
        Gauge(
            text,
            "syncworker_source_rows",
            "Rows of a source's last good poll.",
            [.. status.Sources.Select(source => (Label("source", source.Source), (double)source.Rows))]
        );
        Gauge(
            text,
            "syncworker_outbox_mails",
            "Mails by state.",
            [.. status.Outbox.Select(state => (Label("state", state.Key), (double)state.Value))]
        );
        Gauge(text, "syncworker_quarantine_rows", "Rows that could not be read.", [("", status.QuarantineTotal)]);
        Gauge(text, "syncworker_holds", "What waits for a person's word.", [("", status.Holds.Count)]);
        Gauge(text, "syncworker_troubles", "Troubles that last.", [("", status.Troubles.Count)]);
        Gauge(text, "syncworker_secrets_due", "Secrets that are missing, cannot be opened or expire soon.", [("", status.Secrets.Count)]);
        return text.ToString();
    }

    static void Gauge(StringBuilder text, string name, string help, IReadOnlyCollection<(string Labels, double Value)> samples)
    {
        if (samples.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n");
        foreach (var (labels, value) in samples)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {value:R}\n");
        }
    }

    static string Label(string name, string value) =>
        $"{{{name}=\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"}}";

    static (string Labels, double Value)[] Time(string labels, DateTimeOffset? time) => time is { } at ? [(labels, Seconds(at))] : [];

    static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000d;
}
