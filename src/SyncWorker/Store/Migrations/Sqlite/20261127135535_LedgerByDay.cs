using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SyncWorker.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LedgerByDay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ledger_Rule_Subject_Period_Step_Recipient",
                table: "ledger");

            migrationBuilder.CreateIndex(
                name: "IX_ledger_Rule_Subject_Period_Step_Recipient_Day",
                table: "ledger",
                columns: new[] { "Rule", "Subject", "Period", "Step", "Recipient", "Day" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ledger_Rule_Subject_Period_Step_Recipient_Day",
                table: "ledger");

            migrationBuilder.CreateIndex(
                name: "IX_ledger_Rule_Subject_Period_Step_Recipient",
                table: "ledger",
                columns: new[] { "Rule", "Subject", "Period", "Step", "Recipient" },
                unique: true);
        }
    }
}
