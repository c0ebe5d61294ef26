using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SyncWorker.Store.Rows;

namespace SyncWorker.Store;

/// <summary>
/// The engine that several workers share. Its columns have the model's names in small letters, so that SQL written without quotes is the
/// same for both engines; texts sort byte by byte and days and truth values are stored as SQLite has them, so that both engines answer alike.
/// </summary>
sealed partial class PostgresSyncDb(DbContextOptions<PostgresSyncDb> options) : SyncDb(options)
{
    /// <summary>When a mail entered sending, in milliseconds of the server's clock.</summary>
    public const string FrozenAt = "FrozenAt";

    /// <summary>When a mail in sending was handed to its server, in milliseconds; null before.</summary>
    public const string HandedOverAt = "HandedOverAt";

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation("C");
        configurationBuilder.Properties<Enum>().UseCollation("C");
        configurationBuilder.Properties<DateOnly>().HaveConversion<DayToText>().UseCollation("C");
        configurationBuilder.Properties<bool>().HaveConversion<int>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // A worker's own notes of what it hands over are on its machine; those who take over from it on another find this.
        modelBuilder.Entity<OutboxMail>().Property<long?>(HandedOverAt);
        modelBuilder.Entity<OutboxMail>().Property<long?>(FrozenAt);
        modelBuilder.Entity<Turn>(e =>
        {
            e.ToTable("turns");
            e.HasKey(x => x.Name);
        });
        modelBuilder.Entity<WorkerRow>(e =>
        {
            e.ToTable("workers");
            e.HasKey(x => x.Name);
        });
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
#pragma warning disable CA1308 // Normalize strings to uppercase: PostgreSQL folds names to small letters
                property.SetColumnName(property.GetColumnName().ToLowerInvariant());
            }

            foreach (var index in entity.GetIndexes().Where(index => index.GetFilter() is not null))
            {
                index.SetFilter(QuotedName().Replace(index.GetFilter()!, name => name.Groups[1].Value.ToLowerInvariant()));
#pragma warning restore CA1308
            }
        }
    }

    [GeneratedRegex("\"(\\w+)\"")]
    private static partial Regex QuotedName();

    sealed class DayToText()
        : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<DateOnly, string>(
            day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            text => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
        );
}

/// <summary>For <c>dotnet ef</c> alone.</summary>
sealed class PostgresSyncDbDesign : IDesignTimeDbContextFactory<PostgresSyncDb>
{
    public PostgresSyncDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresSyncDb>().UseNpgsql("Host=localhost;Database=design").Options);
}
