using SyncWorker.Cli;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Hosting.Status;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Cli;

/// <summary><c>status --metrics</c>: the text format of Prometheus, https://prometheus.io/docs/instrumenting/exposition_formats/.</summary>
public sealed class StatusMetricsTests
{
    static readonly DateTimeOffset s_now = new(2026, 7, 6, 7, 0, 0, TimeSpan.Zero);

    static readonly StatusReport s_status = new()
    {
        WrittenAt = s_now,
        Process = new(WorkerIs.Running, 7, s_now.AddHours(-1), s_now.AddSeconds(-30.5), null, null),
        Config = new("config", ConfigInForce.Edited, [], null),
        Mode = new(MailMode.Live, s_now, "quản trị"),
        Jobs = [new("poll", "every hour", s_now, s_now, s_now, null, s_now, false, false, true)],
        Sources = [new("nguồn \"a\\b\"\n2", FeedHealth.Unhealthy, s_now, null, 12, 3, "closed")],
        Outbox = new Dictionary<string, int> { ["queued"] = 87 },
    };

    [Theory]
    [InlineData("syncworker_running 1")]
    [InlineData("syncworker_live 1")]
    [InlineData("syncworker_status_code 1")]
    [InlineData("syncworker_last_turn_timestamp_seconds 1783321169.5")]
    [InlineData("syncworker_job_overdue{job=\"poll\"} 1")]
    [InlineData("syncworker_job_breaks{job=\"poll\"} 1")]
    [InlineData("syncworker_outbox_mails{state=\"queued\"} 87")]
    public void Each_figure_has_its_line(string line) => Assert.Contains(line, StatusMetrics.Format(s_status).Split('\n'));

    [Fact]
    public void A_name_with_quotes_strokes_and_line_ends_stays_one_label() =>
        Assert.Contains("syncworker_source_healthy{source=\"nguồn \\\"a\\\\b\\\"\\n2\"} 0", StatusMetrics.Format(s_status).Split('\n'));

    [Fact]
    public void What_is_not_known_has_no_line_and_no_head() =>
        Assert.DoesNotContain("syncworker_job_next_run", StatusMetrics.Format(s_status), StringComparison.Ordinal);
}
