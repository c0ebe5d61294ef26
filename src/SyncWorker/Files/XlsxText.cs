using System.Globalization;
using System.Text;
using System.Xml;

namespace SyncWorker.Files;

/// <summary>Texts of an .xlsx workbook: runs of letters joined, readings of Asian letters left out, escapes undone.</summary>
static class XlsxText
{
    /// <summary>All texts that cells share, in order.</summary>
    public static List<string> ReadShared(XmlReader xml)
    {
        var texts = new List<string>();
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
            {
                texts.Add(Read(xml));
            }
        }

        return texts;
    }

    /// <summary>The text within the element at hand; the reader is at its end afterwards.</summary>
    public static string Read(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var text = new StringBuilder();
        var (depth, isText, reading) = (xml.Depth, false, int.MaxValue);
        while (xml.Read() && xml.Depth > depth)
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element when xml.LocalName == "rPh" && !xml.IsEmptyElement:
                    reading = Math.Min(reading, xml.Depth);
                    break;
                case XmlNodeType.EndElement when xml.LocalName == "rPh":
                    reading = int.MaxValue;
                    break;
                case XmlNodeType.Element or XmlNodeType.EndElement when xml.LocalName == "t":
                    isText = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement && reading == int.MaxValue;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when isText:
                    text.Append(xml.Value);
                    break;
                default:
                    break;
            }
        }

        return Unescape(text.ToString());
    }

    /// <summary><c>_x0041_</c> is A, and <c>_x005F_x0041_</c> the seven letters (ECMA-376, 22.9.2.19).</summary>
    public static string Unescape(string text)
    {
        var at = text.IndexOf("_x", StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var plain = new StringBuilder(text, 0, at, text.Length);
        while (at < text.Length)
        {
            if (
                text.AsSpan(at) is ['_', 'x', _, _, _, _, '_', ..]
                && ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            )
            {
                plain.Append((char)code);
                at += 7;
            }
            else
            {
                plain.Append(text[at++]);
            }
        }

        return plain.ToString();
    }
}
