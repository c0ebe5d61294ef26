namespace SyncWorker.Reconcile.Planning;

/// <summary>Writes a plan to the store: SQL over the plan's tables, which hold what changes and nothing else.</summary>
static class PlanApply
{
    public static void Run(PlanTables tables, long run, DateTimeOffset at)
    {
        (string, object?)[] parameters = [("@run", run), ("@at", at.ToUnixTimeMilliseconds())];
        if (tables.Partner.Rows > 0)
        {
            tables.Execute(
                """
                insert into partners (Id, Kind, RegisterId, NameVi, NameEn, Country, Province, Fields, Status, SuccessorId, CreatedRun, CreatedAt, ChangedRun, ChangedAt, MissingSince)
                select id, kind, register_id, name_vi, name_en, country, province, fields, status, successor_id, @run, @at, @run, @at, missing_since
                from temp.plan_partner where is_new = 1 order by id
                """,
                parameters);
            tables.Execute(
                """
                update partners set Kind = p.kind, RegisterId = p.register_id, NameVi = p.name_vi, NameEn = p.name_en, Country = p.country, Province = p.province,
                  Fields = p.fields, Status = p.status, SuccessorId = p.successor_id, ChangedRun = @run, ChangedAt = @at, MissingSince = p.missing_since
                from temp.plan_partner p where p.id = partners.Id and p.is_new = 0
                """,
                parameters);
        }

        if (tables.Link.Rows > 0)
        {
            tables.Execute(
                """
                update snapshot set PartnerId = l.partner_id, OwnPartnerId = l.own_id, LinkScore = l.score, LinkReason = l.reason, LinkDecision = l.decision,
                  ReconciledHash = l.hash, ReconciledMissing = l.missing
                from temp.plan_link l where l.row_id = snapshot.Id
                """);
        }

        if (tables.Country.Rows > 0)
        {
            tables.Execute(
                """
                insert into countries (Iso2, NameVi, NameEn, NationalDay, NationalDayYear, RelationsDate, Department, Fields, ChangedRun, ChangedAt)
                select iso2, name_vi, name_en, national_day, national_day_year, relations, department, fields, @run, @at from temp.plan_country where true
                on conflict (Iso2) do update set NameVi = excluded.NameVi, NameEn = excluded.NameEn, NationalDay = excluded.NationalDay, NationalDayYear = excluded.NationalDayYear,
                  RelationsDate = excluded.RelationsDate, Department = excluded.Department, Fields = excluded.Fields, ChangedRun = excluded.ChangedRun, ChangedAt = excluded.ChangedAt
                """,
                parameters);
        }

        if (tables.Change.Rows > 0)
        {
            tables.Execute(
                """
                insert into changes (Subject, Field, Old, New, Source, Run, At)
                select subject, field, old, new, source, @run, @at from temp.plan_change order by rowid
                """,
                parameters);
        }
    }

    public static void Remember(PlanTables tables, string fact, string value) =>
        tables.Execute("insert into facts (Name, Value) values (@name, @value) on conflict (Name) do update set Value = excluded.Value where Value <> excluded.Value", ("@name", fact), ("@value", value));
}
