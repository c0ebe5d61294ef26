using System.Text.Json;
using SyncWorker.Cli.Partner;
using SyncWorker.Files;
using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>The yearly check of the register: from the unit's record to the values that a source reads.</summary>
public sealed class RegisterCheckTests
{
    static readonly RegisterCheckOptions s_rule = new()
    {
        Due = new(3, 31),
        Fields = new Dictionary<string, string>
        {
            ["founded"] = "Ngày thành lập",
            ["email"] = "Thư điện tử",
            ["boardSize"] = "Số ủy viên",
        },
    };

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static RemindFacts Union(params PartnerFacts[] units) =>
        new(units, [World.Country("FR"), World.Country("LA", "Ban Châu Á")], [])
        {
            Options = new() { RegisterCheck = s_rule },
            Staff = new() { Staff = World.Staff },
            Calendar = World.Calendar,
            GoLive = World.Day("2026-01-01"),
            LongBreak = World.NoLongBreaks,
        };

    [Fact]
    public void Each_unit_gets_its_own_record_once_a_year_with_the_gaps_marked_and_a_sheet()
    {
        var facts = Union(World.Association(1, "FR", founded: "1962"), World.Association(2, "LA", founded: "1996-03-01", email: null));

        var mailed = World.Run(facts, "2026-01-05", "2027-02-26").Where(at => at.Reminder.IsMailed).ToList();

        // 31/03/2026 is a Tuesday; 20 working days before it is Tuesday 03/03. The unit without a mailbox is named as a fault.
        Assert.Equal(["2026-03-03 partner:1 partner:1 20 working days"], mailed.Select(at => World.Line(at.Day, at.Reminder)));
        Assert.Equal(
            ["Ngày thành lập: 1962 Incomplete", "Thư điện tử: hoi1@example.org None", "Số ủy viên:  Missing"],
            mailed[0].Reminder.Facts.Record.Select(line => $"{line.Label}: {line.Value} {line.Gap}")
        );
        Assert.Equal(["CA-1", "Ngày thành lập", "1962 (chưa đủ ngày, tháng)", "", "founded"], mailed[0].Reminder.Facts.Table!.Lines[1]);
    }

    [Fact]
    public void Gaps_are_listed_by_department_and_unit()
    {
        var gaps = RegisterCheck.Gaps(
            s_rule,
            Union(World.Association(1, "FR", founded: "1962"), World.Association(2, "LA", founded: "1996-03-01", email: null))
        );

        Assert.Equal(
            [
                "Ban Châu Á: 2 gaps of 1 unit",
                "  CA-2  Hội 2: Thư điện tử, Số ủy viên",
                "Ban Châu Âu: 2 gaps of 1 unit",
                "  CA-1  Hội 1: Ngày thành lập (1962), Số ủy viên",
                "4 gaps of 2 units.",
            ],
            GapsVerb.Table(gaps)
        );
        Assert.Equal(["department,unit,name,field,label,known", "Ban Châu Á,CA-2,Hội 2,email,Thư điện tử,"], GapsVerb.Csv(gaps).Take(2));
    }

    [Fact]
    public async Task A_returned_sheet_is_shown_first_and_taken_when_a_person_says_so()
    {
        using var office = await OfficeAsync();
        office.Return("phieu.xlsx", ("CA-FR", "founded", "28/10/1962"), ("CA-FR", "boardSize", "45"), ("CA-FR", "email", ""));

        var shown = Assert.Single(await office.Commands.ReturnedAsync(World.Day("2026-03-20"), Stop));

        Assert.Equal(
            ["phieu.xlsx: 2 changes", "  CA-FR  Ngày thành lập: (none) -> 1962-10-28", "  CA-FR  Số ủy viên: (none) -> 45"],
            ReturnedVerb.Lines(shown)
        );
        Assert.False(File.Exists(office.Taken));

        Assert.Equal(2, await office.Commands.TakeAsync("phieu.xlsx", World.Day("2026-03-20"), Stop));
        Assert.Empty(await office.Commands.ReturnedAsync(World.Day("2026-03-20"), Stop));

        office.Return("phieu-2.xlsx", ("CA-FR", "founded", "29/10/1962"));
        await office.Commands.TakeAsync("phieu-2.xlsx", World.Day("2026-03-21"), Stop);
        var taken = JsonSerializer.Deserialize<List<Dictionary<string, string>>>(await File.ReadAllTextAsync(office.Taken, Stop))!;
        Assert.Equal(
            ["registerId=CA-FR", "nameVi=Hội hữu nghị Việt Nam - Pháp", "founded=1962-10-29", "boardSize=45"],
            Assert.Single(taken).Select(field => $"{field.Key}={field.Value}")
        );
    }

    [Fact]
    public async Task What_cannot_be_taken_is_named_with_its_line_and_the_rest_is_shown()
    {
        using var office = await OfficeAsync();
        await File.WriteAllTextAsync(Path.Combine(office.Folder, "a.xlsx"), "no workbook", Stop);
        office.Return(
            "b.xlsx",
            ("CA-FR", "founded", "khoảng 1962"),
            ("CA-XX", "founded", "1962"),
            ("CA-FR", "status", "x"),
            ("CA-FR", "founded", "10/1962")
        );

        var files = await office.Commands.ReturnedAsync(World.Day("2026-03-20"), Stop);

        Assert.Contains("could not be read", Assert.Single(files[0].Notes), StringComparison.Ordinal);
        Assert.Equal("1962-10", Assert.Single(files[1].Changes).New);
        Assert.Equal(
            [
                "b.xlsx, line 2: \"khoảng 1962\" is no value of founded. Correct the cell; until then it is left out.",
                "b.xlsx, line 4: it names no unit, or no field that was asked for. The line was left out.",
                "No partner has the register number \"CA-XX\": Ngày thành lập was left out.",
            ],
            files[1].Notes
        );
        Assert.Null(await office.Commands.TakeAsync("../b.xlsx", World.Day("2026-03-20"), Stop));
    }

    static async Task<Office> OfficeAsync()
    {
        var fixture = await RemindFixture.OpenAsync();
        fixture.Config = fixture.Config with { Remind = new() { RegisterCheck = s_rule } };
        return new(fixture);
    }

    sealed class Office : IDisposable
    {
        readonly RemindFixture _fixture;

        public Office(RemindFixture fixture)
        {
            _fixture = fixture;
            Folder = Path.Combine(fixture.Config.Folder, s_rule.Returned);
            Directory.CreateDirectory(Folder);
            Commands = new(fixture.Store, fixture.Config.RemindSettings);
        }

        public string Folder { get; }

        public string Taken => Path.Combine(Folder, RegisterCheckCommands.Taken);

        public RegisterCheckCommands Commands { get; }

        public void Dispose() => _fixture.Dispose();

        public void Return(string file, params (string Unit, string Field, string Value)[] lines) =>
            XlsxWriter.Write(
                Path.Combine(Folder, file),
                new SheetTable(
                    "Phiếu",
                    [
                        ["Mã số", "Mục", "Thông tin hiện có", "Bổ sung, sửa đổi", "Trường (không sửa)"],
                        .. lines.Select(line => (IReadOnlyList<string>)[line.Unit, "", "", line.Value, line.Field]),
                    ],
                    [10, 10, 10, 10, 10]
                )
            );
    }
}
