using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Remind.Sheets;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>What an officer is told of a cell of a tracking sheet that is no day. Today is Monday 06/07/2026.</summary>
public sealed class UnreadCellsTests
{
    static readonly UnreadCell s_cell = new("so.xlsx", 7, "CA-1", "RPT-6T-H", "2026-H1", "hôm qua")
    {
        WhyVi = "không phải là ngày",
        WhyEn = "is no day",
    };

    static RemindFacts Union(params ObligationFacts[] owed) =>
        World.Of(
            [
                World.Association(1, "FR") with
                {
                    NameEn = "Association 1",
                },
                World.Association(2, "LA"),
                World.Association(3, "FR") with
                {
                    IsActive = false,
                },
            ],
            [World.Country("FR"), World.Country("LA", "Ban Châu Á")],
            obligations: owed
        );

    static IReadOnlyList<PlannedReminder> Tell(RemindFacts facts, string[] told, params UnreadCell[] cells) =>
        UnreadCells.Tell(cells, told.ToHashSet(), facts, World.Day("2026-07-06"));

    [Fact]
    public void The_ledger_knows_a_cell_by_its_unit_report_period_and_text()
    {
        Assert.Equal("sheet:6ed2f69a1abf5844", UnreadCells.Subject(s_cell));
        Assert.Equal("sheet:6ed2f69a1abf5844", UnreadCells.Subject(s_cell with { Line = 8, File = "khac.xlsx", WhyEn = "" }));
        Assert.Equal(
            5,
            new[]
            {
                s_cell,
                s_cell with
                {
                    Unit = "CA-2",
                },
                s_cell with
                {
                    Code = "ASK",
                },
                s_cell with
                {
                    Period = "2026-H2",
                },
                s_cell with
                {
                    Text = "hôm kia",
                },
            }
                .DistinctBy(UnreadCells.Subject)
                .Count()
        );
    }

    [Fact]
    public void The_officer_of_the_unit_is_told_what_stands_where_and_how_to_write_it()
    {
        var told = Assert.Single(Tell(Union(), [], s_cell));

        Assert.Equal(
            (new("tracking-sheet", "sheet:6ed2f69a1abf5844", "2026-H1"), "once", Made.Officer, LedgerState.Due),
            (told.Item, told.Step.ToString(), told.Recipient, told.State)
        );
        Assert.Equal(
            ("2026-07-06", "2026-07-06", "so.xlsx, line 7: what stands there is no day", Made.Officer),
            (DayText.Iso(told.Day), DayText.Iso(told.SendOn), told.Reason, told.To?.Key)
        );
        Assert.Equal(
            new ReminderContent
            {
                Kind = ReminderKind.SheetEntry,
                SubjectVi = "Sổ theo dõi, dòng 7: \"hôm qua\" ở cột Ngày nhận: không phải là ngày",
                SubjectEn = "Tracking sheet, line 7: \"hôm qua\" under Ngày nhận is no day",
                UnitVi = "Hội 1",
                UnitEn = "Association 1",
                ActionVi = "ghi lại ngày nhận như 06/07/2026",
                ActionEn = "write the day of receipt like 06/07/2026",
                WhyVi = "được phân công theo dõi địa bàn Châu Âu",
                WhyEn = "you cover these countries for the Ban Châu Âu",
            }.ToJson(),
            told.Facts.ToJson()
        );
    }

    [Fact]
    public void Each_content_of_a_cell_is_told_once()
    {
        var other = s_cell with { Unit = "CA-2" };

        Assert.Equal(
            ["staff:eu-1", "staff:asia-1"],
            Tell(Union(), [], s_cell, s_cell with { Line = 9 }, other).Select(told => told.Recipient)
        );
        Assert.Equal(["staff:asia-1"], Tell(Union(), [UnreadCells.Subject(s_cell)], s_cell, other).Select(told => told.Recipient));
    }

    [Fact]
    public void A_unit_that_is_not_there_or_a_report_that_has_come_needs_no_telling()
    {
        var owed = new ObligationFacts
        {
            PartnerId = 1,
            Code = "RPT-6T-H",
            Period = "2026-H1",
            Due = World.Day("2026-07-08"),
        };

        Assert.Empty(Tell(Union(), [], s_cell with { Unit = "CA-3" }));
        Assert.Empty(Tell(Union(), [], s_cell with { Unit = "CA-99" }));
        Assert.Single(Tell(Union(owed), [], s_cell));
        Assert.Empty(Tell(Union(owed with { ReceivedOn = World.Day("2026-07-03") }), [], s_cell));
        Assert.Single(Tell(Union(owed with { ReceivedOn = World.Day("2026-07-03") }), [], s_cell with { Period = "2025-H1" }));
    }

    [Fact]
    public void Who_gets_no_daily_mail_is_not_told() =>
        Assert.Empty(
            Tell(
                World.Of(
                    [World.Association(1, "FR")],
                    [World.Country("FR")],
                    staff: [Made.Position("eu-1", Made.Europe, Role.Officer, [MailKind.Weekly])]
                ),
                [],
                s_cell
            )
        );
}
