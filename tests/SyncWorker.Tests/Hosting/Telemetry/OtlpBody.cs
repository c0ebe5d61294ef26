using System.Buffers.Binary;
using System.Text;

namespace SyncWorker.Tests.Hosting.Telemetry;

/// <summary>
/// A message of OTLP as a collector reads it: protobuf's wire format, fields by the numbers of opentelemetry-proto 1.x
/// (collector/metrics/v1, collector/trace/v1).
/// </summary>
sealed class OtlpBody
{
    readonly List<(int Field, byte[] Bytes, ulong Number)> _fields = [];

    public OtlpBody(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var key = Varint(ref bytes);
            var field = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    _fields.Add((field, [], Varint(ref bytes)));
                    break;
                case 1:
                    _fields.Add((field, [], BinaryPrimitives.ReadUInt64LittleEndian(Take(ref bytes, 8))));
                    break;
                case 2:
                    _fields.Add((field, Take(ref bytes, (int)Varint(ref bytes)).ToArray(), 0));
                    break;
                case 5:
                    _fields.Add((field, [], BinaryPrimitives.ReadUInt32LittleEndian(Take(ref bytes, 4))));
                    break;
                default:
                    throw new InvalidDataException($"no wire type {key & 7}");
            }
        }
    }

    /// <summary>The messages at a path of field numbers.</summary>
    public IEnumerable<OtlpBody> All(params int[] path) =>
        path is [var first, .. var rest]
            ? _fields.Where(field => field.Field == first).SelectMany(field => new OtlpBody(field.Bytes).All(rest))
            : [this];

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    public byte[] Bytes(int field) => _fields.LastOrDefault(one => one.Field == field).Bytes ?? [];

    public ulong Number(int field) => _fields.LastOrDefault(one => one.Field == field).Number;

    public bool Has(int field) => _fields.Any(one => one.Field == field);

    /// <summary>The attributes: key and value, a text or a whole number.</summary>
    public IReadOnlyDictionary<string, string> Attributes(int field) =>
        All(field)
            .ToDictionary(
                pair => pair.Text(1),
                pair => pair.All(2).Single() is var value && value.Has(1) ? value.Text(1) : $"{value.Number(3)}"
            );

    static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int length)
    {
        var taken = bytes[..length];
        bytes = bytes[length..];
        return taken;
    }

    static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        ulong number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = Take(ref bytes, 1)[0];
            number |= (ulong)(part & 0x7f) << shift;
            if ((part & 0x80) == 0)
            {
                return number;
            }
        }
    }
}
