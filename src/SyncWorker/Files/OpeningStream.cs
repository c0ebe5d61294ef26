namespace SyncWorker.Files;

/// <summary>
/// A compound file (MS-CFB) while its tables of sectors are read: they may lead in a circle, and the library would follow it for ever. So not much
/// more is read than the file has; once it is open, as much as is wanted.
/// </summary>
/// <param name="file">Can be sought in; left open.</param>
sealed class OpeningStream(Stream file) : Stream
{
    const long Spare = 64 * 1024;

    long _left = (file.Length * 8) + Spare;

    /// <summary>The tables were read.</summary>
    public bool IsOpen { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    /// <exception cref="InvalidDataException">Its tables lead in a circle.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = file.Read(buffer, offset, count);
        _left -= Math.Max(read, 1); // at its end too: a circle may lie behind it
        return IsOpen || _left > 0
            ? read
            : throw new InvalidDataException("The workbook is broken: its tables of sectors lead in a circle.");
    }

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
