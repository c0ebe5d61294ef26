using System.Text;

namespace SyncWorker.Files;

/// <summary>
/// Finds out how text is encoded: a byte-order mark decides over everything, then what config says, then whether it is valid
/// UTF-8 or looks like UTF-16; what is left is one of the Windows code pages. A charset in a header is not believed: servers put
/// the same one on every file.
/// </summary>
static class Encodings
{
    public const int Sample = 64 * 1024;

    static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    static Encodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static bool TryFind(string name, out Encoding encoding)
    {
        try
        {
            encoding = name.ToLowerInvariant() switch
            {
                "utf-8" or "utf8" => new UTF8Encoding(false),
                "utf-16" or "utf-16le" => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
                "utf-16be" => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
                _ => Encoding.GetEncoding(name),
            };
            return true;
        }
        catch (ArgumentException)
        {
            encoding = Strict;
            return false;
        }
    }

    /// <param name="start">The first bytes, at most <see cref="Sample"/>.</param>
    /// <param name="whole">Whether that is all there is.</param>
    /// <param name="configured">What poll.json says, or null.</param>
    public static SniffedEncoding Sniff(ReadOnlySpan<byte> start, bool whole, string? configured)
    {
        if (start is [0xEF, 0xBB, 0xBF, ..])
        {
            return new(new UTF8Encoding(false), 3, "utf-8 (byte-order mark)");
        }

        if (start is [0xFF, 0xFE, ..])
        {
            return new(new UnicodeEncoding(false, false), 2, "utf-16 little-endian (byte-order mark)");
        }

        if (start is [0xFE, 0xFF, ..])
        {
            return new(new UnicodeEncoding(true, false), 2, "utf-16 big-endian (byte-order mark)");
        }

        if (configured is not null && TryFind(configured, out var told))
        {
            return new(told, 0, $"{told.WebName} (config)");
        }

        if (Utf16(start) is { } wide)
        {
            return new(wide, 0, $"{wide.WebName} (sniffed)");
        }

        if (IsUtf8(start, whole))
        {
            return new(new UTF8Encoding(false), 0, "utf-8 (sniffed)");
        }

        var page = LooksVietnamese(start) ? 1258 : 1252;
        return new(Encoding.GetEncoding(page), 0, $"windows-{page} (sniffed)");
    }

    static bool IsUtf8(ReadOnlySpan<byte> start, bool whole)
    {
        // A sample may end within a character.
        for (var cut = 0; cut < (whole || start.Length < 4 ? 1 : 4); cut++)
        {
            try
            {
                Strict.GetCharCount(start[..^cut]);
                return true;
            }
            catch (DecoderFallbackException)
            {
                // the next cut may end at a character's end
            }
        }

        return false;
    }

    static UnicodeEncoding? Utf16(ReadOnlySpan<byte> start)
    {
        int even = 0,
            odd = 0,
            pairs = Math.Min(start.Length, 2000) / 2;
        for (var i = 0; i < pairs; i++)
        {
            even += start[2 * i] == 0 ? 1 : 0;
            odd += start[(2 * i) + 1] == 0 ? 1 : 0;
        }

        return pairs < 4 ? null
            : odd > pairs * 4 / 10 && even == 0 ? new(false, false)
            : even > pairs * 4 / 10 && odd == 0 ? new(true, false)
            : null;
    }

    // windows-1258 writes tones as bytes after the vowel (CC grave, D2 hook, DE tilde, EC acute, F2 dot below); in windows-1252
    // they are Ì Ò Þ ì ò, which hardly ever follow a vowel. F0 đ, F5 ơ, FD ư are letters of Vietnamese alone.
    static bool LooksVietnamese(ReadOnlySpan<byte> start)
    {
        int tones = 0,
            others = 0;
        for (var i = 1; i < start.Length; i++)
        {
            if (start[i] is 0xCC or 0xD2 or 0xDE or 0xEC or 0xF2)
            {
                var vowel =
                    (char)(start[i - 1] | 0x20) is 'a' or 'e' or 'i' or 'o' or 'u' or 'y'
                    || start[i - 1] is 0xE2 or 0xE3 or 0xEA or 0xF4 or 0xF5 or 0xFD or 0xC2 or 0xC3 or 0xCA or 0xD4 or 0xD5 or 0xDD;
                tones += vowel ? 1 : 0;
                others += vowel ? 0 : 1;
            }
            else if (start[i] is 0xF0 or 0xD0 or 0xF5 or 0xFD or 0xD5 or 0xDD)
            {
                tones++;
            }
        }

        return tones > others;
    }
}

/// <param name="Encoding">Without a mark of its own.</param>
/// <param name="Skip">Bytes of the mark to skip.</param>
/// <param name="Words">For people: which, and how it was found out.</param>
readonly record struct SniffedEncoding(Encoding Encoding, int Skip, string Words);
