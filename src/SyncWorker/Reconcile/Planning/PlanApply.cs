namespace SyncWorker.Reconcile.Planning;

/// <summary>Writes a plan to the store: SQL over the plan's tables, which hold what changes and nothing else.</summary>
static class PlanApply
{
    const string InsertLinks = """
        insert into links (Id, PartnerId, OwnPartnerId, Score, Reason, Decision, Hash, Missing)
        select row_id, partner_id, own_id, score, reason, decision, hash, missing from plan_link where true order by row_id
        """;

    const string OrUpdateLinks = """
        on conflict (Id) do update set PartnerId = excluded.PartnerId, OwnPartnerId = excluded.OwnPartnerId, Score = excluded.Score,
          Reason = excluded.Reason, Decision = excluded.Decision, Hash = excluded.Hash, Missing = excluded.Missing
        """;

    public static void Run(PlanTables tables, long run, DateTimeOffset at)
    {
        (string, object?)[] parameters = [("@run", run), ("@at", at.ToUnixTimeMilliseconds())];
        WritePartners(tables, parameters);
        WriteLinks(tables);
        WriteCountries(tables, parameters);
        WriteHistory(tables, parameters);
    }

    static void WritePartners(PlanTables tables, (string, object?)[] parameters)
    {
        if (tables.Partner.Rows == 0)
        {
            return;
        }

        tables.Execute(
            """
            insert into partners (Id, Kind, RegisterId, NameVi, NameEn, Country, Province, Fields, Status, SuccessorId,
              CreatedRun, CreatedAt, ChangedRun, ChangedAt, MissingSince)
            select id, kind, register_id, name_vi, name_en, country, province, fields, status, successor_id, @run, @at, @run, @at, missing_since
            from plan_partner where is_new = 1 order by id
            """,
            parameters
        );
        tables.Execute(
            """
            update partners set Kind = p.kind, RegisterId = p.register_id, NameVi = p.name_vi, NameEn = p.name_en, Country = p.country,
              Province = p.province, Fields = p.fields, Status = p.status, SuccessorId = p.successor_id, ChangedRun = @run, ChangedAt = @at,
              MissingSince = p.missing_since
            from plan_partner p where p.id = partners.Id and p.is_new = 0
            """,
            parameters
        );
    }

    static void WriteLinks(PlanTables tables)
    {
        if (tables.Link.Rows > 0)
        {
            // A table without rows has nothing to compare with.
            var isFirst = tables.Number("select exists (select 1 from links)") == 0;
            tables.Execute(isFirst ? InsertLinks : $"{InsertLinks} {OrUpdateLinks}");
        }
    }

    static void WriteCountries(PlanTables tables, (string, object?)[] parameters)
    {
        if (tables.Country.Rows > 0)
        {
            tables.Execute(
                """
                insert into countries (Iso2, NameVi, NameEn, NationalDay, NationalDayYear, RelationsDate, Department, Fields, ChangedRun, ChangedAt)
                select iso2, name_vi, name_en, national_day, national_day_year, relations, department, fields, @run, @at
                from plan_country where true
                on conflict (Iso2) do update set NameVi = excluded.NameVi, NameEn = excluded.NameEn, NationalDay = excluded.NationalDay,
                  NationalDayYear = excluded.NationalDayYear, RelationsDate = excluded.RelationsDate, Department = excluded.Department,
                  Fields = excluded.Fields, ChangedRun = excluded.ChangedRun, ChangedAt = excluded.ChangedAt
                """,
                parameters
            );
        }
    }

    static void WriteHistory(PlanTables tables, (string, object?)[] parameters)
    {
        if (tables.Change.Rows > 0)
        {
            tables.Execute(
                """
                insert into changes (Subject, Field, Old, New, Source, Run, At)
                select subject, field, old, new, source, @run, @at from plan_change order by seq
                """,
                parameters
            );
        }
    }

    /// <summary>All that Poll wrote is looked at, but for rows whose disappearance the guard left out.</summary>
    public static void LookedAtAll(PlanTables tables)
    {
        if (tables.Number("select exists (select 1 from dirty_ranges)") == 1)
        {
            tables.Execute("delete from dirty_ranges");
            tables.Execute(
                """
                insert into dirty_ranges (First, Last)
                select s.Id, s.Id from snapshot s join links l on l.Id = s.Id where s.MissingSince is not null and l.Missing = 0
                """
            );
        }
    }

    public static void Remember(PlanTables tables, string fact, string value) =>
        tables.Execute(
            """
            insert into facts (Name, Value) values (@name, @value)
            on conflict (Name) do update set Value = excluded.Value where facts.Value <> excluded.Value
            """,
            ("@name", fact),
            ("@value", value)
        );
}
