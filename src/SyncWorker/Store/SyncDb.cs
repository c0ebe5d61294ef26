using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Store;

/// <summary>The model of the store, the same for every engine; a derived context an engine holds its migrations.</summary>
abstract class SyncDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Run> Runs => Set<Run>();

    public DbSet<Feed> Feeds => Set<Feed>();

    public DbSet<SnapshotRow> Snapshot => Set<SnapshotRow>();

    public DbSet<Link> Links => Set<Link>();

    public DbSet<DirtyRange> DirtyRanges => Set<DirtyRange>();

    public DbSet<Fingerprint> Fingerprints => Set<Fingerprint>();

    public DbSet<QuarantineRow> Quarantine => Set<QuarantineRow>();

    public DbSet<Partner> Partners => Set<Partner>();

    public DbSet<Country> Countries => Set<Country>();

    public DbSet<Change> Changes => Set<Change>();

    public DbSet<Decision> Decisions => Set<Decision>();

    public DbSet<HeldPlan> Plans => Set<HeldPlan>();

    public DbSet<Obligation> Obligations => Set<Obligation>();

    public DbSet<LedgerEntry> Ledger => Set<LedgerEntry>();

    public DbSet<OutboxMail> Outbox => Set<OutboxMail>();

    public DbSet<Attempt> Attempts => Set<Attempt>();

    public DbSet<Answer> Answers => Set<Answer>();

    public DbSet<ApprovedMailbox> ApprovedMailboxes => Set<ApprovedMailbox>();

    public DbSet<InboxMessage> Inbox => Set<InboxMessage>();

    public DbSet<DeadAddress> DeadAddresses => Set<DeadAddress>();

    public DbSet<Hold> Holds => Set<Hold>();

    public DbSet<FrozenFigures> FrozenFigures => Set<FrozenFigures>();

    public DbSet<StoreFact> Facts => Set<StoreFact>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Instants as UTC milliseconds since 1970: they sort and compare in SQL on every engine.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantToMilliseconds>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<MailLanguage>().HaveConversion<KebabCaseWord<MailLanguage>>();
        configurationBuilder.Properties<AttemptOutcome>().HaveConversion<KebabCaseWord<AttemptOutcome>>();
        configurationBuilder.Properties<InboxKind>().HaveConversion<KebabCaseWord<InboxKind>>();
        configurationBuilder.Properties<InboxOutcome>().HaveConversion<KebabCaseWord<InboxOutcome>>();
        configurationBuilder.Properties<DecisionKind>().HaveConversion<KebabCaseWord<DecisionKind>>();
        configurationBuilder.Properties<ReminderStep>().HaveConversion<StepToText>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Run>(e =>
        {
            e.ToTable("runs");
            e.HasIndex(x => new
            {
                x.Stage,
                x.Subject,
                x.Id,
            });
        });
        modelBuilder.Entity<Feed>(e =>
        {
            e.ToTable("feeds");
            e.HasKey(x => x.Source);
        });
        modelBuilder.Entity<SnapshotRow>(e =>
        {
            e.ToTable("snapshot");
            e.HasIndex(x => new { x.Source, x.ExternalId }).IsUnique();
            e.HasIndex(x => x.Kind, "IX_snapshot_country").HasFilter("\"Kind\" = 'country'"); // few rows, read by each plan
            e.HasIndex(x => x.Kind, "IX_snapshot_event").HasFilter("\"Kind\" = 'event'");
            e.HasIndex(x => x.Kind, "IX_snapshot_activity").HasFilter("\"Kind\" = 'activity'"); // read whole by each count
            e.HasIndex(x => x.Kind, "IX_snapshot_unit_figures").HasFilter("\"Kind\" = 'unit_figures'");
            e.HasIndex(x => x.Kind, "IX_snapshot_document").HasFilter("\"Kind\" = 'document'");
            e.HasIndex(x => x.MissingSince).HasFilter("\"MissingSince\" is not null"); // few rows: those whose life is looked at each run
        });
        modelBuilder.Entity<Link>(e =>
        {
            e.ToTable("links");
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasIndex(x => x.PartnerId);
            // No foreign keys to snapshot and partners: Reconcile writes links and partners in one transaction, a million rows at a first
            // load,
            // and neither table ever loses a row.
            // Few rows, counted after each run
            e.HasIndex(x => x.Id, "IX_links_review").HasFilter($"\"Decision\" = '{nameof(LinkDecision.Review)}'");
        });
        modelBuilder.Entity<DirtyRange>(e =>
        {
            e.ToTable("dirty_ranges");
            e.HasKey(x => x.First);
            e.Property(x => x.First).ValueGeneratedNever();
        });
        modelBuilder.Entity<Fingerprint>(e =>
        {
            e.ToTable("fingerprints");
            e.Property(x => x.Id).ValueGeneratedNever();
            // No foreign key to snapshot: Poll writes both under the same ids in one transaction, a million rows at a first load.
            e.HasIndex(x => x.Source);
        });
        modelBuilder.Entity<QuarantineRow>(e =>
        {
            e.ToTable("quarantine"); // by source and position: what could not be read has no row of the snapshot
            e.HasIndex(x => new
                {
                    x.Source,
                    x.Position,
                    x.Hash,
                })
                .IsUnique();
        });
        modelBuilder.Entity<Partner>(e =>
        {
            e.ToTable("partners");
            // SuccessorId is no foreign key: its index would be written for each partner of a first load, and no partner is ever deleted.
            e.HasIndex(x => x.RegisterId);
            e.HasIndex(x => new { x.Kind, x.Country });
        });
        modelBuilder.Entity<Country>(e =>
        {
            e.ToTable("countries");
            e.HasKey(x => x.Iso2);
        });
        modelBuilder.Entity<Change>(e =>
        {
            e.ToTable("changes"); // no foreign key: the subject is a partner or a country
            e.HasIndex(x => new { x.Subject, x.Id });
        });
        modelBuilder.Entity<Decision>(e =>
        {
            e.ToTable("decisions");
            e.HasIndex(x => new { x.Source, x.ExternalId });
            e.HasOne<Partner>().WithMany().HasForeignKey(x => x.PartnerId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<Partner>().WithMany().HasForeignKey(x => x.OtherPartnerId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<HeldPlan>(e =>
        {
            e.ToTable("plans");
            e.HasIndex(x => x.Hash).IsUnique();
        });
        modelBuilder.Entity<Obligation>(e =>
        {
            e.ToTable("obligations");
            e.HasIndex(x => new
                {
                    x.PartnerId,
                    x.Code,
                    x.Period,
                })
                .IsUnique();
            e.HasOne<Partner>().WithMany().HasForeignKey(x => x.PartnerId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<LedgerEntry>(e =>
        {
            e.ToTable("ledger");
            e.HasIndex(x => new
                {
                    x.Rule,
                    x.Subject,
                    x.Period,
                    x.Step,
                    x.Recipient,
                    x.Day,
                })
                .IsUnique();
            e.HasOne<OutboxMail>().WithMany().HasForeignKey(x => x.OutboxId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(x => new { x.State, x.SendOn });
        });
        modelBuilder.Entity<OutboxMail>(e =>
        {
            e.ToTable("outbox");
            e.HasIndex(x => new
                {
                    x.Recipient,
                    x.Day,
                    x.Kind,
                })
                .IsUnique();
            e.HasIndex(x => new { x.State, x.NextTryAt });
        });
        modelBuilder.Entity<Attempt>(e =>
        {
            e.ToTable("attempts");
            e.HasOne<OutboxMail>().WithMany().HasForeignKey(x => x.OutboxId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<Answer>(e =>
        {
            e.ToTable("answers"); // no foreign key: the ledger may be cleared of old rows
            e.HasKey(x => new { x.Reminder, x.Action });
        });
        modelBuilder.Entity<ApprovedMailbox>(e =>
        {
            e.ToTable("approved_mailboxes");
            e.HasKey(x => new { x.Recipient, x.Address });
        });
        modelBuilder.Entity<InboxMessage>(e =>
        {
            e.ToTable("inbox"); // no foreign keys: the mails it speaks of may be cleared
            e.HasIndex(x => x.Key).IsUnique();
            e.HasIndex(x => x.Hash);
            e.HasIndex(x => new { x.Recipient, x.ConfirmedIn }).HasFilter("\"TextVi\" is not null");
        });
        modelBuilder.Entity<DeadAddress>(e =>
        {
            e.ToTable("dead_addresses");
            e.HasKey(x => x.Address);
        });
        modelBuilder.Entity<Hold>().ToTable("holds");
        modelBuilder.Entity<FrozenFigures>(e =>
        {
            e.ToTable("frozen_figures");
            e.HasIndex(x => new { x.Period, x.Id });
        });
        modelBuilder.Entity<StoreFact>(e =>
        {
            e.ToTable("facts");
            e.HasKey(x => x.Name);
        });
    }

    sealed class KebabCaseWord<T>()
        : ValueConverter<T, string>(
            value => EnumWord.Kebab(value),
            text => Enum.Parse<T>(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true)
        )
        where T : struct, Enum;

    sealed class StepToText() : ValueConverter<ReminderStep, string>(step => step.ToString(), text => ReminderStep.Parse(text));

    sealed class InstantToMilliseconds()
        : ValueConverter<DateTimeOffset, long>(
            instant => instant.ToUnixTimeMilliseconds(),
            milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        );
}
