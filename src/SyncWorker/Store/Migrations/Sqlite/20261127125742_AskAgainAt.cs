using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SyncWorker.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AskAgainAt : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "AskAgainAt",
                table: "feeds",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "AskAgainAt",
                table: "feeds");
        }
    }
}
