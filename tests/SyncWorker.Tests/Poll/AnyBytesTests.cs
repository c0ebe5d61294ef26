using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SyncWorker.Poll;
using SyncWorker.Poll.Formats;
using SyncWorker.Poll.Intake;
using SyncWorker.Poll.Mapping;
using SyncWorker.Store.Bulk;
using SyncWorker.Tests.Poll.Support;

namespace SyncWorker.Tests.Poll;

/// <summary>Any bytes at all end in rows, in quarantine or in an unhealthy source: never in a crash and never in a hang.</summary>
public sealed class AnyBytesTests
{
    static readonly TimeSpan s_hang = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("json")]
    [InlineData("ndjson")]
    [InlineData("csv")]
    [InlineData("excel")]
    public void Any_bytes_end_in_rows_quarantine_or_an_unhealthy_source(string format) =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Ends(format, bytes))
            .Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(3000));

    [Theory]
    [InlineData("json")]
    [InlineData("ndjson")]
    [InlineData("csv")]
    public void A_good_answer_with_some_bytes_changed_does_too(string format) =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<Tuple<int, byte, int>[]>(),
                changes =>
                {
                    var bytes = Good.Utf8(
                        format switch
                        {
                            "csv" => Good.Csv(),
                            "ndjson" => Good.Ndjson(),
                            _ => Good.Json(),
                        }
                    );
                    foreach (var (at, to, cut) in changes)
                    {
                        bytes[Math.Abs(at % bytes.Length)] = to;
                        bytes = cut % 7 == 0 && bytes.Length > 1 ? bytes[..^(Math.Abs(cut) % (bytes.Length / 2) + 1)] : bytes;
                        bytes = bytes.Length == 0 ? [0] : bytes;
                    }

                    return Ends(format, bytes);
                }
            )
            .Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(200));

    static bool Ends(string format, byte[] bytes)
    {
        var poll = PollFixture.Options(Good.Poll(Good.Source("http://127.0.0.1/", format)));
        var source = poll.Sources[0];
        var mapping = new SourceMapping(source);
        var stage = new Counting();
        var intake = new SourceIntake(mapping, new(TimeZoneInfo.Utc, poll.Codes), new(), stage, 1000);
        intake.BeginAnswer("any");
        try
        {
            using var limit = new CancellationTokenSource(s_hang, TimeProvider.System);
            var facts = new ResponseFacts { Seen = new bool[mapping.Columns.Count] };
            var read = ResponseReader.ReadAsync(
                new MemoryStream(bytes),
                null,
                new(mapping, source, []),
                facts,
                intake.Take,
                TimeProvider.System,
                limit.Token
            );
            Assert.True(read.Wait(s_hang), "it hangs");
            intake.EndAnswer(counts: true);
        }
        catch (AggregateException error) when (error.InnerException is UnhealthySourceException)
        {
            return true;
        }

        // Every record is accounted for.
        var counts = intake.Counts;
        return counts.Read == counts.Bad + counts.NoData + counts.New + counts.Again
            && intake.Quarantine.Rows.All(row => row.Reasons.Length > 0 && row.Raw.Length <= RawRow.RawKept);
    }

    sealed class Counting : IBulkWriter
    {
        public long Rows { get; private set; }

        public void Bind(int column, long? number) { }

        public void Bind(int column, double? number) { }

        public void Bind(int column, string? text) { }

        public void Clear() { }

        public void Bind(int column, ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);

        public void Write() => Rows++;

        public void Complete() { }
    }
}
