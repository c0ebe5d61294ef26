using System.Globalization;
using SyncWorker.Config;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Net.Mail;
using SyncWorker.Remind;
using SyncWorker.Send;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Config;

/// <summary>What is no fault of the config but will be trouble unless it is meant.</summary>
static class ConfigWarnings
{
    static readonly string[] s_stages = ["poll", "reconcile", "remind", "send"];

    /// <summary>Sentences, each with what to write where it is meant.</summary>
    public static IReadOnlyList<string> Find(SyncConfig config, WorkerFolders folders, DateOnly today) =>
        [
            .. Calendars(config, today),
            .. Jobs(config),
            .. NumberedDays(config),
            .. People(config),
            .. Leave(config.Staff, today),
            .. Files(config),
            .. Start(config, today),
            .. Answers(config, folders),
            .. Privacy(config, folders),
        ];

    static IEnumerable<string> Calendars(SyncConfig config, DateOnly today)
    {
        if (!config.Calendar.Covers(today.Year))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The folder calendars has no day of {today.Year}: this year's public holidays count as working days. Add calendars/vn-{today.Year}.csv."
            );
        }

        if (today.Month >= 10 && !config.Calendar.Covers(today.Year + 1))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The folder calendars has no day of {today.Year + 1} yet: reminders across the year's end count weekends only. Add calendars/vn-{today.Year + 1}.csv."
            );
        }
    }

    static IEnumerable<string> Jobs(SyncConfig config) =>
        s_stages
            .Where(stage => !config.Schedule.Jobs.ContainsKey(stage))
            .Select(stage =>
                $"jobs of schedule.json has no {stage}{(stage == "send" ? ": no mail leaves" : "")}. Write \"{stage}\": {{ \"run\": \"never\" }} if that is meant."
            );

    // Sunday among days written as numbers is what somebody gets who counts from Monday = 1.
    static IEnumerable<string> NumberedDays(SyncConfig config) =>
        from job in config.Schedule.Jobs
        let days = CronText.NumberedDays(job.Value.Run is RunTimes.Cron ? job.Value.Run.Text : "")
        where days.Contains(DayOfWeek.Sunday) && days.Count < 7
        select $"jobs.{job.Key}.run of schedule.json runs on {string.Join(", ", days)}: Quartz counts from Sunday = 1. Write the days as words, MON-FRI or {CronText.Names(days)}.";

    static IEnumerable<string> People(SyncConfig config)
    {
        var staff = config.Staff.Staff;
        foreach (
            var department in staff
                .Where(position => position.Roles.Contains(Role.DepartmentHead))
                .Select(position => position.Department)
                .Distinct()
        )
        {
            var officers = staff.Where(position => position.Department == department && position.Roles.Contains(Role.Officer)).ToList();
            if (!officers.Exists(position => position.Covers.Any(code => code is "*" or "VN-*")))
            {
                yield return $"{department} in staff.json has no officer who covers all of it: what no position names reaches nobody. Write \"covers\": [\"*\"] at one of its officers.";
            }
        }

        foreach (var position in staff.Where(position => position.Roles.Contains(Role.Officer) && position.Covers.Count == 0))
        {
            yield return $"{position.Id} in staff.json is an officer who covers nothing. Write its countries in \"covers\", or [\"*\"] for all of the department.";
        }

        var named = RemindOptions.Addressees(config.Remind).ToHashSet();
        var deputies = staff
            .SelectMany(position => position.Leave)
            .Select(leave => leave.Deputy)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        foreach (
            var position in staff.Where(position => !deputies.Contains(position.Id) && !named.Contains(Addressee.OfPosition(position.Id)))
        )
        {
            if (position.Roles is [])
            {
                yield return $"{position.Id} in staff.json holds no role, so that no mail reaches it. Name one in \"roles\".";
            }
            else if (
                !position.Mail.Contains(MailKind.Weekly)
                && !position.Roles.Contains(Role.It)
                && !position.Roles.Any(role => named.Contains(role))
            )
            {
                yield return $"{position.Id} in staff.json gets no mail: no rule of remind.json names {string.Join(" or ", position.Roles.Select(Roles.Word))}. Name \"weekly\" in its \"mail\", or the role in a rule.";
            }
        }
    }

    /// <summary>Who has the mail of a position on leave for which no deputy is named.</summary>
    static IEnumerable<string> Leave(StaffOptions staff, DateOnly today) =>
        from position in staff.Staff
        from leave in position.Leave
        where leave.Deputy is null && leave.To >= today
        let day = leave.From > today ? leave.From : today
        let standIn = StandIns.Find(staff, position, day, _ => true)
        select $"{position.Id} in staff.json is on leave from {DayText.DayFirst(leave.From)} to {DayText.DayFirst(leave.To)} without a deputy: {(standIn.Kind is StandInKind.Nobody ? "nobody is there for it, so that its mail goes to itself" : $"its mail goes to {standIn.Describe(position)}")}. Name another in \"deputy\".";

    static IEnumerable<string> Answers(SyncConfig config, WorkerFolders folders)
    {
        if (config.Send.Answers is not { } answers)
        {
            yield break;
        }

        if (!answers.IsPlaceNamed())
        {
            yield return "answers of send.json names neither imap nor folder: mails have no answer links. Name where the mails to answers.to come in, then run: SyncWorker check --connect";
        }
        else if (!AnswersCheck.IsSeen(folders, answers))
        {
            yield return "Nobody has seen yet that answers can be read (answers in send.json): mails have no answer links until then. Run: SyncWorker check --connect";
        }

        if (!config.Schedule.Jobs.ContainsKey("inbox"))
        {
            yield return "jobs of schedule.json has no inbox: answers are not read. Write \"inbox\": { \"run\": \"working days every 10 minutes 06:30-18:00\" }.";
        }
    }

    static IEnumerable<string> Privacy(SyncConfig config, WorkerFolders folders)
    {
        if (config.Send.Answers is { AuthServId: null })
        {
            yield return "The senders of answers are not proved: whoever writes a mail with another's address and has its token answers for that person. Name your mail server in send.json, answers.authServId.";
        }

        if (config.Send.MailboxesFrom is not [] && !config.Send.AlsoAllowed.Contains(AllowedList.Register))
        {
            yield return "mailboxesFrom of send.json has no effect: alsoAllowed does not name register.";
        }

        if (WorldWritableCheck.FindReadable(folders) is { } readable)
        {
            yield return readable;
        }
    }

    // A relative one lies in the config folder.
    static IEnumerable<string> Files(SyncConfig config)
    {
        IEnumerable<(string Key, string? File)> named =
        [
            ("events.sheet of remind.json", config.Remind.Events.Sheet),
            ("assignments.sheet of remind.json", config.Remind.Assignments.Sheet),
            .. config.Remind.Received.Select(file => ("received of remind.json", (string?)file)),
            .. config.Poll.Sources.Select(source => ($"file of the source {source.Name} in poll.json", source.File)),
        ];
        return from key in named
            where key.File is not null && !File.Exists(Path.Combine(config.Folder, key.File))
            select $"{key.Key}: there is no file {Path.Combine(config.Folder, key.File!)}.";
    }

    static IEnumerable<string> Start(SyncConfig config, DateOnly today)
    {
        if (config.Schedule.GoLive > today.AddYears(1))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"goLive of schedule.json is {config.Schedule.GoLive:yyyy-MM-dd}: nothing that is due before that day is mailed. Look at its year."
            );
        }

        if (config.Send.Transport != TransportKind.Pickup)
        {
            foreach (var sentence in StartConfig.PlaceholderMailboxes(config))
            {
                yield return sentence;
            }
        }
    }
}
