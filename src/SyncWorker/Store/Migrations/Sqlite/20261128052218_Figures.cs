using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SyncWorker.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Figures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "frozen_figures",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Period = table.Column<string>(type: "TEXT", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Who = table.Column<string>(type: "TEXT", nullable: false),
                    Why = table.Column<string>(type: "TEXT", nullable: true),
                    Figures = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_frozen_figures", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_snapshot_activity",
                table: "snapshot",
                column: "Kind",
                filter: "\"Kind\" = 'activity'");

            migrationBuilder.CreateIndex(
                name: "IX_snapshot_document",
                table: "snapshot",
                column: "Kind",
                filter: "\"Kind\" = 'document'");

            migrationBuilder.CreateIndex(
                name: "IX_snapshot_unit_figures",
                table: "snapshot",
                column: "Kind",
                filter: "\"Kind\" = 'unit_figures'");

            migrationBuilder.CreateIndex(
                name: "IX_frozen_figures_Period_Id",
                table: "frozen_figures",
                columns: new[] { "Period", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "frozen_figures");

            migrationBuilder.DropIndex(
                name: "IX_snapshot_activity",
                table: "snapshot");

            migrationBuilder.DropIndex(
                name: "IX_snapshot_document",
                table: "snapshot");

            migrationBuilder.DropIndex(
                name: "IX_snapshot_unit_figures",
                table: "snapshot");
        }
    }
}
