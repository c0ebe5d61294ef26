using System.Buffers.Binary;
using System.Numerics;

namespace SyncWorker.Poll.Mapping;

/// <summary>
/// XXH64 (Collet, github.com/Cyan4973/xxHash, doc/xxhash_spec.md). A hash of our own because System.IO.Hashing is not in every
/// package feed and System.HashCode changes from process to process; held to the published vectors by a test.
/// </summary>
static class XxHash64
{
    const ulong P1 = 0x9E3779B185EBCA87, P2 = 0xC2B2AE3D27D4EB4F, P3 = 0x165667B19E3779F9, P4 = 0x85EBCA77C2B2AE63, P5 = 0x27D4EB2F165667C5;

    public static ulong Of(ReadOnlySpan<byte> data, ulong seed = 0)
    {
        var rest = data;
        ulong hash;
        if (data.Length >= 32)
        {
            ulong a = seed + P1 + P2, b = seed + P2, c = seed, d = seed - P1;
            for (; rest.Length >= 32; rest = rest[32..])
            {
                a = Round(a, BinaryPrimitives.ReadUInt64LittleEndian(rest));
                b = Round(b, BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]));
                c = Round(c, BinaryPrimitives.ReadUInt64LittleEndian(rest[16..]));
                d = Round(d, BinaryPrimitives.ReadUInt64LittleEndian(rest[24..]));
            }

            hash = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7) + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
            hash = Merge(Merge(Merge(Merge(hash, a), b), c), d);
        }
        else
        {
            hash = seed + P5;
        }

        hash += (ulong)data.Length;
        for (; rest.Length >= 8; rest = rest[8..])
        {
            hash = (BitOperations.RotateLeft(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) * P1) + P4;
        }

        if (rest.Length >= 4)
        {
            hash = (BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(rest) * P1), 23) * P2) + P3;
            rest = rest[4..];
        }

        foreach (var one in rest)
        {
            hash = BitOperations.RotateLeft(hash ^ (one * P5), 11) * P1;
        }

        hash = (hash ^ (hash >> 33)) * P2;
        hash = (hash ^ (hash >> 29)) * P3;
        return hash ^ (hash >> 32);
    }

    static ulong Round(ulong sum, ulong lane) => BitOperations.RotateLeft(sum + (lane * P2), 31) * P1;

    static ulong Merge(ulong hash, ulong sum) => ((hash ^ Round(0, sum)) * P1) + P4;
}
