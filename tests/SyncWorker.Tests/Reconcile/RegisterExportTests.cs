using System.Text.Json;
using ExcelDataReader;
using SyncWorker.Files;
using SyncWorker.Reconcile;
using SyncWorker.Reconcile.Export;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Reconcile;

public sealed class RegisterExportTests
{
    static readonly Dictionary<string, OwnField> s_none = [];

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Names_stand_in_Vietnamese_order()
    {
        string[] names = ["Đồng Nai", "Ea", "Da", "Đà Nẵng", "Dương", "Ắc", "An", "Áo"];

        Assert.Equal(["An", "Áo", "Ắc", "Da", "Dương", "Đà Nẵng", "Đồng Nai", "Ea"], names.Order(RegisterSheet.Order));
    }

    [Fact]
    public async Task The_register_is_written_as_xlsx_csv_and_json_with_the_same_rows()
    {
        using var world = await ReconcileWorld.OfSamplesAsync();
        await world.RunAsync();
        var rows = await new RegisterReader(world.Store, world.Config.ReconcileSettings).ReadAsync(new() { Kind = "local_union" }, Token);
        var folder = world.Folders.Data;

        foreach (var ending in RegisterFile.Endings)
        {
            RegisterFile.Write(Path.Combine(folder, "r" + ending), rows, s_none, mark: true, MailLanguage.En);
        }

        Assert.Equal(34, rows.Count);
        using var stream = File.OpenRead(Path.Combine(folder, "r.xlsx"));
        using var excel = ExcelReaderFactory.CreateReader(stream);
        var cells = new List<string>();
        while (excel.Read())
        {
            cells.Add($"{excel.GetString(1)} {excel.GetString(3)}");
        }

        Assert.Equal(rows.Select(row => $"{row.Cells[1]} {row.Cells[3]}"), cells.Skip(1));
        var csv = CsvFile.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "r.csv"), Token));
        Assert.Equal(rows.Select(row => row.Cells[3]), csv.Skip(1).Select(line => line.Cells[3]));
        Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(Path.Combine(folder, "r.csv")).Take(3));
        Assert.Equal(
            34,
            JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "r.json"), Token)).RootElement.GetArrayLength()
        );
        Assert.Contains(
            rows,
            row =>
                row.Cells[1] == "LU34-24"
                && row.Cells[5]!.Contains("Bắc Giang", StringComparison.Ordinal)
                && row.Cells[2] == "Liên hiệp địa phương"
        );
    }

    [Fact]
    public async Task The_directory_is_Vietnamese_with_a_sheet_a_department_and_days_as_dates()
    {
        using var world = await ReconcileWorld.OfSamplesAsync();
        await world.RunAsync();
        var rows = await new RegisterReader(world.Store, world.Config.ReconcileSettings).ReadAsync(new(), Token);

        var tables = RegisterDirectory.Tables(rows, s_none);

        Assert.Equal(
            ["Ban Châu Á", "Ban Châu Âu", "Ban Châu Mỹ", "Ban Trung Đông - Châu Phi", RegisterSheet.NoDepartment],
            tables.Select(table => table.Name)
        );
        Assert.Equal(rows.Count, tables.Sum(table => table.Lines.Count - 1));
        var europe = tables.Single(table => table.Name == "Ban Châu Âu");
        Assert.Equal(["TT", "Số đăng ký", "Tên"], europe.Lines[0].Take(3));
        var founded = europe.Lines[0].ToList().IndexOf("Ngày thành lập");
        Assert.Equal(CellKind.Day, europe.Kinds[founded]);
        Assert.Contains(
            europe.Lines.Skip(1),
            line => System.Text.RegularExpressions.Regex.IsMatch(line[founded], "^[0-9]{2}/[0-9]{2}/[0-9]{4}$")
        );
        Assert.DoesNotContain(
            tables.SelectMany(table => table.Lines).SelectMany(line => line),
            cell =>
                cell is "active" or "FR" or "central_association"
                || System.Text.RegularExpressions.Regex.IsMatch(cell, "^[0-9]{4}-[0-9]{2}")
        );
        Assert.Contains(europe.Lines.Skip(1), line => line.Contains("Pháp"));
    }

    [Fact]
    public async Task The_directory_prints_with_a_head_on_each_page()
    {
        Office.Only();
        using var office = new Office();
        using var world = await ReconcileWorld.OfSamplesAsync();
        await world.RunAsync();
        var rows = await new RegisterReader(world.Store, world.Config.ReconcileSettings).ReadAsync(new(), Token);
        var file = Path.Combine(world.Folders.Data, "danh-ba.xlsx");

        RegisterFile.Write(file, rows, s_none, mark: true, MailLanguage.Vi);

        var printed = await office.PrintAsync(file);
        Assert.Equal((842, 595), printed.Size);
        Assert.InRange(printed.Pages, RegisterDirectory.Tables(rows, s_none).Count, 20);
        Assert.All(printed.Texts, page => Assert.Contains("Số đăng", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+84 24", "'+84 24")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("-2", "-2")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("Hội", "Hội")]
    public void A_cell_that_would_be_a_formula_is_text(string value, string cell) => Assert.Equal(cell, CsvText.Cell(value));

    [Fact]
    public async Task Each_department_gets_a_folder_of_its_own_when_something_has_changed()
    {
        using var world = await ReconcileWorld.OfSamplesAsync();
        var shipped = world.Options;
        world.Options = new()
        {
            Sources = shipped.Sources,
            ExactKeys = shipped.ExactKeys,
            Fields = shipped.Fields,
            Export = new() { Folder = "danh-ba", Files = [".csv"] },
        };

        await world.RunAsync();

        var europe = Path.Combine(world.Folders.Data, "danh-ba", "Ban Châu Âu", "danh-ba.csv");
        var text = await File.ReadAllTextAsync(europe, Token);
        Assert.Contains("Việt Nam - Pháp", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Việt Nam - Lào", text, StringComparison.Ordinal);
    }
}
