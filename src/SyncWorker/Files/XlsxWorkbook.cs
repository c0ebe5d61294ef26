using System.IO.Compression;
using System.Xml;

namespace SyncWorker.Files;

/// <summary>
/// An .xlsx workbook (ECMA-376, part 1), read forwards: only the texts that cells share are kept in memory. Nothing is inflated beyond
/// the budget, and a sheet is only as large as a spreadsheet can be.
/// </summary>
sealed class XlsxWorkbook : WorkbookFile
{
    const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string StrictRelations = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    readonly ZipArchive _zip;
    readonly InflateBudget _budget;
    readonly XlsxFormats _formats;
    readonly List<string> _shared;
    readonly List<Listed> _sheets = [];
    readonly Dictionary<string, string> _targets;
    readonly string _folder;
    bool _is1904;
    int _at;
    XlsxSheet? _sheet;

    /// <param name="zip">Is disposed of with the workbook.</param>
    /// <param name="book">The part that lists the sheets.</param>
    /// <param name="inflated">Bytes of all parts once unpacked.</param>
    public XlsxWorkbook(ZipArchive zip, string book, long inflated)
    {
        _zip = zip;
        _budget = new(inflated);
        _folder = book[..(book.LastIndexOf('/') + 1)];
        _targets = Targets($"{_folder}_rels/{book[_folder.Length..]}.rels");
        ReadBook(book);
        _formats = Optional("styles.xml") is { } styles ? Parse(styles, XlsxFormats.Read) : new();
        _shared = Optional("sharedStrings.xml") is { } texts ? Parse(texts, XlsxText.ReadShared) : [];
        _at = Math.Max(0, _sheets.FindIndex(sheet => sheet.IsVisible));
    }

    public override string Sheet => _sheets[_at].Name;

    public override IReadOnlyList<string> Sheets => [.. _sheets.Select(sheet => sheet.Name)];

    public override Span<string> Cells => Current.Cells;

    public override IReadOnlyList<MergedCells> Merged => Current.Merged;

    XlsxSheet Current => _sheet ??= Open(Part(_sheets[_at].Part));

    public override void GoTo(int sheet)
    {
        _sheet?.Dispose();
        _sheet = null;
        _at = sheet;
    }

    public override bool Read() => Current.Read();

    public override void Dispose()
    {
        _sheet?.Dispose();
        _zip.Dispose();
    }

    // What the first reading has counted need not be counted again.
    XlsxSheet Open(ZipArchiveEntry part) => XlsxSheet.Open(_budget.Open(part, long.MaxValue), part.Open(), _shared, _formats, _is1904);

    void ReadBook(string book) =>
        Parse(
            Part(book),
            xml =>
            {
                while (xml.Read())
                {
                    if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "workbookPr")
                    {
                        _is1904 = xml.GetAttribute("date1904") is "1" or "true";
                    }
                    else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "sheet")
                    {
                        var id = xml.GetAttribute("id", Relations) ?? xml.GetAttribute("id", StrictRelations) ?? "";
                        var isSheet = _targets.TryGetValue(id, out var part) && !part.Contains("chartsheets/", StringComparison.Ordinal);
                        _sheets.AddRange(
                            isSheet ? [new(xml.GetAttribute("name") ?? "", part!, xml.GetAttribute("state") is null or "visible")] : []
                        );
                    }
                }

                return _sheets.Count > 0 ? _sheets : throw new InvalidDataException("The workbook has no sheet.");
            }
        );

    // Parts by the ids of relations, as paths within the archive.
    Dictionary<string, string> Targets(string relations)
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        return Parse(
            Part(relations),
            xml =>
            {
                while (xml.Read())
                {
                    if (
                        xml.NodeType == XmlNodeType.Element
                        && xml.LocalName == "Relationship"
                        && xml.GetAttribute("Id") is { } id
                        && xml.GetAttribute("Target") is { } target
                    )
                    {
                        targets[id] = target.StartsWith('/')
                            ? target[1..]
                            : new Uri(new Uri($"zip:///{_folder}"), target).AbsolutePath.TrimStart('/');
                    }
                }

                return targets;
            }
        );
    }

    ZipArchiveEntry Part(string path) =>
        _zip.GetEntry(path)
        ?? _zip.Entries.FirstOrDefault(part => string.Equals(part.FullName, path, StringComparison.OrdinalIgnoreCase))
        ?? throw new InvalidDataException($"The workbook has no part {Path.GetFileName(path)}.");

    ZipArchiveEntry? Optional(string name) =>
        _targets.Values.FirstOrDefault(target => target.EndsWith(name, StringComparison.OrdinalIgnoreCase)) is { } path ? Part(path) : null;

    T Parse<T>(ZipArchiveEntry part, Func<XmlReader, T> read)
    {
        using var stream = _budget.Open(part, InflateBudget.Kept);
        using var xml = XmlReader.Create(stream, XlsxSheet.Xml);
        return read(xml);
    }

    readonly record struct Listed(string Name, string Part, bool IsVisible);
}
