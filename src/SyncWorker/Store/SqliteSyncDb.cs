using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SyncWorker.Store;

/// <summary>The embedded engine: one file in WAL mode.</summary>
sealed class SqliteSyncDb(DbContextOptions<SqliteSyncDb> options) : SyncDb(options);

/// <summary>For <c>dotnet ef</c> alone.</summary>
sealed class SqliteSyncDbDesign : IDesignTimeDbContextFactory<SqliteSyncDb>
{
    public SqliteSyncDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteSyncDb>().UseSqlite("Data Source=design.db").Options);
}
