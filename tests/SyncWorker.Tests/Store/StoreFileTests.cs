using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Store;

/// <summary>A store that a released version made is brought up to date with its rows; how the next file is made: tests/README.md.</summary>
public sealed class StoreFileTests
{
    static readonly string s_fixtures = Path.Combine(SourceTree.Root, "tests", "SyncWorker.Tests", "Store", "fixtures");
    static readonly DateTimeOffset s_at = new(2026, 7, 7, 0, 30, 0, TimeSpan.Zero);

    static string Current => Path.Combine(s_fixtures, $"store-{typeof(SyncStore).Assembly.GetName().Version!.ToString(3)}.db");

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(s_fixtures, "store-*.db").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_store_of_a_released_version_is_brought_up_to_date_with_a_row_of_each_table(string file)
    {
        TestPostgres.SkipSinceItIsOfSqlite();
        using var folders = new TestFolders();
        Directory.CreateDirectory(folders.Worker.Data);
        File.Copy(Path.Combine(s_fixtures, file), folders.Worker.Store);

        var store = await folders.StoreAsync();

        Assert.True(store.IsCurrent());
        await using var db = store.Open();
        Assert.Empty(
            db.Model.GetEntityTypes()
                .Where(entity => Rows(db, entity.ClrType) is [])
                .Select(entity => entity.GetTableName())
                .Except(Newer(file))
        );
        Assert.Empty(
            await db
                .Database.SqlQuery<string>($"""select "table" as Value from pragma_foreign_key_check""")
                .ToListAsync(TestContext.Current.CancellationToken)
        );
        var told = await db.Ledger.SingleAsync(
            row => row.Step == ReminderStep.Overdue("3 working days"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal((LedgerState.SentLate, ReminderKind.ReportOverdue), (told.State, ReminderContent.FromJson(told.Facts).Kind));
    }

    [Fact]
    public async Task The_newest_store_file_is_made_by_the_newest_migration()
    {
        if (Environment.GetEnvironmentVariable("SYNCWORKER_GOLDEN") == "write" && !File.Exists(Current))
        {
            await WriteAsync(Current);
        }

        using var folders = new TestFolders();
        var copy = Path.Combine(folders.Root, "copy.db"); // SQLite writes beside a file that it reads
        File.Copy(Path.Combine(s_fixtures, Files.Select(row => row.Data).MaxBy(Version)!), copy);
        await using var db = new SqliteConnection($"Data Source={copy};Pooling=False");
        await db.OpenAsync(TestContext.Current.CancellationToken);
        await using var newest = new SqliteCommand("""select max("MigrationId") from "__EFMigrationsHistory" """, db);

        Assert.Equal(MigrationNames.Of("SqliteMigrations")[^1], await newest.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    // Tables that a version did not have yet.
    static string[] Newer(string file) =>
        file switch
        {
            "store-0.2.0.db" => ["answers", "approved_mailboxes", "inbox", "dead_addresses", "frozen_figures"],
            "store-0.3.0.db" => ["inbox", "dead_addresses", "frozen_figures"],
            _ => [],
        };

    static Version Version(string file) => System.Version.Parse(Path.GetFileNameWithoutExtension(file)["store-".Length..]);

    static List<object> Rows(SyncDb db, Type entity) =>
        [
            .. (IQueryable<object>)
                typeof(DbContext)
                    .GetMethod(nameof(DbContext.Set), 1, BindingFlags.Public | BindingFlags.Instance, [])!
                    .MakeGenericMethod(entity)
                    .Invoke(db, null)!,
        ];

    static async Task WriteAsync(string file)
    {
        using var folders = new TestFolders();
        var store = await folders.StoreAsync();
        await using (var db = store.Open())
        {
            Fill(db);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            await db.Database.ExecuteSqlAsync($"pragma journal_mode = delete", TestContext.Current.CancellationToken);
            await db.Database.ExecuteSqlAsync($"vacuum", TestContext.Current.CancellationToken);
        }

        SqliteConnection.ClearAllPools();
        Directory.CreateDirectory(s_fixtures);
        File.Copy(folders.Worker.Store, file, overwrite: true);
    }

    // One row of each table, in an order that the foreign keys allow.
    static void Fill(SyncDb db)
    {
        var facts = new ReminderContent
        {
            Kind = ReminderKind.ReportOverdue,
            SubjectVi = "Báo cáo 6 tháng đầu năm 2026",
            Received = 46,
            Owed = 54,
        };
        db.AddRange(
            new Run
            {
                Id = 1,
                Stage = "poll",
                Subject = "source-a",
                StartedAt = s_at,
                EndedAt = s_at,
                AsOf = new(2026, 7, 7),
                Outcome = RunOutcome.Done,
            },
            new Feed
            {
                Source = "source-a",
                Health = FeedHealth.Healthy,
                Since = s_at,
                LastGoodAt = s_at,
                LastGoodRun = 1,
                Rows = 1,
            },
            new SnapshotRow
            {
                Id = 1,
                Source = "source-a",
                ExternalId = "7",
                Kind = "central_association",
                Fields = """{"nameVi":"Hội hữu nghị Việt Nam - Pháp"}""",
                Position = "/partners#1",
                ChangedRun = 1,
                ChangedAt = s_at,
            },
            new Fingerprint
            {
                Id = 1,
                Source = "source-a",
                KeyHash = 1,
                RawHash = 2,
                RecordHash = 3,
            },
            new DirtyRange { First = 1, Last = 1 },
            new QuarantineRow
            {
                Source = "source-a",
                Position = "/partners#2",
                Raw = "{}",
                Reasons = "nameVi: missing",
                FirstRun = 1,
                FirstSeenAt = s_at,
            },
            new Partner
            {
                Id = 1,
                Kind = "central_association",
                RegisterId = "CA-FR",
                NameVi = "Hội hữu nghị Việt Nam - Pháp",
                Country = "FR",
                Fields = "{}",
                Status = PartnerStatus.Active,
                CreatedRun = 1,
                CreatedAt = s_at,
                ChangedRun = 1,
                ChangedAt = s_at,
            },
            new Country
            {
                Iso2 = "FR",
                NameVi = "Pháp",
                NameEn = "France",
                NationalDay = "07-14",
                Fields = "{}",
                ChangedRun = 1,
                ChangedAt = s_at,
            },
            new Link
            {
                Id = 1,
                PartnerId = 1,
                Score = 1,
                Reason = "same register id",
                Decision = LinkDecision.Auto,
            },
            new Change
            {
                Subject = "partner:1",
                Field = "nameVi",
                Old = "Hội Pháp",
                New = "Hội hữu nghị Việt Nam - Pháp",
                Source = "source-a",
                Run = 1,
                At = s_at,
            },
            new Decision
            {
                Kind = DecisionKind.Same,
                Source = "source-a",
                ExternalId = "7",
                PartnerId = 1,
                Who = "admin",
                At = s_at,
            },
            new HeldPlan
            {
                Hash = "a1b2c3",
                Counts = "{}",
                Reason = "too many changes",
                HeldAt = s_at,
                ExpiresAt = s_at.AddDays(3),
            },
            new Hold
            {
                What = "send",
                Reason = "a test",
                Since = s_at,
            },
            new StoreFact { Name = "store.test", Value = "1" },
            new FrozenFigures
            {
                Period = "2026-H1",
                On = new(2026, 7, 7),
                At = s_at,
                Who = "it",
                Figures = "[]",
            },
            new Obligation
            {
                PartnerId = 1,
                Code = "RPT-6T-H",
                Period = "2026-H1",
                Due = new(2026, 7, 8),
                CreatedAt = s_at,
            },
            new OutboxMail
            {
                Id = 1,
                Recipient = "staff:bcau-01",
                Day = new(2026, 7, 14),
                Kind = OutboxMail.Digest,
                Address = "bcau01@example.org",
                Salutation = "Đồng chí Chuyên viên Ban Châu Âu",
                Language = MailLanguage.Vi,
                State = OutboxState.Sent,
                Attempts = 1,
                CreatedRun = 1,
                CreatedAt = s_at,
                SentAt = s_at,
            },
            new LedgerEntry
            {
                Rule = "half-year-report",
                Subject = "report:RPT-6T-H",
                Period = "2026-H1",
                Step = ReminderStep.Overdue("3 working days"),
                Recipient = "staff:bcau-01",
                Day = new(2026, 7, 8),
                SendOn = new(2026, 7, 13),
                State = LedgerState.SentLate,
                Reason = "a test",
                Facts = facts.ToJson(),
                OutboxId = 1,
                CreatedRun = 1,
                ChangedRun = 1,
            },
            new Answer
            {
                Reminder = 1,
                Action = AnswerAction.Acknowledge,
                On = new(2026, 7, 14),
            },
            new InboxMessage
            {
                Key = "file:1.eml:00",
                Name = "1.eml",
                Kind = InboxKind.Answer,
                Outcome = InboxOutcome.Taken,
                Words = "half-year-report/report:RPT-6T-H/2026-H1 of staff:bcau-01: acknowledged",
                HandledAt = s_at,
                On = new(2026, 7, 14),
                Recipient = "staff:bcau-01",
            },
            new DeadAddress
            {
                Address = "bcau02@example.org",
                Recipient = "staff:bcau-02",
                Since = s_at,
                Reason = "5.1.1",
            },
            new ApprovedMailbox
            {
                Recipient = "partner:1",
                Address = "someone@example.com",
                ApprovedAt = s_at,
                ApprovedBy = "admin",
            },
            new Attempt
            {
                OutboxId = 1,
                At = s_at,
                Transport = "pickup",
                Outcome = AttemptOutcome.Sent,
                Fence = 1,
            }
        );
    }
}
