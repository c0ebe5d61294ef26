using SyncWorker.Cli.Remind;
using SyncWorker.Remind;
using SyncWorker.Tests.Remind;
using SyncWorker.Union;

namespace SyncWorker.Tests.Cli;

public sealed class PreviewCsvTests
{
    [Fact]
    public void A_title_that_a_spreadsheet_would_run_is_text_in_the_preview()
    {
        var line = new PreviewLine(World.Day("2026-07-06"), "partner:1", World.Day("2026-07-08"))
        {
            Address = "a@example.org",
            Key = "half-year-report/partner:1/2026-H1",
            Step = "5 working days",
            About = "=HYPERLINK(\"http://x\";\"Hội\")",
            State = "due",
            Why = "＝1+1",
            Source = "computed",
            Facts = new() { Kind = ReminderKind.Report, SubjectVi = "Hội" },
        };

        var csv = PreviewVerb.Csv([line]).ToList();

        Assert.Equal(
            "2026-07-06,partner:1,a@example.org,half-year-report/partner:1/2026-H1,5 working days,\"'=HYPERLINK(\"\"http://x\"\";\"\"Hội\"\")\",2026-07-08,due,'＝1+1",
            csv[1]
        );
    }
}
