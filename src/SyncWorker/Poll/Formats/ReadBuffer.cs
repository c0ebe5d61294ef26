namespace SyncWorker.Poll.Formats;

/// <summary>
/// A window over a stream that grows up to a limit when one record does not fit. Whoever consumed nothing gets at least twice as much
/// to look at: a long record that comes byte by byte is not looked through anew for each byte.
/// </summary>
sealed class ReadBuffer(Stream stream, int largest)
{
    byte[] _bytes = new byte[Math.Min(128 * 1024, largest)];
    int _start;
    int _end;
    int _left;

    public ReadOnlySpan<byte> Window => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Whether the stream has ended: the window is all that is left.</summary>
    public bool Ended { get; private set; }

    public void Consume(int length) => _start += length;

    /// <summary>Reads on.</summary>
    /// <exception cref="UnhealthySourceException">The window is full to the limit and nothing of it was consumed.</exception>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_bytes, _start, _bytes, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        if (_end == _bytes.Length)
        {
            if (_bytes.Length >= largest)
            {
                throw new UnhealthySourceException(
                    $"One row is longer than {largest / 1024} KB. If that is right, raise limits.rowKilobytes."
                );
            }

            Array.Resize(ref _bytes, (int)Math.Min((long)_bytes.Length * 2, largest));
        }

        var enough = Math.Min(_end == _left ? 2 * _end : _end + 1, _bytes.Length);
        do
        {
            var read = await stream.ReadAsync(_bytes.AsMemory(_end), cancellationToken);
            _end += read;
            Ended = read == 0;
        } while (!Ended && _end < enough);
        _left = _end;
    }
}
