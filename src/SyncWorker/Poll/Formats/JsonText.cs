using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SyncWorker.Poll.Formats;

/// <summary>Names and texts of JSON, also those that .NET refuses to give: with half a character escaped in them.</summary>
static class JsonText
{
    /// <summary>In place of half a character: a noncharacter, which cleaning takes out by name.</summary>
    const char Half = '\uFFFF';

    /// <summary>The text of a name or a text.</summary>
    public static string Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescape(Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }

    // The reader has checked the escapes; what it does not accept is halves of surrogate pairs.
    static string Unescape(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\' || i + 1 == escaped.Length)
            {
                text.Append(escaped[i]);
                continue;
            }

            i++;
            text.Append(
                escaped[i] switch
                {
                    'b' => '\b',
                    'f' => '\f',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'u' => Code(escaped, ref i),
                    var plain => plain,
                }
            );
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                text[i] = Half;
            }
        }

        return text.ToString();
    }

    static char Code(string escaped, ref int at)
    {
        if (
            !ushort.TryParse(
                escaped.AsSpan(at + 1, Math.Min(4, escaped.Length - at - 1)),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var code
            )
        )
        {
            return Half;
        }

        at += 4;
        return (char)code;
    }
}
