using Microsoft.Extensions.Logging;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Poll;
using SyncWorker.Send;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Config;

/// <summary>
/// A config that nobody has filled in yet, as it is shipped: no source and no position. A worker waits on it: it would ask nobody and
/// mail nobody, and a job that runs for nothing only looks like work.
/// </summary>
static partial class StartConfig
{
    static readonly JobTimes s_never = new() { Run = RunTimes.Parse("never", null) };

    public static bool IsOne(PollOptions poll, StaffOptions staff) => poll.Sources.Count + staff.Staff.Count == 0;

    /// <summary>The schedule that such a config has in force: every job by hand only.</summary>
    public static ScheduleOptions Idle(ScheduleOptions schedule) =>
        schedule with
        {
            Jobs = schedule.Jobs.ToDictionary(job => job.Key, _ => s_never),
        };

    /// <summary>What people have to write before the worker does anything, a sentence each; none when it works.</summary>
    public static IReadOnlyList<string> ToFillIn(SyncConfig config) =>
        config.IsStart
            ?
            [
                "staff.json: \"staff\" has no position: enter who gets the reminders.",
                "poll.json: \"sources\" is empty: enter the register first; an example stands there.",
                .. PlaceholderMailboxes(config),
                .. config.Send.Transport == TransportKind.Pickup
                    ? ["send.json: \"transport\" is pickup: mails become files and nothing is sent. Enter the mail server."]
                    : (string[])[],
                $"schedule.json: \"goLive\" is {DayText.Iso(config.Schedule.GoLive)}: nothing that was due before it is mailed. Enter the day of your start.",
            ]
            : [];

    /// <summary>Mailboxes and domains that are still those of the shipped files: they belong to nobody (RFC 2606).</summary>
    public static IEnumerable<string> PlaceholderMailboxes(SyncConfig config)
    {
        if (IsPlaceholder(EmailAddress.DomainOf(config.Send.From.Address)))
        {
            yield return $"send.json: \"from\" is {config.Send.From.Address}, which is nobody's: enter your own mailbox, and its domain in \"allowedDomains\".";
        }

        if (config.Schedule.TrialTo is { } trialTo && IsPlaceholder(EmailAddress.DomainOf(trialTo)))
        {
            yield return $"schedule.json: \"trialTo\" is {trialTo}, which is nobody's: enter the mailbox that gets the mails of the trial.";
        }
    }

    /// <summary>Says in the log that the worker waits, when it does.</summary>
    public static void Tell(ILogger logger, SyncConfig config)
    {
        if (config.IsStart)
        {
            Waits(logger, string.Join('\n', ToFillIn(config)));
        }
    }

    static bool IsPlaceholder(string domain) => domain == "example.org" || domain.EndsWith(".example.org", StringComparison.Ordinal);

    [LoggerMessage(
        118,
        LogLevel.Warning,
        "SyncWorker waits: the config is not filled in, so that no job runs, nobody is asked and nobody is mailed. Still to fill in:\n{List}"
    )]
    static partial void Waits(ILogger logger, string list);
}
