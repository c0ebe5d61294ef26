using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Config.Secrets;
using SyncWorker.Poll;
using SyncWorker.Poll.Discovery;
using SyncWorker.Poll.Mapping;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Poll.Discovery;

/// <summary>What sources of many forms are found to be.</summary>
public sealed class SourceDiscoveryTests
{
    static readonly MappingContext s_context = new(TimeZoneInfo.Utc, new Dictionary<string, IReadOnlyDictionary<string, string>>());

    [Fact]
    public async Task A_list_of_mailboxes_gives_its_first_and_a_country_that_is_a_name_its_text()
    {
        var found = await InAsync(
            "a.json",
            """
            { "meta": { "list": [] }, "result": { "items": [
              { "id": "o1", "ten": "Hội hữu nghị Việt Nam - Pháp", "nuoc": "Pháp", "contact": { "mails": [ { "kind": "office", "address": "a@example.org" }, { "address": "b@example.org" } ] } },
              { "id": "o2", "ten": "Hội hữu nghị Việt Nam - Lào", "nuoc": "Lào", "contact": { "mails": [] } } ] } }
            """
        );

        Assert.Equal((SourceFormat.Json, "result.items", "id"), (found.Source.Format, found.Source.List, found.Source.Id[0]));
        Assert.Equal(
            ["nameVi = ten", "countryText = nuoc", "email = contact.mails[0].address | email"],
            found.Fields.Select(field => $"{field.Field} = {field.From}")
        );
        Assert.Equal(["a@example.org"], found.Fields[2].Values);
    }

    [Fact]
    public async Task An_object_a_line_is_known_and_HTML_escapes_are_taken_apart()
    {
        var found = await InAsync(
            "a.ndjson",
            "{\"uuid\":\"1\",\"title\":\"H&#7897;i hữu nghị A\",\"active\":true}\n{\"uuid\":\"2\",\"title\":\"Hội hữu nghị B\",\"active\":true}\n"
        );

        Assert.Equal(SourceFormat.Ndjson, found.Source.Format);
        Assert.Equal("title | html", found.Source.Fields[CanonicalField.NameVi].Text);
        Assert.Equal("active | map true=active, false=inactive", found.Source.Fields[CanonicalField.Status].Text);
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData(',')]
    public async Task A_table_is_cut_at_its_delimiter_below_its_title_and_totals_are_no_data(char delimiter)
    {
        var found = await InAsync(
            "a.csv",
            "DANH SÁCH HỘI\n\nSTT;Tên hội;Ngày thành lập;E-mail\n1;Hội A;14/07/1955;a@example.org\n2;Hội B;1973;b@example.org\n;Tổng cộng: 2;;\n".Replace(
                ';',
                delimiter
            )
        );

        Assert.Equal(delimiter == '\t' ? "tab" : delimiter.ToString(), found.Understood["delimiter"]);
        Assert.Equal("line 3", found.Understood["header"]);
        Assert.Equal(["Tổng cộng*"], found.Source.NotRows[CanonicalField.NameVi]);
        Assert.Equal(["STT"], found.Source.Ignore);
        Assert.Equal([CanonicalField.NameVi], found.Source.Key);
        Assert.Equal("Ngày thành lập | date dd/MM/yyyy, yyyy", found.Source.Fields[CanonicalField.Founded].Text);
    }

    [Fact]
    public async Task Utf_16_as_Excel_saves_Unicode_text_is_read()
    {
        var found = await InAsync(
            "a.txt",
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("Mã\tTên hội\r\nA1\tHội hữu nghị A\r\nA2\tHội hữu nghị B\r\n")]
        );

        Assert.Equal("Mã", found.Source.Id[0]);
        Assert.Equal(["Hội hữu nghị A", "Hội hữu nghị B"], Assert.Single(found.Fields).Values);
    }

    [Fact]
    public async Task Blank_cells_below_values_that_each_come_once_are_filled_down()
    {
        var found = await InAsync("a.csv", "Mã;Khu vực;Tên hội\n1;Châu Á;Hội A\n2;;Hội B\n3;;Hội C\n4;Châu Âu;Hội D\n5;;Hội E\n");

        Assert.Equal(["Khu vực"], found.Source.FillDown);
        Assert.Contains(found.Unsure, sentence => sentence.Contains("blank in 3 of 5 rows", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Blank_cells_among_values_that_come_again_are_left_blank()
    {
        var found = await InAsync("a.csv", "Mã;Khu vực;Tên hội\n1;Châu Á;Hội A\n2;;Hội B\n3;;Hội C\n4;Châu Á;Hội D\n5;;Hội E\n");

        Assert.Empty(found.Source.FillDown);
    }

    [Fact]
    public async Task An_error_of_a_spreadsheet_is_no_value_by_which_a_column_is_judged()
    {
        var found = await InAsync("a.csv", "Mã;Tên hội;Mã tỉnh\n1;Hội A;01\n2;Hội B;#N/A\n");

        Assert.Equal("Mã tỉnh | digits 2", found.Source.Fields[CanonicalField.Province].Text);
    }

    [Fact]
    public async Task A_number_of_the_line_is_no_id_and_a_code_that_differs_in_each_row_is_taken_with_a_word()
    {
        var found = await InAsync("a.csv", "TT;Số QĐ;Tên hội\n1;QD-7;Hội A\n2;QD-3;Hội B\n3;QD-9;Hội C\n");

        Assert.Equal(["Số QĐ"], found.Source.Id);
        Assert.Contains(found.Unsure, sentence => sentence.Contains("no column is called an id", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_that_the_source_holds_stands_in_the_entry_and_the_entry_is_whole()
    {
        var found = await InAsync(
            "a.csv",
            "Mã;Tên hội;Email;Ngày thành lập\nK1;Hội bí mật;secret.person@example.org;31/02/1980\nK2;Hội kín;other.person@example.org;05/06/1981\n"
        );

        var entry = SourceEntry.Write(found, new(2026, 11, 28));

        Assert.DoesNotContain("person", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("Hội", entry.Replace("Tên hội", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("1980", entry, StringComparison.Ordinal);
        Assert.Equal("found", Assert.Single(PollFixture.Options($"{{ \"sources\": [\n{entry}\n] }}").Sources).Name);
        Assert.Contains(found.Reasons, reason => reason.Contains("31/02/1980", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a.json", "[]", "The list is empty")]
    [InlineData("a.json", "{ \"error\": \"x\" }", "JSON without any list")]
    [InlineData("a.json", "{ \"data\": [1, 2] }", "Lists stand at: data.")]
    [InlineData("a.json", "{ \"data\": [ {", "begins as JSON and is none")]
    [InlineData("a.csv", "1;2;3\n4;5;6\n", "looks like a header")]
    [InlineData("a.html", "<!DOCTYPE html><html></html>", "A web page came instead of data")]
    [InlineData("a.csv", "Mã;Tên hội\n", "It has no rows")]
    public async Task What_cannot_be_found_out_is_said_in_a_sentence(string file, string content, string words)
    {
        var error = await Assert.ThrowsAsync<UnhealthySourceException>(() => InAsync(file, content));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_was_named_and_is_not_there_is_answered_with_those_that_are()
    {
        var error = await Assert.ThrowsAsync<UnhealthySourceException>(() =>
            InAsync("a.json", """{ "data": { "rows": [ { "id": 1, "name": "Hội A" } ] } }""", source => source with { List = "rows" })
        );

        Assert.Equal("There is no list at \"rows\". Lists stand at: data.rows.", error.Message);
    }

    [Fact]
    public async Task A_control_character_in_a_head_does_not_break_out_of_the_comment()
    {
        var found = await InAsync("a.csv", "Mã;Tên hội;\"Ghi\nchú \u2028 { \"\"x\"\": 1 }\"\n1;Hội A;x\n2;Hội B;y\n");

        Assert.Single(PollFixture.Options($"{{ \"sources\": [\n{SourceEntry.Write(found, new(2026, 11, 28))}\n] }}").Sources);
    }

    static Task<DiscoveredSource> InAsync(string file, string content, Func<SourceOptions, SourceOptions>? with = null) =>
        InAsync(file, Encoding.UTF8.GetBytes(content), with);

    static async Task<DiscoveredSource> InAsync(string file, byte[] content, Func<SourceOptions, SourceOptions>? with = null)
    {
        await using var fixture = await PollFixture.OpenAsync("""{ "sources": [] }""");
        await File.WriteAllBytesAsync(Path.Combine(fixture.ConfigFolder, file), content, TestContext.Current.CancellationToken);
        var source = new SourceOptions
        {
            Name = "found",
            File = file,
            Format = SourceFormat.Json,
            Fields = new Dictionary<string, FieldMapping>(),
        };
        return await fixture
            .Services.GetRequiredService<SourceDiscovery>()
            .FindAsync(with?.Invoke(source) ?? source, s_context, TestContext.Current.CancellationToken);
    }
}
