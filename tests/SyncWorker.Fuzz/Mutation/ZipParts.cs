using System.IO.Compression;

namespace SyncWorker.Fuzz.Mutation;

/// <summary>Changes what is in a ZIP archive instead of its compressed bytes.</summary>
static class ZipParts
{
#pragma warning disable CA5394 // Do not use insecure randomness: a seed must give the same inputs again
    public static byte[] Change(byte[] archive, Random random, Func<byte[], byte[]> change)
    {
        try
        {
            using var from = new ZipArchive(new MemoryStream(archive));
            var written = new MemoryStream();
            using (var to = new ZipArchive(written, ZipArchiveMode.Create, leaveOpen: true))
            {
                var changed = random.Next(from.Entries.Count);
                foreach (var (i, part) in from.Entries.Take(50).Index())
                {
                    Copy(part, to, i == changed ? change : bytes => bytes, random);
                }
            }

            return written.ToArray();
        }
        catch (Exception error) when (error is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return change(archive);
        }
    }

    static void Copy(ZipArchiveEntry part, ZipArchive to, Func<byte[], byte[]> change, Random random)
    {
        using var content = new MemoryStream();
        using (var stream = part.Open())
        {
            stream.CopyTo(content);
        }

        using var written = to.CreateEntry(part.FullName, random.Next(4) == 0 ? CompressionLevel.Fastest : CompressionLevel.NoCompression)
            .Open();
        written.Write(change(content.ToArray()));
    }
#pragma warning restore CA5394
}
