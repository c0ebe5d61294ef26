using System.Globalization;
using System.Text;
using SyncWorker.Poll.Mapping;

namespace SyncWorker.Tests.Poll.Mapping;

/// <summary>Hashes stand in the stores of installed workers: another value for the same bytes would make every row look changed.</summary>
public sealed class StoredHashTests
{
    const long Seed = unchecked((long)0xFEDCBA9876543210);

    [Theory]
    [InlineData(0, "ef46db3751d8e999 7cc8df76db892f66")]
    [InlineData(1, "e934a84adb052768 8e7bbf7aeeebdf90")]
    [InlineData(7, "d734a6b26f3da63e d88bea4e2a1e6eca")]
    [InlineData(8, "87116b3365b924eb eceee08ec10fe3b3")]
    [InlineData(31, "0f187c62b1e722b7 71d64f1d567d5bb5")]
    [InlineData(32, "91b0cb0931a8c629 3c0301b891a1371f")]
    [InlineData(33, "931b043cf8d65b94 1523248775d2eb75")]
    [InlineData(100, "8e2272c08247d5db 099ea77ec20ef307")]
    public void Bytes_of_every_length_keep_their_hash(int length, string expected)
    {
        byte[] data = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7))];

        Assert.Equal(expected, $"{Hex(StableHash.Compute(data))} {Hex(StableHash.Compute(data, Seed))}");
    }

    [Theory]
    [InlineData("Hội Hữu nghị Việt Nam - Lào", "d624f28f099c7cf5")]
    [InlineData("Liên hiệp các tổ chức hữu nghị Việt Nam, 105A Quán Thánh, Hà Nội", "db907d3274618efa")]
    public void Vietnamese_text_keeps_its_hash(string text, string expected) =>
        Assert.Equal(expected, Hex(StableHash.Compute(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void A_record_keeps_its_hash()
    {
        var row = new RawRow(3);
        row.Begin(1);
        row.Set(0, "Hội Hữu nghị Việt Nam - Lào");
        row.SetNothing(2);

        Assert.Equal("fafe5c3dedaa0316", Hex(row.Hash(Seed)));
    }

    static string Hex(long hash) => hash.ToString("x16", CultureInfo.InvariantCulture);
}
