using System.Diagnostics;
using System.Text;
using SyncWorker.Poll;
using SyncWorker.Poll.Formats;
using SyncWorker.Poll.Intake;
using SyncWorker.Poll.Mapping;
using SyncWorker.Tests.Poll.Support;

namespace SyncWorker.Tests.Issues;

/// <summary>Long answers take time and room as long as they are, not as long times long.</summary>
public sealed class LongAnswerTests
{
    [Theory]
    [InlineData("json")]
    [InlineData("ndjson")]
    [InlineData("csv")]
    public async Task A_long_row_that_comes_byte_by_byte_is_read_in_its_time(string format)
    {
        var name = new string('x', 700_000);
        var text = format switch
        {
            "json" => $$"""{ "data": [ { "id": "1", "name": "{{name}}" } ] }""",
            "ndjson" => $$"""{ "id": "1", "name": "{{name}}" }""" + "\n",
            _ => $"id;name\n1;{name}\n",
        };

        var took = await ReadAsync(format, new ByteByByte(Encoding.UTF8.GetBytes(text)), "name");

        Assert.InRange(took.TotalSeconds, 0, 30); // looked through anew for each byte it would take minutes
    }

    [Fact]
    public async Task A_list_of_a_hundred_thousand_values_within_a_row_is_read_in_its_time()
    {
        var list = string.Join(',', Enumerable.Repeat("\"a\"", 100_000));

        var took = await ReadAsync(
            "json",
            new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "data": [ { "id": "1", "name": [ {{list}} ] } ] }""")),
            "name"
        );

        Assert.InRange(took.TotalSeconds, 0, 30);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData(";;;;;;;;\n")]
    public async Task Blank_lines_without_end_are_no_table(string line)
    {
        var blank = string.Concat(Enumerable.Repeat(line, 200));

        foreach (var header in new[] { "", "id;name\n" })
        {
            var sick = await Assert.ThrowsAsync<UnhealthySourceException>(() =>
                ReadAsync("csv", new MemoryStream(Encoding.UTF8.GetBytes(header + blank)), "name")
            );
            Assert.Contains("There are more than 100 ", sick.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task More_columns_than_a_spreadsheet_has_are_no_table()
    {
        var sick = await Assert.ThrowsAsync<UnhealthySourceException>(() =>
            ReadAsync("csv", new MemoryStream(Encoding.UTF8.GetBytes("id;name\n" + new string(';', 20_000))), "name")
        );

        Assert.Contains("more than 16384 columns", sick.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_endless_source_ends_at_a_million_rows_unless_config_says_more() => Assert.Equal(1_000_000, new LimitOptions().Rows);

    static async Task<TimeSpan> ReadAsync(string format, Stream body, string column)
    {
        var source = PollFixture
            .Options(
                Good.Poll(
                    $$"""
                    { "name": "good", "url": "http://127.0.0.1/", "format": "{{format}}"{{(
                        format == "json" ? ", \"list\": \"data\"" : ""
                    )}}, "id": ["id"], "fields": { "nameVi": "{{column}}" }, "limits": { "rows": 100 } }
                    """
                )
            )
            .Sources[0];
        var mapping = new SourceMapping(source);
        var facts = new ResponseFacts { Seen = new bool[mapping.Columns.Count] };
        var watch = Stopwatch.StartNew();
        await ResponseReader.ReadAsync(
            body,
            null,
            new(mapping, source, []),
            facts,
            static _ => { },
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        return watch.Elapsed;
    }

    sealed class ByteByByte(byte[] bytes) : MemoryStream
    {
        int _at;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_at == bytes.Length || buffer.IsEmpty)
            {
                return ValueTask.FromResult(0);
            }

            buffer.Span[0] = bytes[_at++];
            return ValueTask.FromResult(1);
        }
    }
}
