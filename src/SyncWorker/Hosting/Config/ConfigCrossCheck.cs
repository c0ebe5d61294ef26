using SyncWorker.Config;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Reconcile;
using SyncWorker.Remind;
using SyncWorker.Send;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Hosting.Config;

/// <summary>Checks what one file of the config folder says of another. A file with faults of its own is left out.</summary>
static class ConfigCrossCheck
{
    public static void Check(ConfigParts parts)
    {
        if (parts.Staff is var (staff, staffFaults))
        {
            StaffWords.Check(staff, parts.Tables, staffFaults);
            if (staff.Staff is [] && parts.Poll?.Options.Sources is [_, ..])
            {
                staffFaults.Add(
                    "staff",
                    "It is empty, so that no reminder would reach anybody.",
                    "Enter who gets the reminders, by position."
                );
            }
        }

        if (parts.Reconcile is var (reconcile, reconcileFaults) && parts.Poll is { Options: { } poll })
        {
            var names = poll.Sources.Select(source => source.Name).ToList();
            var listed = reconcile.Sources.Select(source => source.Name).ToList();
            Each(listed, "sources", ".name", name => Mistyped(name, names, listed), reconcileFaults);
            Each(
                reconcile.ExactKeys,
                "exactKeys",
                "",
                key => ExactKey(key, poll.Sources.SelectMany(source => source.Fields.Keys)),
                reconcileFaults
            );
            foreach (var field in reconcile.Fields.Keys)
            {
                Report($"fields.{field}", CanonicalField.Fault(field, Fields(parts)), reconcileFaults);
            }

            for (var i = 0; i < reconcile.Sources.Count; i++)
            {
                Each(
                    reconcile.Sources[i].Ignore,
                    $"sources[{i}].ignore",
                    "",
                    field => CanonicalField.Fault(field, Fields(parts)),
                    reconcileFaults
                );
                Each(
                    reconcile.Sources[i].AuthoritativeEmpty,
                    $"sources[{i}].authoritativeEmpty",
                    "",
                    field => CanonicalField.Fault(field, Fields(parts)),
                    reconcileFaults
                );
            }
        }

        if (parts.Remind is var (remind, remindFaults) && parts.Poll is not null && parts.Reconcile is not null)
        {
            var known = new KnownWords
            {
                Staff = parts.Staff?.Options is { Staff: [_, ..] } staffed ? staffed : null, // nobody at all is one fault, above
                Tables = parts.Tables,
                Kinds = parts.Reconcile.Options.Codes.TryGetValue(CanonicalField.Kind, out var kinds) ? [.. kinds.Keys] : [],
                Fields = Fields(parts),
                OwnFields = parts.Reconcile.Options.OwnFields,
            };
            new RemindWords(remind, known, remindFaults).Check();
        }

        Mailboxes(parts);
        if (parts.Schedule is var (schedule, scheduleFaults))
        {
            SendTimes(schedule, scheduleFaults);
        }
    }

    // A mail to such a mailbox would be refused on the day.
    static void Mailboxes(ConfigParts parts)
    {
        // A domain that is misspelt there is one fault, not one of each mailbox.
        if (
            parts.Send is not var (send, sendFaults)
            || send.AllowedDomains.Any(domain => Uri.CheckHostName(domain.TrimStart('.')) != UriHostNameType.Dns)
        )
        {
            return;
        }

        if (parts.Staff is var (staff, staffFaults) && !send.AlsoAllowed.Contains(AllowedList.Staff))
        {
            for (var i = 0; i < staff.Staff.Count; i++)
            {
                Report($"staff[{i}].email", Outside(staff.Staff[i].Email, send), staffFaults);
                Report($"staff[{i}].alsoTo", Outside(staff.Staff[i].AlsoTo, send), staffFaults);
            }
        }

        Report("answers.to", Outside(send.Answers?.To, send), sendFaults);
    }

    static (string Message, string Fix)? Outside(string? address, SendOptions send) =>
        address is null
        || EmailAddress.Fault(address) is not null
        || send.AllowedDomains.Count == 0
        || send.IsOwnDomain(EmailAddress.DomainOf(address))
            ? null
            : (
                $"The domain {EmailAddress.DomainOf(address)} is not in allowedDomains of send.json.",
                "Write a mailbox of one of those domains, or add the domain there."
            );

    static void SendTimes(ScheduleOptions schedule, ConfigFaults faults)
    {
        if (!schedule.Jobs.TryGetValue("send", out var job))
        {
            return;
        }

        var run = job.Run;
        for (var i = 0; i < schedule.Jobs.Count && run is RunTimes.After after && schedule.Jobs.TryGetValue(after.Job, out var before); i++)
        {
            run = before.Run;
        }

        var hours = schedule.MailHours;
        var triggers = new JobTriggers(run, TimeZoneInfo.Utc, WorkCalendar.Weekends);
        var days = Enumerable
            .Range(0, Math.Min(400, DateOnly.MaxValue.DayNumber - schedule.GoLive.DayNumber))
            .Select(schedule.GoLive.AddDays);
        if (run is not (RunTimes.Never or RunTimes.After) && !days.Any(IsWithin))
        {
            faults.Add(
                "jobs.send.run",
                $"It runs only outside mailHours ({hours.From:HH\\:mm} to {hours.To:HH\\:mm}), so no mail would leave.",
                "Let it run within them."
            );
        }

        bool IsWithin(DateOnly day) =>
            (hours.Days == MailDays.EveryDay || WorkCalendar.Weekends.IsWorking(day))
            && triggers.Newest(Utc(day, hours.From), Utc(day, hours.To)) is not null;

        static DateTimeOffset Utc(DateOnly day, TimeOnly time) => new(day.ToDateTime(time), TimeSpan.Zero);
    }

    // A source may be taken out of poll.json for a while; one whose name is near that of a source without a rule is mistyped.
    static (string Message, string Fix)? Mistyped(string name, IReadOnlyCollection<string> sources, IReadOnlyCollection<string> listed) =>
        !sources.Contains(name) && Suggestion.For(name, sources.Except(listed)) is { } near
            ? ($"There is no source \"{name}\" in poll.json.", $"Did you mean \"{near}\"?")
            : null;

    static (string Message, string Fix)? ExactKey(string key, IEnumerable<string> fields)
    {
        string[] shared =
        [
            CanonicalField.Kind,
            CanonicalField.Country,
            CanonicalField.Province,
            CanonicalField.Department,
            CanonicalField.Region,
            CanonicalField.Cluster,
            CanonicalField.Status,
            CanonicalField.NameVi,
            CanonicalField.NameEn,
            .. CanonicalField.Dates,
        ];
        return shared.Contains(key)
            ? (
                $"Many organisations have the same {key}: all of them would become one.",
                "Name a field that holds the organisation's own number."
            )
            : CanonicalField.Fault(key, [.. CanonicalField.Settable, .. new ReconcileOptions().ExactKeys, .. fields]);
    }

    static IReadOnlyCollection<string> Fields(ConfigParts parts) =>
        [
            .. CanonicalField
                .Settable.Append(CanonicalField.Updated)
                .Concat(parts.Reconcile?.Options.OwnFields.Keys ?? [])
                .Concat(parts.Poll?.Options.Sources.SelectMany(source => source.Fields.Keys) ?? [])
                .Distinct(StringComparer.Ordinal),
        ];

    static void Each(IEnumerable<string> words, string path, string key, Func<string, (string, string)?> check, ConfigFaults faults)
    {
        foreach (var (word, i) in words.Select((word, i) => (word, i)))
        {
            Report($"{path}[{i}]{key}", check(word), faults);
        }
    }

    static void Report(string path, (string Message, string Fix)? fault, ConfigFaults faults)
    {
        if (fault is var (message, fix))
        {
            faults.Add(path, message, fix);
        }
    }
}
