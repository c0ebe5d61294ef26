using System.Globalization;
using SyncWorker.Send;
using SyncWorker.Send.Transports;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>Something that IT is told of while it lasts, whatever the runs of the jobs say.</summary>
/// <param name="Key">Its name in troubles.json and `status`; where there may be several, the thing follows after a colon.</param>
/// <param name="Threshold">From when on, as install/README.md says it.</param>
/// <param name="Find">What is wrong now: the thing, empty where there is one only, and a sentence.</param>
sealed record TroubleCondition(string Key, string Threshold, Func<TroubleFacts, IEnumerable<(string Thing, string Sentence)>> Find);

/// <summary>The table of what the worker watches beside the runs of its jobs.</summary>
static class TroubleConditions
{
    static readonly TimeSpan s_mailTime = TimeSpan.FromHours(2);
    static readonly TimeSpan s_red = TimeSpan.FromDays(1);
    static readonly TimeSpan s_fullFor = TimeSpan.FromDays(3);
    const int WaitingDays = 2;
    const long Megabyte = 1024 * 1024;
    const long LeastFree = 512 * Megabyte;
    const int StoresFree = 3;
    static readonly (int Month, int Day) s_nextYearFrom = (12, 1);

    public static readonly IReadOnlyList<TroubleCondition> All =
    [
        new("store", "once a day, and when a job meets it", facts => facts.StoreDamage() is { } damage ? [("", damage)] : []),
        new("backup-file", "once a day", facts => facts.BackupDamage() is { } damage ? [("", damage)] : []),
        new("mail-server", "2 hours of mail time", MailServer),
        new("outbox", "2 working days", Outbox),
        new("mailbox", "at its last mail", Mailbox),
        new("dead-mailbox", "at the report", DeadMailbox),
        new("source", "1 day", Source),
        new("slow", "5 times the usual length, and 5 minutes", Slow),
        new("disk", "512 MB, or 3 times the store", Disk),
        new("clock", "1 day within one boot, or 1 hour before the last run", Clock),
        new("certificate", "30 days before", Certificate),
        new("certificate-file", "30 days before", CertificateFile),
        new("secret", "14 days before", facts => facts.Secrets().Select(secret => (secret.Name, secret.Sentence))),
        new("holidays", "from 1 December", Holidays),
    ];

    static IEnumerable<(string, string)> MailServer(TroubleFacts facts)
    {
        if (
            ServerOutage.Read(facts.Store.Fact(ServerOutage.Fact)) is { } outage
            && ServerOutage.MailTime(outage.Since, facts.Now, facts.Union) >= s_mailTime
            && facts.Store.Waiting(facts.At.Today, facts.At.Instant) is { Count: > 0 } waiting
        )
        {
            yield return (
                "",
                $"The mail server has not been reached since {Zones.Local(outage.Since, facts.Config.Zone)}: {outage.Why} {Mails(waiting.Count)} for it."
            );
        }
    }

    static IEnumerable<(string, string)> Outbox(TroubleFacts facts)
    {
        var since = facts.Config.Calendar.AddWorking(facts.At.Today, -WaitingDays);
        if (
            facts.Store.Waiting(facts.At.Today, facts.At.Instant) is { Oldest: { } oldest } waiting
            && oldest <= since
            && (waiting.LastSentAt is not { } sent || Moment.At(sent, facts.Config.Zone).Today <= since)
        )
        {
            yield return (
                "",
                $"{Mails(waiting.Count)}, the oldest for {oldest:dd/MM/yyyy}, and nothing has left for {WaitingDays} working days. See: SyncWorker mail list"
            );
        }
    }

    static IEnumerable<(string, string)> Mailbox(TroubleFacts facts) =>
        facts
            .Store.FullMailboxes(facts.Now - s_fullFor)
            .Select(recipient => (recipient, $"The mailbox of {recipient} is full: its last mail was not taken. Have it emptied."));

    static IEnumerable<(string, string)> DeadMailbox(TroubleFacts facts) =>
        facts
            .Store.DeadMailboxes()
            .Select(dead =>
                (
                    dead.Recipient,
                    $"Mail does not reach {dead.Recipient}: {dead.Reason.TrimEnd('.')}. It gets none until its address is corrected, or confirmed. See: SyncWorker mail recipients list"
                )
            );

    static IEnumerable<(string, string)> Source(TroubleFacts facts) =>
        from red in facts.Store.RedSources()
        where facts.Now - red.Since >= s_red && facts.Config.Poll.Sources.Any(source => source.Name == red.Source)
        select (
            red.Source,
            $"The source {red.Source} has not been readable since {Zones.Local(red.Since, facts.Config.Zone)}: {red.Reason} Its last good rows are used meanwhile."
        );

    static IEnumerable<(string, string)> Slow(TroubleFacts facts)
    {
        foreach (var (job, lengths) in facts.Lengths)
        {
            var soFar = job == SendGate.What ? TimeSpan.Zero : facts.Running.GetValueOrDefault(job);
            if (lengths.UsualOfTooLong(soFar) is { } usual)
            {
                yield return (job, $"The job {job} has run for {Minutes(soFar)}; its last runs took {Minutes(usual)}.");
            }
            else if (lengths.UsualOfTooLong() is { } before)
            {
                yield return (
                    job,
                    job == SendGate.What
                        ? $"The last run of send took {Minutes(lengths.Last)}, more than {RunLengths.TooLong} times as long for each mail as usual."
                        : $"The last run of {job} took {Minutes(lengths.Last)}; the ones before took {Minutes(before)}."
                );
            }
        }
    }

    static IEnumerable<(string, string)> Disk(TroubleFacts facts)
    {
        var free = facts.FreeSpace(facts.DataFolder);
        if (free < Math.Max(LeastFree, StoresFree * facts.StoreBytes))
        {
            yield return (
                "",
                $"The disk of the data folder has {free / Megabyte} MB left; the store has {facts.StoreBytes / Megabyte} MB, and each backup as much. Free space there."
            );
        }
    }

    static IEnumerable<(string, string)> Clock(TroubleFacts facts)
    {
        if (facts.ClockJump() is { } jump)
        {
            yield return ("", $"{jump} Nothing is planned or sent until it is right, or a person says that it is: SyncWorker mail release");
        }
    }

    static IEnumerable<(string, string)> Certificate(TroubleFacts facts)
    {
        if (
            facts.Config.Send.Transport == TransportKind.Smtp
            && CertificateAge.Read(facts.Store.Fact(CertificateAge.Fact)) is { } ends
            && CertificateAge.Warning(ends, facts.Now) is { } warning
        )
        {
            yield return ("", warning);
        }
    }

    static IEnumerable<(string, string)> CertificateFile(TroubleFacts facts) =>
        from file in facts.CertificateFiles()
        where file.Ends - facts.Now <= TimeSpan.FromDays(CertificateAge.WarnDays)
        select (
            file.File,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The certificate in {file.File} ends on {file.Ends:yyyy-MM-dd}: put a new one there before."
            )
        );

    static IEnumerable<(string, string)> Holidays(TroubleFacts facts)
    {
        var today = facts.At.Today;
        int[] years = (today.Month, today.Day).CompareTo(s_nextYearFrom) >= 0 ? [today.Year, today.Year + 1] : [today.Year];
        return years
            .Where(year => !facts.Config.Calendar.Covers(year))
            .Select(year => string.Create(CultureInfo.InvariantCulture, $"{year}"))
            .Select(year =>
                (
                    year,
                    $"The folder calendars has no day of {year}, so that its public holidays count as working days. Add calendars/vn-{year}.csv."
                )
            );
    }

    static string Mails(int count) => count == 1 ? "1 mail waits" : $"{count} mails wait";

    static string Minutes(TimeSpan length) =>
        length < TimeSpan.FromMinutes(2)
            ? string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0} seconds")
            : string.Create(CultureInfo.InvariantCulture, $"{length.TotalMinutes:0} minutes");
}
