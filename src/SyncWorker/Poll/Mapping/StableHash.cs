using XxHash64 = System.IO.Hashing.XxHash64;

namespace SyncWorker.Poll.Mapping;

/// <summary>XXH64 as the store keeps it; System.HashCode changes from process to process.</summary>
static class StableHash
{
    public static long Compute(ReadOnlySpan<byte> data, long seed = 0) => unchecked((long)XxHash64.HashToUInt64(data, seed));
}
