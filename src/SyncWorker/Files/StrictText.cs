using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SyncWorker.Files;

/// <summary>
/// Decodes a file that an admin edits: UTF-8, or UTF-16 with its mark, and nothing else. Another code page is not guessed: a file
/// saved as ANSI looks right in Notepad and would put "Vn phòng" into mails.
/// </summary>
static class StrictText
{
    static readonly UTF8Encoding s_utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The text without its mark, NFC.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="text">What it says.</param>
    /// <param name="line">The line of the first byte that cannot be read, from 1.</param>
    public static bool TryDecode(byte[] bytes, [NotNullWhen(true)] out string? text, out int line)
    {
        var (encoding, skip) = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (s_utf8, 3),
            [0xFF, 0xFE, ..] => (new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true), 2),
            [0xFE, 0xFF, ..] => (new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true), 2),
            _ => ((Encoding)s_utf8, 0),
        };
        try
        {
            // A noncharacter (U+FFFF) has no normal form.
            text = Normalize(encoding.GetString(bytes, skip, bytes.Length - skip));
            line = 0;
            return true;
        }
        catch (DecoderFallbackException fault)
        {
            text = null;
            line = 1 + bytes.AsSpan(0, Math.Clamp(fault.Index + skip, 0, bytes.Length)).Count((byte)'\n');
            return false;
        }
    }

    static string Normalize(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
