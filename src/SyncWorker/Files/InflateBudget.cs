using System.IO.Compression;

namespace SyncWorker.Files;

/// <summary>
/// How many bytes the parts of a workbook may be once unpacked, together. What a part says of its own size is only believed when it is
/// too large: a bomb says that it is small.
/// </summary>
sealed class InflateBudget
{
    /// <summary>
    /// No cell, name or attribute is as long: what has no end of a tag for so long is no sheet, and would be kept in memory whole.
    /// </summary>
    const int LongestText = 4 * 1024 * 1024;

    /// <summary>Of the parts that are kept in memory: texts, formats, names.</summary>
    public const long Kept = 64 * 1024 * 1024;

    readonly long _most;
    long _left;

    /// <param name="most">Bytes in all.</param>
    public InflateBudget(long most) => (_most, _left) = (most, most);

    /// <summary>Opens a part; what is read of it counts.</summary>
    /// <param name="part">Of the workbook.</param>
    /// <param name="most">What the part may be at most.</param>
    /// <exception cref="InvalidDataException">It says that it is larger than it may be.</exception>
    public Stream Open(ZipArchiveEntry part, long most)
    {
        if (part.Length > Math.Min(most, _left))
        {
            throw TooLarge();
        }

        return new Counted(part.Open(), this, most);
    }

    InvalidDataException TooLarge() =>
        new(
            $"The workbook is larger than {_most / 1024 / 1024} MB once unpacked, or a part of it than is kept in memory ({Kept / 1024 / 1024} MB)."
        );

    sealed class Counted(Stream inner, InflateBudget budget, long most) : Stream
    {
        long _read;
        long _sinceTag;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            _read += read;
            budget._left -= read;
            var tag = buffer[..read].LastIndexOf((byte)'>');
            _sinceTag = tag < 0 ? _sinceTag + read : read - tag;
            return _read > most || budget._left < 0 ? throw budget.TooLarge()
                : _sinceTag > LongestText
                    ? throw new InvalidDataException("The workbook has a text longer than a cell can hold: it is broken.")
                : read;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
