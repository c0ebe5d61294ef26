using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SyncWorker.Files;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Remind.Sheets;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Remind;

/// <summary>
/// The shell of the stage. In one transaction: read what is known and what has been decided, ask the planner, write ledger and
/// outbox. The transaction takes the write lock first, so a second instance waits and then finds the ledger written.
/// </summary>
sealed partial class RemindStage(
    SyncStore store,
    RunLedger runs,
    StageSettings<RemindOptions> settings,
    TimeProvider clock,
    ILogger<RemindStage> log,
    ReadAnswers? readAnswers = null
) : IStage
{
    /// <summary>A row of what is owed is kept from this many days before it is due.</summary>
    const int OwedAheadDays = 60;

    /// <summary>A report that has come stays in the tracking sheet for this many days after it was due.</summary>
    const int TrackedDays = 120;

    /// <summary>Longer than a long break.</summary>
    const int LookAheadDays = 14;

    const int NamedSetAside = 20;

    /// <summary>How long ahead a note names a day off that is not certain.</summary>
    const int ProvisionalAheadDays = 45;

    public string Name => "remind";

    public async Task<StageResult> RunAsync(StageRequest request, CancellationToken stopping)
    {
        var today = request.At.Today;
        var run = await runs.BeginAsync(Name, null, today, stopping);
        var outcome = StageOutcome.Failed;
        IReadOnlyList<Count> counts = [];
        string? error = null;
        try
        {
            var notes = new List<string>();
            var answered = readAnswers is null ? 0 : await readAnswers(today, notes, stopping);
            var sheets = new TrackingSheets(settings.Options, settings.Union.Folder, store.Data);
            sheets.Load(today, notes);
            var kept = KeptSheets.Read(settings.Options, settings.Union.Folder, notes);
            await using var db = store.Open();
            await using var transaction = await db.Database.BeginTransactionAsync(stopping);
            var received = await sheets.RecordReceiptsAsync(db, new(settings, clock), today, notes, stopping);
            var facts = await RemindReader.FactsAsync(db, settings, today, kept, stopping, notes, request.At.IsRehearsal);
            var items = DueItemIndex.Build(facts, today, today);
            await LeaverNotices.GiveToDeskAsync(db, facts.Staff, stopping);
            var ledger = await RemindReader.LedgerAsync(db, facts, items, today, stopping);
            var plan = Planner.Decide(items, facts, ledger, today) with
            {
                Outlook = Outlook.Decide(items, facts, ledger, today, facts.LastRun, remakesUnsent: true),
            };
            plan = plan with
            {
                Reminders =
                [
                    .. plan.Reminders,
                    .. UnreadCells.Tell(sheets.Unread, await ToldAsync(db, sheets.Unread, stopping), facts, today),
                    .. await FirstDayRecorder.TellAsync(db, facts, settings.Union, request.At, stopping),
                ],
            };
            request.Progress?.Report(new("planned", plan.Reminders.Count, plan.Reminders.Count));
            var writer = new RemindWriter(db, facts, run, clock.GetUtcNow());
            await writer.WriteSinceAsync(today, stopping);
            await writer.WriteObligationsAsync(OwedSoon(facts, today), stopping);
            FailPoint.Pass("remind.applying");
            await writer.WriteAsync(plan, stopping);
            await writer.WriteOutlookAsync(plan, stopping);
            await transaction.CommitAsync(stopping);
            notes.AddRange(writer.Clashes);
            FailPoint.Pass("remind.planned");
            await ForecastMailsAsync(db, plan, facts, ledger, stopping);

            var written = sheets.Write(Tracked(facts, await db.Obligations.ToListAsync(stopping), today), today, notes);
            WriteYearLists(plan, facts, settings.Union.Folder, notes);
            counts =
            [
                .. Counts(plan, writer),
                .. answered == 0 ? Array.Empty<Count>() : [new("answers", answered)],
                .. settings.Options.TrackingSheets.Count == 0
                    ? Array.Empty<Count>()
                    : [new("reports received by sheet", received), new("tracking sheets written", written)],
            ];
            notes.AddRange(Shortened(facts.SetAside.Named));
            outcome = plan.Faults.Count + notes.Count > 0 ? StageOutcome.Partly : StageOutcome.Done;
            LogPlanned(log, today, writer.Mails, plan.Reminders.Count(reminder => reminder.IsMailed), plan.Faults.Count);
            return new(Name, outcome, counts)
            {
                Look = "SyncWorker remind preview",
                Notes =
                [
                    .. facts.PausedRules.Values.Concat(facts.StoppedMail.Values).Select(paused => paused.Words),
                    .. notes,
                    .. EventCovers.Unknown(facts),
                    .. Notes(plan, settings.Union.Calendar, today),
                ],
            };
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            error = fault.Message;
            throw;
        }
        finally
        {
            await runs.EndAsync(run, outcome, counts, error);
        }
    }

    /// <summary>The cells that their officers were told of.</summary>
    static async Task<IReadOnlySet<string>> ToldAsync(SyncDb db, IReadOnlyList<UnreadCell> cells, CancellationToken cancellationToken)
    {
        var subjects = cells.Select(UnreadCells.Subject).ToList();
        return subjects.Count == 0
            ? new HashSet<string>()
            : await db
                .Ledger.Where(row => row.Rule == RemindOptions.SheetRule && subjects.Contains(row.Subject))
                .Select(row => row.Subject)
                .ToHashSetAsync(cancellationToken);
    }

    /// <summary>Records how many mails the coming days will bring: Send holds a day that brings many more.</summary>
    static Task ForecastMailsAsync(SyncDb db, Plan plan, RemindFacts facts, Ledger ledger, CancellationToken cancellationToken)
    {
        Preview.Apply(plan, ledger);
        var mails = Preview
            .Run(facts, ledger, plan.Today.AddDays(1), plan.Today.AddDays(LookAheadDays), lastRun: plan.Today)
            .ToDictionary(
                day => day.Today,
                day =>
                    day.Reminders.Where(reminder => reminder.To is not null)
                        .Select(reminder => (reminder.Recipient, reminder.MailKind))
                        .Distinct()
                        .Count() + day.Outlook.Select(line => line.Recipient).Distinct().Count()
            );
        return MailForecast.WriteAsync(db, mails, plan.Today, cancellationToken);
    }

    /// <summary>Reports that are due soon, or were lately: those the store keeps a row of.</summary>
    static IEnumerable<OwedReport> OwedSoon(RemindFacts facts, DateOnly today) =>
        from rule in facts.Options.Reports
        from year in Enumerable.Range(today.Year - 1, 3)
        from period in Periods.InYear(year, rule)
        where ReportItems.IsWanted(period, rule)
        from owed in ReportItems.Owed(period, rule, facts)
        where owed.Due >= today.AddDays(-30) && owed.Due <= today.AddDays(OwedAheadDays)
        select owed;

    /// <summary>The file beside the mail that announces the list of a year.</summary>
    static void WriteYearLists(Plan plan, RemindFacts facts, string configFolder, List<string> notes)
    {
        if (facts.Options.YearList is not { Folder: { } folder })
        {
            return;
        }

        foreach (
            var subject in plan
                .Reminders.Where(reminder => reminder.IsMailed && reminder.Item.Rule == RemindOptions.YearListRule)
                .Select(reminder => reminder.Item.Subject)
                .Distinct()
        )
        {
            var year = int.Parse(subject.AsSpan("list:".Length), System.Globalization.CultureInfo.InvariantCulture);
            var path = Path.Combine(Path.GetFullPath(folder, configFolder), YearList.FileName(year));
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                var table = YearList.Table(year, YearList.DaysOf(year, facts));
                XlsxWriter.Write(path, table);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                notes.Add(
                    $"The list of {year} could not be written to {path}: {error.Message} Write it with: SyncWorker remind list --year {year} FILE"
                );
            }
        }
    }

    /// <summary>What the departments' sheets list: due soon or not long ago, or still owed.</summary>
    static IReadOnlyList<TrackedReport> Tracked(RemindFacts facts, List<Obligation> rows, DateOnly today)
    {
        var names = facts.Options.Reports.ToDictionary(rule => rule.Code, StringComparer.Ordinal);
        return
        [
            .. from row in rows
            where (row.ExtendedTo ?? row.Due) >= today.AddDays(-TrackedDays) || (row.ReceivedOn is null && row.ExemptReason is null)
            join partner in facts.Partners on row.PartnerId equals partner.Id
            where partner.IsActive && partner.RegisterId is not null
            let name = row.Title ?? (names.TryGetValue(row.Code, out var rule) ? ReportItems.NameOf(rule, row.Period) : null)
            where name is not null
            select new TrackedReport(partner.RegisterId!, partner.NameVi, row.Code, row.Period)
            {
                Name = name,
                Due = row.ExtendedTo ?? row.Due,
                Department = facts.ScopeOf(partner).Department,
                ReceivedOn = row.ReceivedOn,
                Number = row.DocumentNumber,
                ExemptReason = row.ExemptReason,
            },
        ];
    }

    static IReadOnlyList<Count> Counts(Plan plan, RemindWriter writer) =>
        [
            new("reminders due", plan.Reminders.Count(reminder => reminder.IsMailed)),
            new("mails", writer.Mails),
            .. writer.Outlooks == 0 ? Array.Empty<Count>() : [new("weekly outlooks", writer.Outlooks)],
            new("superseded", plan.Reminders.Count(reminder => reminder.State == LedgerState.Superseded)),
            new("skipped", plan.Reminders.Count(reminder => reminder.State == LedgerState.Skipped)),
            new("expired", plan.Reminders.Count(reminder => reminder.State == LedgerState.Expired)),
            new("reports owed added", writer.Obligations),
            new("faults", plan.Faults.Count),
        ];

    /// <summary>What was set aside: a thousand rows of one slip are not a thousand lines.</summary>
    static IEnumerable<string> Shortened(IReadOnlyList<string> named) =>
        named.Count <= NamedSetAside
            ? named
            :
            [
                .. named.Take(NamedSetAside),
                $"Set aside: {named.Count - NamedSetAside} more. See: SyncWorker remind preview, after these are put right.",
            ];

    static IEnumerable<string> Notes(Plan plan, WorkCalendar calendar, DateOnly today)
    {
        foreach (var group in plan.Faults.GroupBy(fault => fault.What))
        {
            yield return $"{group.Key} Not mailed: {string.Join(", ", group.Select(fault => $"{fault.Item} {fault.Step}").Take(3))}. Add the role in staff.json, or a mailbox in the source.";
        }

        foreach (var expired in plan.Reminders.Where(reminder => reminder.State == LedgerState.Expired))
        {
            yield return $"Expired, never mailed: {expired.Item} to {expired.Recipient}: {expired.Reason}.";
        }

        if (!calendar.Covers(today.Year))
        {
            yield return $"config/calendars has no days for {today.Year}: only weekends count as days off.";
        }

        var open = calendar
            .Days.Where(day => day.IsTentative && day.Date >= today && day.Date <= today.AddDays(ProvisionalAheadDays))
            .ToList();
        if (open.Count > 0)
        {
            yield return $"config/calendars: {string.Join(", ", open.Select(day => $"{day.Date:yyyy-MM-dd} ({day.NameVi})"))} {(open.Count == 1 ? "is" : "are")} provisional: set right when the notice is out.";
        }

        if (today.Month >= 10 && !calendar.Covers(today.Year + 1))
        {
            yield return $"config/calendars has no days for {today.Year + 1} yet: add them when the notice is out.";
        }
    }

    [LoggerMessage(401, LogLevel.Debug, "Remind planned {Day}: {Mails} mails with {Reminders} reminders, {Faults} faults")]
    static partial void LogPlanned(ILogger log, DateOnly day, int mails, int reminders, int faults);
}

/// <summary>Reads the answers that have come by mail, before the day is planned.</summary>
/// <param name="notes">Gets a line for each answer that was refused.</param>
/// <returns>How many were taken.</returns>
delegate Task<int> ReadAnswers(DateOnly today, List<string> notes, CancellationToken cancellationToken);
