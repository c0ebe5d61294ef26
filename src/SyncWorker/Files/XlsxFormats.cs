using System.Globalization;
using System.Xml;

namespace SyncWorker.Files;

/// <summary>Which styles of a workbook show a number as a date (ECMA-376, 18.8.30).</summary>
sealed class XlsxFormats
{
    readonly List<bool> _isDate = [];

    /// <summary>Whether a cell of this style shows a date.</summary>
    public bool IsDate(int style) => style >= 0 && style < _isDate.Count && _isDate[style];

    public static XlsxFormats Read(XmlReader styles)
    {
        var formats = new XlsxFormats();
        var own = new Dictionary<int, bool>();
        var isOfCells = false;
        while (styles.Read())
        {
            switch (styles.LocalName)
            {
                case "numFmt" when styles.NodeType == XmlNodeType.Element:
                    own[Number(styles, "numFmtId")] = IsDate(styles.GetAttribute("formatCode") ?? "");
                    break;
                case "cellXfs":
                    isOfCells = styles.NodeType == XmlNodeType.Element && !styles.IsEmptyElement;
                    break;
                case "xf" when isOfCells && styles.NodeType == XmlNodeType.Element:
                    var id = Number(styles, "numFmtId");
                    formats._isDate.Add(
                        own.TryGetValue(id, out var isDate)
                            ? isDate
                            : id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47 and not 46) or (>= 50 and <= 58)
                    );
                    break;
                default:
                    break;
            }
        }

        return formats;
    }

    /// <summary>Whether a format has a letter of a day, month, year or clock outside of quotation marks and brackets.</summary>
    public static bool IsDate(string format)
    {
        for (var i = 0; i < format.Length && format[i] != ';'; i++)
        {
            switch (format[i])
            {
                case '"' or '[':
                    var end = format.IndexOf(format[i] == '"' ? '"' : ']', i + 1);
                    i = end < 0 ? format.Length : end;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case 'd' or 'D' or 'm' or 'M' or 'y' or 'Y' or 'h' or 'H' or 's' or 'S':
                    return true;
                default:
                    break;
            }
        }

        return false;
    }

    static int Number(XmlReader xml, string name) =>
        int.TryParse(xml.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
