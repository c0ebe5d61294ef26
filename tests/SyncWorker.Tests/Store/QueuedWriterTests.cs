using System.Globalization;
using System.Text;
using SyncWorker.Store.Bulk;

namespace SyncWorker.Tests.Store;

/// <summary>Rows handed to another thread arrive as they were bound.</summary>
public sealed class QueuedWriterTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(20_000)]
    public void Rows_arrive_in_their_order_with_each_value(int rows)
    {
        var kept = new Kept();
        using var queued = new QueuedWriter(kept);
        for (var i = 0; i < rows; i++)
        {
            queued.Bind(0, (long)i);
            queued.Bind(1, i % 7 == 0 ? null : i / 4.0);
            queued.Bind(2, i % 5 == 0 ? null : $"hàng {i}");
            queued.Bind(3, Encoding.UTF8.GetBytes(new string('x', i % 50)));
            queued.Write();
        }

        queued.Complete();

        Assert.Equal(rows, kept.Lines.Count);
        Assert.Equal(rows, queued.Rows);
        Assert.True(kept.IsComplete);
        for (var i = 0; i < rows; i++)
        {
            var real = i % 7 == 0 ? "-" : (i / 4.0).ToString(CultureInfo.InvariantCulture);
            Assert.Equal($"0={i} 1={real} 2={(i % 5 == 0 ? "-" : $"hàng {i}")} 3={new string('x', i % 50)}", kept.Lines[i]);
        }
    }

    [Fact]
    public void A_text_longer_than_a_batch_arrives_whole()
    {
        var kept = new Kept();
        using var queued = new QueuedWriter(kept);
        var text = new string('ữ', 400_000);
        queued.Bind(0, text);
        queued.Write();
        queued.Bind(0, "short");
        queued.Write();
        queued.Complete();

        Assert.Equal([$"0={text}", "0=short"], kept.Lines);
    }

    [Fact]
    public void A_store_that_refuses_a_row_is_told_to_who_writes()
    {
        using var queued = new QueuedWriter(new Kept { RefusesFrom = 100 });
        var error = Assert.Throws<IOException>(() =>
        {
            for (var i = 0; i < 100_000; i++)
            {
                queued.Bind(0, (long)i);
                queued.Write();
            }

            queued.Complete();
        });
        Assert.Equal("The disk is full.", error.Message);
    }

    sealed class Kept : IBulkWriter
    {
        readonly List<string> _values = [];
        bool _hasRefused;

        public List<string> Lines { get; } = [];

        public int RefusesFrom { get; init; } = int.MaxValue;

        public bool IsComplete { get; private set; }

        public long Rows => Lines.Count;

        public void Bind(int column, long? number) => Bind(column, number?.ToString(CultureInfo.InvariantCulture));

        public void Bind(int column, double? number) => Bind(column, number?.ToString(CultureInfo.InvariantCulture));

        public void Bind(int column, string? text) => _values.Add($"{column}={text ?? "-"}");

        public void Bind(int column, ReadOnlySpan<byte> text) => Bind(column, Encoding.UTF8.GetString(text));

        public void Write()
        {
            if (Lines.Count == RefusesFrom && !_hasRefused)
            {
                _hasRefused = true;
                throw new IOException("The disk is full.");
            }

            Lines.Add(string.Join(' ', _values));
            _values.Clear();
        }

        public void Complete() => IsComplete = true;

        public void Clear() => Lines.Clear();
    }
}
