using SyncWorker.Hosting.Schedule;
using SyncWorker.Remind.Planning;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Pages.Views;

/// <summary>The first page: what is due, what was sent, what is held and the command that answers it, and whether all works.</summary>
sealed record TodayView : PageView
{
    public required IReadOnlyList<Tile> Tiles { get; init; }
    public required IReadOnlyList<HeldLine> Held { get; init; }
    public required IReadOnlyList<MissingLine> Missing { get; init; }
    public required IReadOnlyList<DayLine> Days { get; init; }
    public required IReadOnlyList<MailLine> Mails { get; init; }
}

/// <param name="State">good, attention or bad: the class of its colour.</param>
/// <param name="Word">The same as a word, for who sees no colour.</param>
sealed record Tile(string Name, string State, string Word, string Text, string Href);

/// <param name="Command">What a person types.</param>
sealed record HeldLine(string What, string? Since, string Reason, string Command);

sealed record MissingLine(string Name, string Href, int Missing, int Total, string Due);

sealed record MailLine(string To, string? Subject, string State, string? Time, bool IsBad);

/// <summary>Makes the first page.</summary>
static class TodayPage
{
    const int DaysAhead = 14;

    public static PageFile Create(PageContext context, RegisterLayout register, string path) =>
        context.Page(
            path,
            $"{context.T.Today}, {context.Weekday(context.Today)} {PageContext.Day(context.Today)}",
            "today",
            () => View(context, register),
            isDated: true
        );

    static TodayView View(PageContext context, RegisterLayout register)
    {
        var facts = context.Facts;
        return new()
        {
            T = context.T,
            Home = "",
            Tiles = HealthTiles.Of(context),
            Held = [.. HeldLines.Of(context)],
            Missing =
            [
                .. facts
                    .Overview.Reports.Select(report => (Report: report, Count: report.Units.Count(unit => unit.State == OwedState.Missing)))
                    .Where(at => at.Count > 0)
                    .Select(at => new MissingLine(
                        context.Choose(at.Report.Name.Vi!, at.Report.Name.En),
                        $"reports.html#{ReportPage.Anchor(at.Report)}",
                        at.Count,
                        at.Report.Units.Count,
                        PageContext.Day(at.Report.Due)
                    )),
            ],
            Days =
            [
                .. facts
                    .Overview.Days.Where(day => day.Day >= context.Today && day.Day <= context.Today.AddDays(DaysAhead))
                    .Select(day => DayLine.Create(day, context, [])),
            ],
            Mails = [.. facts.Mails.Select(mail => Line(mail, context, register))],
        };
    }

    static MailLine Line(OutboxMail mail, PageContext context, RegisterLayout register) =>
        new(
            RecipientName(mail, context, register),
            mail.Subject,
            context.T.MailStates[mail.State],
            mail.SentAt is { } at ? context.When(at) : null,
            mail.State is OutboxState.Refused or OutboxState.Uncertain or OutboxState.RetryAt
        );

    // A position or an organisation, never its mailbox.
    static string RecipientName(OutboxMail mail, PageContext context, RegisterLayout register)
    {
        var id = mail.Recipient[(mail.Recipient.IndexOf(':', StringComparison.Ordinal) + 1)..];
        if (mail.IsForStaff && context.Facts.Union.Staff.Staff.FirstOrDefault(position => position.Id == id) is { } position)
        {
            return context.IsEnglish && position is { TitleEn: { } title, DepartmentEn: { } department }
                ? $"{title}, {department}"
                : $"{position.Title} {position.Department}";
        }

        return long.TryParse(id, out var number) && register.Entry(number) is { Partner: var partner }
            ? context.Choose(partner.NameVi, partner.NameEn)
            : mail.Recipient;
    }
}

/// <summary>Whether all works, a tile a part.</summary>
static class HealthTiles
{
    public static IReadOnlyList<Tile> Of(PageContext context)
    {
        var (t, status) = (context.T, context.Facts.Status);
        var unhealthy = status.Sources.Where(source => source.Health == FeedHealth.Unhealthy).Select(source => source.Source).ToList();
        var overdue = status.Jobs.Where(job => job.OverdueSince is not null || job.BreaksEachTime).Select(job => job.Job).ToList();
        var stuck = context.Facts.Mails.Any(mail => mail.State is OutboxState.Refused or OutboxState.Uncertain);
        return
        [
            Worker(context),
            unhealthy is []
                ? Good(t.Sources, $"{PageContext.Number(status.Sources.Count)} {t.AllHealthy}", "runs.html#sources")
                : Bad(t.Sources, string.Join(", ", unhealthy), "runs.html#sources"),
            overdue is []
                ? Good(t.Jobs, $"{PageContext.Number(status.Jobs.Count)} {t.JobsInTime}", "runs.html#jobs")
                : Bad(t.Jobs, $"{t.Overdue}: {string.Join(", ", overdue)}", "runs.html#jobs"),
            new(
                t.Outbox,
                stuck ? "attention" : "good",
                stuck ? t.Attention : t.Good,
                status.Outbox.Count == 0
                    ? t.Empty
                    : string.Join(", ", context.Facts.Status.Outbox.Select(group => $"{MailState(group.Key, t)}: {group.Value}")),
                "#mails"
            ),
            status.Config.Faults is []
                ? Good(t.Config, status.Mode?.Mails == MailMode.Live ? t.Live : t.Trial, "runs.html#config")
                : Bad(t.Config, t.ConfigLastGood, "runs.html#config"),
            .. status.QuarantineTotal > 0
                ? [new Tile(t.Quarantine, "attention", t.Attention, $"{status.QuarantineTotal} {t.RowsSetAside}", "runs.html#quarantine")]
                : Array.Empty<Tile>(),
        ];

        Tile Good(string name, string text, string href) => new(name, "good", t.Good, text, href);
        Tile Bad(string name, string text, string href) => new(name, "bad", t.Bad, text, href);
    }

    static string MailState(string word, PageWords t) =>
        t.MailStates.FirstOrDefault(state => EnumWord.Kebab(state.Key) == word).Value ?? word;

    static Tile Worker(PageContext context)
    {
        var t = context.T;
        return context.Facts.Status.Process.State switch
        {
            WorkerIs.Running => new(t.Worker, "good", t.Good, t.Running, "runs.html"),
            WorkerIs.NeverRun => new(t.Worker, "attention", t.Attention, t.NeverRun, "runs.html"),
            WorkerIs.Stopped or WorkerIs.HeldByOther => new(t.Worker, "attention", t.Attention, t.NotRunning, "runs.html"),
            _ => new(t.Worker, "bad", t.Bad, t.NotRunning, "runs.html"),
        };
    }
}

/// <summary>What waits for a person, each with the command that answers it: pages carry commands, never links that act.</summary>
static class HeldLines
{
    const string PlanPrefix = "plan:";

    public static IEnumerable<HeldLine> Of(PageContext context)
    {
        var (t, facts) = (context.T, context.Facts);
        foreach (var hold in facts.Status.Holds)
        {
            var isPlan = hold.What.StartsWith(PlanPrefix, StringComparison.Ordinal);
            yield return new(
                isPlan ? t.Plan : t.Sending,
                context.When(hold.Since),
                hold.Reason,
                isPlan ? $"SyncWorker reconcile approve {hold.What[PlanPrefix.Length..]}" : "SyncWorker mail release"
            );
        }

        foreach (var pause in facts.Status.Pauses)
        {
            yield return new(
                $"{t.Paused}: {pause.Name}",
                context.When(pause.Since),
                pause.Until is { } until ? $"{pause.Reason} ({t.PausedUntil} {context.When(until)})" : pause.Reason,
                pause.File ?? $"SyncWorker {pause.Resume}"
            );
        }

        foreach (var fault in facts.Status.Config.Faults.Take(1))
        {
            yield return new(t.Config, null, fault.ToString(), "SyncWorker check");
        }

        if (facts.Register.Doubtful > 0)
        {
            yield return new(t.DoubtfulRows, null, PageContext.Number(facts.Register.Doubtful), "SyncWorker review list");
        }

        foreach (var question in facts.Questions)
        {
            yield return new(question.Name, null, context.IsEnglish ? question.Text.En : question.Text.Vi, $"SyncWorker {question.Answer}");
        }

        if (facts.Status.MailboxesWaiting > 0)
        {
            yield return new(
                t.WaitingMailboxes,
                null,
                PageContext.Number(facts.Status.MailboxesWaiting),
                "SyncWorker mail recipients list"
            );
        }

        foreach (var mail in facts.Mails.Where(mail => mail.State is OutboxState.Refused or OutboxState.Uncertain))
        {
            yield return new(
                mail.Subject ?? mail.Kind,
                PageContext.Day(mail.Day),
                $"{t.MailStates[mail.State]}: {mail.Reason}",
                $"SyncWorker mail retry {PageContext.Number(mail.Id)}"
            );
        }
    }
}
