using SyncWorker.Cli.Remind;
using SyncWorker.Remind;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Remind;
using SyncWorker.Union;

namespace SyncWorker.Tests.Cli;

public sealed class PreviewCsvTests
{
    [Fact]
    public void A_title_that_a_spreadsheet_would_run_is_text_in_the_preview()
    {
        var mail = new PlannedMail(World.Day("2026-07-06"), "partner:1", "a@example.org")
        {
            IsRecorded = false,
            Reminders =
            [
                new()
                {
                    Item = new("half-year-report", "partner:1", "2026-H1"),
                    Step = ReminderStep.Parse("5 working days"),
                    Recipient = "partner:1",
                    Day = World.Day("2026-07-08"),
                    SendOn = World.Day("2026-07-06"),
                    State = LedgerState.Due,
                    Reason = "＝1+1",
                    Facts = new() { Kind = ReminderKind.Report, SubjectVi = "=HYPERLINK(\"http://x\";\"Hội\")" },
                },
            ],
        };

        var csv = PreviewVerb.Csv([mail]).ToList();

        Assert.Equal(
            "2026-07-06,partner:1,a@example.org,half-year-report/partner:1/2026-H1,5 working days,\"report: =HYPERLINK(\"\"http://x\"\";\"\"Hội\"\")\",2026-07-08,due,'＝1+1",
            csv[1]
        );
    }
}
