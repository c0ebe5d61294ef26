using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Remind.Sheets;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>Reads from the store what planning depends on.</summary>
static class RemindReader
{
    /// <summary>
    /// Names of the facts that hold the day a rule (by its id), a country (<c>country:FR</c>) or an event (<c>event:ID</c>) was first seen.
    /// </summary>
    public const string SincePrefix = "remind.since.";

    /// <summary>
    /// The facts as of a day: what is in the store is known from that day on at the latest, so that a day of the past can be rehearsed.
    /// </summary>
    public static Task<RemindFacts> FactsAsync(
        SyncDb db,
        StageSettings<RemindOptions> settings,
        DateOnly today,
        CancellationToken cancellationToken,
        bool isRehearsal = false
    ) =>
        FactsAsync(
            db,
            settings,
            today,
            KeptSheets.Read(settings.Options, settings.Union.Folder, []),
            cancellationToken,
            isRehearsal: isRehearsal
        );

    /// <param name="sheets">What staff keep in sheets.</param>
    /// <param name="notes">Told of what cannot be read.</param>
    /// <param name="isRehearsal">The day is one that was asked for with --as-of.</param>
    public static async Task<RemindFacts> FactsAsync(
        SyncDb db,
        StageSettings<RemindOptions> settings,
        DateOnly today,
        KeptSheets sheets,
        CancellationToken cancellationToken,
        List<string>? notes = null,
        bool isRehearsal = false
    )
    {
        DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, settings.Union.Zone).DateTime);
        DateOnly Known(DateTimeOffset at) => Earlier(DayOf(at), today);

        var partners = await db.Partners.OrderBy(partner => partner.Id).ToListAsync(cancellationToken);
        var countries = await db.Countries.OrderBy(country => country.Iso2).ToListAsync(cancellationToken);
        var polled = await db
            .Snapshot.Where(row => row.Kind == CanonicalField.EventKind && row.MissingSince == null)
            .OrderBy(row => row.Source)
            .ThenBy(row => row.ExternalId)
            .ToListAsync(cancellationToken);
        var documents = await DocumentsAsync(db, cancellationToken);
        var obligations = await db.Obligations.ToListAsync(cancellationToken);
        var held = await db.Plans.Where(plan => plan.ApprovedAt == null && plan.AppliedRun == null).ToListAsync(cancellationToken);
        var since = await db
            .Facts.Where(fact => fact.Name.StartsWith(SincePrefix))
            .ToDictionaryAsync(fact => fact.Name[SincePrefix.Length..], fact => fact.Value, cancellationToken);

        // A country carries no day of its own making, and the day it last changed would make every edit a new start.
        DateOnly Since(string key) =>
            since.TryGetValue(key, out var text) && DayText.TryParseIso(text, out var day) ? Earlier(day, today) : today;
        var setAside = new SetAside();
        if (sheets.Assignments is null)
        {
            setAside.Add(RemindOptions.AssignmentRule, null, "The sheet of assignments is out of reach: none of it is chased today.");
        }

        var paused = await PausedAsync(db, settings, PausedKind.Rule, today, cancellationToken);
        foreach (var rule in paused.Keys)
        {
            setAside.Pause(rule);
        }

        return new(
            setAside.Each(
                null,
                partners,
                partner => (PartnerFacts.KeyOf(partner.Id), $"{partner.RegisterId} ({partner.NameVi})"),
                partner => (PartnerFacts[])[Map(partner, Known(partner.CreatedAt))]
            ),
            setAside.Each(
                null,
                countries,
                country => ($"country:{country.Iso2}", $"{country.Iso2} ({country.NameVi})"),
                country => (CountryFacts[])[Map(country, Since($"country:{country.Iso2}"))]
            ),
            [.. obligations.Select(owed => Map(owed, documents))]
        )
        {
            SetAside = setAside,
            Options = settings.Options,
            Staff = settings.Union.Staff,
            Successors = settings
                .Union.Tables.Successions.Where(succession => succession.Successor is not null)
                .DistinctBy(succession => succession.Id)
                .ToDictionary(succession => succession.Id, succession => succession.Successor!, StringComparer.Ordinal),
            Calendar = settings.Union.Calendar,
            GoLive = settings.Union.GoLive,
            Events = setAside.Each(
                RemindOptions.EventRule,
                (sheets.Events ?? []).Concat(Polled(polled, setAside, notes ?? [])).DistinctBy(held => held.Id),
                held => ($"event:{held.Id}", held.Id),
                held =>
                    (HeldEvent[])
                        [held with { Day = SetAside.Due(held.Day, $"it is on {held.Day:yyyy-MM-dd}"), KnownOn = Since($"event:{held.Id}") }]
            ),
            AreEventsKnown = sheets.Events is not null,
            Documents = documents,
            Assignments =
            [
                .. (sheets.Assignments ?? []).Select(assignment => assignment with { Basis = documents.Cite(assignment.Basis) }),
            ],
            HeldChanges = [.. held.Select(plan => new HeldChange(plan.Hash, DayOf(plan.HeldAt), DayOf(plan.ExpiresAt)))],
            LongBreak = settings.Union.LongBreak,
            IsRehearsal = isRehearsal,
            DeadAddresses = new HashSet<string>(
                await db.DeadAddresses.Where(dead => dead.ConfirmedAt == null).Select(dead => dead.Address).ToListAsync(cancellationToken),
                StringComparer.OrdinalIgnoreCase
            ),
            PausedRules = paused,
            StoppedMail = await PausedAsync(db, settings, PausedKind.Mail, today, cancellationToken),
            LastRun = await db
                .Runs.Where(run =>
                    run.Stage == "remind" && run.AsOf < today && (run.Outcome == RunOutcome.Done || run.Outcome == RunOutcome.Partly)
                )
                .MaxAsync(run => (DateOnly?)run.AsOf, cancellationToken),
            RulesSince = RemindOptions.Ids(settings.Options).ToDictionary(rule => rule, Since),
        };
    }

    /// <summary>The rules that are paused on a day, by a verb or in remind.json.</summary>
    public static async Task<IReadOnlyDictionary<string, PausedUntil>> PausedRulesAsync(
        SyncStore store,
        StageSettings<RemindOptions> settings,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        await using var db = store.Open();
        return await PausedAsync(db, settings, PausedKind.Rule, today, cancellationToken);
    }

    static async Task<IReadOnlyDictionary<string, PausedUntil>> PausedAsync(
        SyncDb db,
        StageSettings<RemindOptions> settings,
        PausedKind kind,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var zone = settings.Union.Zone;
        var byVerb = await Pauses.NamesAsync(db, kind, today, zone, cancellationToken);
        return Pauses
            .Longest([.. byVerb.Values, .. kind is PausedKind.Rule ? PausedInConfig(settings, today) : []])
            .ToDictionary(
                pair => pair.Key,
                pair => new PausedUntil(
                    pair.Value.Words(zone),
                    pair.Value.Until is { } until ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(until, zone).DateTime) : null
                ),
                StringComparer.Ordinal
            );
    }

    /// <summary>The rules that remind.json pauses on a day.</summary>
    public static IEnumerable<Pause> PausedInConfig(StageSettings<RemindOptions> settings, DateOnly today) =>
        Pauses.OfConfig(
            PausedKind.Rule,
            RemindOptions.Pauses(settings.Options),
            settings.Union.Zone,
            Pauses.EndOn(today, settings.Union.Zone)
        );

    /// <summary>
    /// All rows that the planner may decide about: those of the days within its reach, and of a rule whose items stay (a term, a request,
    /// an
    /// event) those of any age. What has not left is there in any case.
    /// </summary>
    public static async Task<Ledger> LedgerAsync(
        SyncDb db,
        RemindFacts facts,
        DueItemIndex items,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var from = today.AddDays(-facts.ReachDays);
        var lasting = items
            .Items.Where(dueItem => dueItem.Day < from || dueItem.Steps.Any(step => step.SendOn > dueItem.Day))
            .Select(dueItem => dueItem.Rule)
            .Distinct()
            .ToList();
        var rows = await (
            from row in db.Ledger
            where row.Day >= @from || lasting.Contains(row.Rule) || row.State == LedgerState.Due || row.State == LedgerState.Late
            join mail in db.Outbox on row.OutboxId equals mail.Id into mails
            from mail in mails.DefaultIfEmpty()
            let isUnsent = (row.State == LedgerState.Due || row.State == LedgerState.Late)
                && mail.Message == null
                && (mail.State == OutboxState.Queued || mail.State == OutboxState.RetryAt)
            let isUnshown = row.State == LedgerState.Expired
                && (row.OutboxId == null || (mail.State == OutboxState.Expired && mail.Kind != OutboxMail.Weekly))
            select new LedgerEntry
            {
                Id = row.Id,
                Rule = row.Rule,
                Subject = row.Subject,
                Period = row.Period,
                Step = row.Step,
                Recipient = row.Recipient,
                Day = row.Day,
                SendOn = row.SendOn,
                State = row.State,
                SnoozedUntil = row.SnoozedUntil,
                IsUnsent = isUnsent,
                IsUnshownExpiry = isUnshown,
                Reason = "",
                Facts = row.Day >= today || isUnsent || isUnshown ? row.Facts : "",
            }
        ).ToListAsync(cancellationToken);
        return new(rows);
    }

    static async Task<DocumentNumbers> DocumentsAsync(SyncDb db, CancellationToken cancellationToken)
    {
        var rows = await db
            .Snapshot.Where(row => row.Kind == CanonicalField.DocumentKind && row.MissingSince == null)
            .OrderBy(row => row.Id)
            .Select(row => row.Fields)
            .ToListAsync(cancellationToken);
        return new(rows.Select(fields => OfficialDocument.Read(Fields(fields))));
    }

    static PartnerFacts Map(Partner partner, DateOnly known) =>
        new()
        {
            Id = partner.Id,
            Kind = partner.Kind,
            RegisterId = partner.RegisterId,
            NameVi = partner.NameVi,
            NameEn = partner.NameEn,
            Country = partner.Country,
            Province = partner.Province,
            Fields = Fields(partner.Fields),
            KnownOn = known,
            SuccessorId = partner.SuccessorId,
            IsActive = partner is { Status: PartnerStatus.Active or PartnerStatus.Suspected, SuccessorId: null },
        };

    static CountryFacts Map(Country country, DateOnly known) =>
        new()
        {
            Iso2 = country.Iso2,
            NameVi = country.NameVi,
            NameEn = country.NameEn,
            NationalDay = MonthDay.TryParse(country.NationalDay, null, out var day) ? day : null,
            NationalDayYear = country.NationalDayYear,
            Relations = PartialDate.TryParse(country.RelationsDate, out var date) ? date : null,
            Department = country.Department,
            Fields = Fields(country.Fields),
            KnownOn = known,
        };

    static IReadOnlyList<HeldEvent> Polled(List<SnapshotRow> rows, SetAside setAside, List<string> notes) =>
        setAside.Each(
            RemindOptions.EventRule,
            rows,
            row => ($"event:{row.Source}:{row.ExternalId}", $"{row.Source}:{row.ExternalId}"),
            row => Map(row, notes) is { } held ? [held] : Array.Empty<HeldEvent>()
        );

    /// <summary>An event of a source of poll.json; its id names the source, so that two sources may number alike.</summary>
    static HeldEvent? Map(SnapshotRow row, List<string> notes)
    {
        var fields = Fields(row.Fields);
        return EventLine.Read(
            $"{row.Source}:{row.ExternalId}",
            name => fields.GetValueOrDefault(name),
            $"{row.Source}, {row.Position.Split('\n')[0]}",
            notes
        );
    }

    static ObligationFacts Map(Obligation owed, DocumentNumbers documents) =>
        new()
        {
            PartnerId = owed.PartnerId,
            Code = owed.Code,
            Period = owed.Period,
            Due = owed.Due,
            ReceivedOn = owed.ReceivedOn,
            Evidence = owed.Evidence,
            ExemptReason = owed.ExemptReason,
            ExtendedTo = owed.ExtendedTo,
            ExtensionReason = owed.ExtensionReason,
            Response = owed.Response,
            Basis = documents.Cite(owed.Basis),
            Title = owed.Title,
        };

    static Dictionary<string, string> Fields(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];

    static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
