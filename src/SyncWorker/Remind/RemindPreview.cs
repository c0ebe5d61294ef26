using Microsoft.EntityFrameworkCore;
using SyncWorker.Remind.Planning;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>One reminder of a preview.</summary>
/// <param name="Day">The day it is mailed.</param>
/// <param name="On">The day it is about.</param>
sealed record PreviewLine(DateOnly Day, string Recipient, DateOnly On)
{
    public string? Address { get; init; }

    /// <summary>What <c>remind explain</c> takes.</summary>
    public required string Key { get; init; }

    public required string Step { get; init; }

    public required string About { get; init; }

    public required string State { get; init; }

    public required string Why { get; init; }

    /// <summary>ledger, or computed.</summary>
    public required string Source { get; init; }

    public required ReminderContent Facts { get; init; }
}

/// <summary>Who gets what, when and why: from the ledger for what has been, computed for what is to come.</summary>
static class RemindPreview
{
    public static async Task<IReadOnlyList<PreviewLine>> ReadAsync(
        SyncStore store,
        StageSettings<RemindOptions> settings,
        DateOnly today,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellationToken
    )
    {
        await using var db = store.Open();
        // A store in which the stage has never run has no past to show: all of the range is computed.
        var hasRun = await db.Runs.AnyAsync(run => run.Stage == "remind" && run.Outcome != RunOutcome.Running, cancellationToken);
        var first = hasRun ? today : Earlier(from, today);
        var facts = await RemindReader.FactsAsync(db, settings, first, cancellationToken);
        var items = DueItemIndex.Build(facts, first, Later(first, to));
        var ledger = await RemindReader.LedgerAsync(db, facts, items, first, cancellationToken);
        var lines = new List<PreviewLine>();
        lines.AddRange(await FromLedgerAsync(db, from, to, cancellationToken));
        if (to >= first)
        {
            lines.AddRange(
                Preview.Run(facts, ledger, first, to, items: items).Where(plan => plan.Today >= from).SelectMany(plan => Lines(plan, today))
            );
        }

        return
        [
            .. lines
                .OrderBy(line => line.Day)
                .ThenBy(line => line.Recipient, StringComparer.Ordinal)
                .ThenBy(line => line.On)
                .ThenBy(line => line.Key, StringComparer.Ordinal),
        ];
    }

    static async Task<IEnumerable<PreviewLine>> FromLedgerAsync(SyncDb db, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var rows = await (
            from row in db.Ledger
            join mail in db.Outbox on row.OutboxId equals mail.Id
            where mail.Day >= @from && mail.Day <= to
            select new
            {
                row,
                mail.Day,
                mail.Address,
            }
        ).ToListAsync(cancellationToken);
        return rows.Select(at =>
        {
            var facts = ReminderContent.FromJson(at.row.Facts);
            return new PreviewLine(at.Day, at.row.Recipient, at.row.Day)
            {
                Address = at.Address,
                Key = $"{at.row.Rule}/{at.row.Subject}/{at.row.Period}",
                Step = at.row.Step.ToString(),
                About = About(facts),
                State = Word(at.row.State),
                Why = at.row.Reason,
                Source = "ledger",
                Facts = facts,
            };
        });
    }

    static IEnumerable<PreviewLine> Lines(Plan plan, DateOnly today) =>
        plan
            .Reminders.Where(reminder => reminder.To is not null)
            .Concat(plan.Outlook)
            .Select(reminder => new PreviewLine(plan.Today, reminder.Recipient, reminder.Day)
            {
                Address = reminder.To!.Address,
                Key = reminder.Item.ToString(),
                Step = reminder.Step.ToString(),
                About = About(reminder.Facts),
                State = Word(reminder.State == LedgerState.Due && plan.Today > today ? LedgerState.Planned : reminder.State),
                Why = reminder.Reason,
                Source = "computed",
                Facts = reminder.Facts,
            });

    /// <summary>A short name of what it is about, for a table.</summary>
    static string About(ReminderContent facts)
    {
        var years = facts.Years is { } count ? $" {count} năm" : "";
        var received = facts.Owed is { } owed ? $" ({facts.Received}/{owed})" : "";
        return $"{ReminderKinds.Word(facts.Kind)}{years}: {facts.UnitVi ?? facts.SubjectVi}{(facts.UnitVi is null ? "" : $", {facts.SubjectVi}")}{received}";
    }

    static string Word(LedgerState state) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString());

    static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
