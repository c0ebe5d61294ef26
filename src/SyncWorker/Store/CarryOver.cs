using Microsoft.Data.Sqlite;

namespace SyncWorker.Store;

/// <summary>
/// Marks in a restored store what left after its backup was made, as the store that was there before or <see cref="SentRecord"/> knows
/// it, so that nobody is told twice:
/// <list type="number">
/// <item>Partners are matched by their number in the register, or by id and name where they have none: two stores may have given one
/// id to different partners.</item>
/// <item>A mail that left is matched by recipient, day and kind, and is added where it is missing. One whose fate is uncertain stays
/// uncertain and waits for a person.</item>
/// <item>A reminder is matched by its own key (rule, subject, period, step, recipient, day), whatever mail it was in, and is marked
/// with what became of it. One that is added keeps its number, where that is free: it stands in the links of its mail.</item>
/// <item>What a mail of this store would have said besides is decided again by the next plan; a mail with nothing left to say is
/// cancelled.</item>
/// </list>
/// A second time it changes nothing.
/// </summary>
static class CarryOver
{
    const string Key =
        """l."Rule" = t."Rule" and l."Subject" = t."Subject" and l."Period" = t."Period" and l."Step" = t."Step" and l."Recipient" = t."Recipient" and l."Day" = t."Day" """;

    const string Known = """
        create temp table names as
        select distinct 'partner:' || o."Id" as old, 'partner:' || n."Id" as new
        from old.partners o join main.partners n on case
            when o."RegisterId" is null then n."RegisterId" is null and n."Id" = o."Id" and n."NameVi" = o."NameVi"
            else n."RegisterId" = o."RegisterId" end;
        create index temp.names_old on names(old);
        create temp table mails as
        select o."Id" as old_id, iif(o."Recipient" like 'partner:%', n.new, o."Recipient") as recipient, o."Day" as day, o."Kind" as kind,
            iif(o."State" = 'Sent', 'Sent', 'Uncertain') as state, o."SentAt" as sent_at
        from old.outbox o left join names n on n.old = o."Recipient"
        where o."State" in ('Sent', 'Uncertain', 'Sending') and iif(o."Recipient" like 'partner:%', n.new, o."Recipient") is not null;
        create index temp.mails_id on mails(old_id);
        """;

    const string Mails = """
        insert into main.outbox("Recipient", "Day", "Kind", "Address", "Copies", "Salutation", "Language", "UsefulUntil", "State", "Reason",
            "Fence", "Attempts", "Repeats", "MessageId", "Subject", "Message", "CreatedRun", "CreatedAt", "SentAt")
        select m.recipient, m.day, m.kind, iif(m.state = 'Sent', null, o."Address"), iif(m.state = 'Sent', null, o."Copies"), o."Salutation",
            o."Language", o."UsefulUntil", m.state, $reason, 0, 1, 0, o."MessageId", o."Subject", iif(m.state = 'Sent', null, o."Message"),
            0, o."CreatedAt", o."SentAt"
        from mails m join old.outbox o on o."Id" = m.old_id
        where not exists (select 1 from main.outbox h where h."Recipient" = m.recipient and h."Day" = m.day and h."Kind" = m.kind)
        group by m.recipient, m.day, m.kind;
        """;

    const string MarkedMails = """
        update main.outbox as h set "State" = m.state, "SentAt" = m.sent_at, "NextTryAt" = null, "LeaseOwner" = null, "LeaseUntil" = null,
            "Reason" = $reason, "Subject" = coalesce(o."Subject", h."Subject"), "MessageId" = coalesce(o."MessageId", h."MessageId"),
            "Message" = iif(m.state = 'Sent', h."Message", coalesce(o."Message", h."Message"))
        from mails m join old.outbox o on o."Id" = m.old_id
        where h."Recipient" = m.recipient and h."Day" = m.day and h."Kind" = m.kind
            and iif(m.state = 'Sent', h."State" <> 'Sent', h."State" in ('Queued', 'RetryAt'));
        """;

    const string Told = """
        create temp table told as
        select l."Rule", iif(l."Subject" like 'partner:%', s.new, l."Subject") as "Subject", l."Period", l."Step",
            iif(l."Recipient" like 'partner:%', r.new, l."Recipient") as "Recipient", l."Day", l."SendOn", l."State", l."Reason", l."Facts",
            l."UsefulUntil", l."SnoozedUntil", l."Id" as number, h."Id" as mail
        from old.ledger l left join names s on s.old = l."Subject" left join names r on r.old = l."Recipient"
            left join mails m on m.old_id = l."OutboxId"
            left join main.outbox h on h."Recipient" = m.recipient and h."Day" = m.day and h."Kind" = m.kind
        where (l."State" in ('Sent', 'SentLate', 'Acknowledged', 'Snoozed') or (l."State" in ('Due', 'Late') and m.state = 'Uncertain'))
            and iif(l."Subject" like 'partner:%', s.new, l."Subject") is not null
            and iif(l."Recipient" like 'partner:%', r.new, l."Recipient") is not null;
        create index temp.told_key on told("Rule", "Subject", "Period", "Step", "Recipient", "Day");
        create temp table emptied as
        select distinct l."OutboxId" as id from main.ledger l join told t on {{Key}} where l."OutboxId" is not t.mail and l."OutboxId" is not null;
        """;

    const string Reminders = """
        update main.ledger as l set "State" = t."State", "SnoozedUntil" = t."SnoozedUntil", "OutboxId" = coalesce(t.mail, l."OutboxId"),
            "Reason" = l."Reason" || $because
        from told t
        where {{Key}} and case
            when t."State" in ('Due', 'Late') then l."State" in ('Due', 'Late') and l."OutboxId" is not t.mail
            when l."State" in ('Sent', 'SentLate') then t."State" in ('Acknowledged', 'Snoozed')
            else l."State" not in ('Acknowledged', 'Snoozed') end;
        """;

    const string MissingReminders = """
        insert into main.ledger("Id", "Rule", "Subject", "Period", "Step", "Recipient", "Day", "SendOn", "State", "Reason", "Facts", "UsefulUntil",
            "SnoozedUntil", "OutboxId", "CreatedRun", "ChangedRun")
        select iif(exists (select 1 from main.ledger l where l."Id" = t.number), null, t.number) as own, t."Rule", t."Subject", t."Period",
            t."Step", t."Recipient", t."Day", t."SendOn", t."State", t."Reason" || $because, t."Facts", t."UsefulUntil", t."SnoozedUntil",
            t.mail, 0, 0
        from told t where not exists (select 1 from main.ledger l where {{Key}})
        group by t."Rule", t."Subject", t."Period", t."Step", t."Recipient", t."Day"
        order by own is null;
        """;

    const string Rest = """
        update main.ledger as l set "State" = 'Withdrawn', "OutboxId" = null, "Reason" = l."Reason" || '; its mail left without it'
        where l."State" in ('Due', 'Late') and l."OutboxId" in (select h."Id" from main.outbox h join mails m
                on h."Recipient" = m.recipient and h."Day" = m.day and h."Kind" = m.kind where h."State" = 'Sent')
            and not exists (select 1 from told t where {{Key}});
        update main.outbox as h set "Message" = null, "MessageId" = null where h."Id" in (select id from emptied) and h."State" = 'RetryAt';
        update main.outbox as h set "State" = 'Cancelled', "NextTryAt" = null, "Reason" = $reason
        where h."Id" in (select id from emptied) and h."State" in ('Queued', 'RetryAt')
            and not exists (select 1 from main.ledger l where l."OutboxId" = h."Id");
        """;

    /// <summary>Marks in a store what another one, or a record of what left, knows to have left.</summary>
    /// <param name="store">The store's file.</param>
    /// <param name="from">The other file; it is only read.</param>
    /// <returns>How many mails and reminders were marked now.</returns>
    /// <exception cref="SqliteException">One of the two cannot be read.</exception>
    public static (int Mails, int Reminders) Run(string store, string from)
    {
        using var db = SqliteFile.Open(store, SqliteOpenMode.ReadWrite);
        SentRecord.Execute(db, "pragma foreign_keys = on");
        SentRecord.Execute(db, "attach database $from as old", ("$from", from));
        using var transaction = db.BeginTransaction();
        var isRecord = SqliteFile.Column(db, "select name from pragma_table_info('partners', 'old')").Contains("Store");
        var marked = isRecord ? RunEach(db) : Mark(db);
        transaction.Commit();
        return marked;
    }

    // A record holds several stores' rows, each with ids of its own.
    static (int Mails, int Reminders) RunEach(SqliteConnection db)
    {
        var (mails, reminders) = (0, 0);
        foreach (var store in SqliteFile.Column(db, """select distinct "Store" from old.outbox"""))
        {
            foreach (var table in (string[])["outbox", "ledger", "partners"])
            {
                SentRecord.Execute(
                    db,
                    $"""create temp table of_{table} as select * from old.{table} where "Store" = $store""",
                    ("$store", store)
                );
            }

            SentRecord.AddNumbers(db, "temp", "of_ledger");

            var marked = Mark(db, "temp.of_");
            (mails, reminders) = (mails + marked.Mails, reminders + marked.Reminders);
            SentRecord.Execute(db, "drop table of_outbox; drop table of_ledger; drop table of_partners");
        }

        return (mails, reminders);
    }

    static (int Mails, int Reminders) Mark(SqliteConnection db, string tables = "old.")
    {
        const string Reason = "It left before the store was restored.";
        int Step(string sql, params ReadOnlySpan<(string, object)> parameters) =>
            SentRecord.Execute(
                db,
                sql.Replace("{{Key}}", Key, StringComparison.Ordinal).Replace("old.", tables, StringComparison.Ordinal),
                parameters
            );

        Step(Known);
        var mails = Step(MarkedMails, ("$reason", Reason)) + Step(Mails, ("$reason", Reason));
        Step(Told);
        var reminders =
            Step(Reminders, ("$because", "; it left before the store was restored"))
            + Step(MissingReminders, ("$because", "; it left before the store was restored"));
        Step(Rest, ("$reason", Reason));
        Step("drop table names; drop table mails; drop table told; drop table emptied");
        return (mails, reminders);
    }
}
