using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using SyncWorker.Files;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Export;

/// <summary>Writes the register as .xlsx, .csv or .json, by the ending of the file's name; beside it first, then in its place.</summary>
static class RegisterFile
{
    public static readonly IReadOnlyList<string> Endings = [".xlsx", ".csv", ".json"];

    static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="path">Ends with one of <see cref="Endings"/>.</param>
    /// <param name="rows">In the order to write.</param>
    /// <param name="language">.xlsx: Vietnamese with a sheet a department, or the names that programs know.</param>
    /// <param name="own">The union's own fields: columns behind the others.</param>
    /// <param name="mark">csv: with a byte-order mark, which spreadsheets need to see the accents.</param>
    public static void Write(
        string path,
        IReadOnlyList<RegisterRow> rows,
        IReadOnlyDictionary<string, OwnField> own,
        bool mark,
        MailLanguage language
    )
    {
        IReadOnlyList<string> columns = [.. RegisterSheet.Columns, .. own.Keys];
        IEnumerable<string?> Cells(RegisterRow row) => row.Cells.Concat(own.Keys.Select(row.Own.GetValueOrDefault));
        var draft = path + ".part";
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".xlsx":
                XlsxWriter.Write(
                    draft,
                    language == MailLanguage.Vi && rows.Count > 0
                        ? RegisterDirectory.Tables(rows, own)
                        : [Table(columns, rows.Select(Cells), own)]
                );
                break;
            case ".csv":
                File.WriteAllLines(
                    draft,
                    rows.Select(row => CsvText.Line([.. Cells(row)])).Prepend(string.Join(',', columns)),
                    new UTF8Encoding(mark)
                );
                break;
            default:
                File.WriteAllText(
                    draft,
                    JsonSerializer.Serialize(
                        rows.Select(row =>
                            columns
                                .Zip(Cells(row))
                                .Where(cell => !string.IsNullOrEmpty(cell.Second))
                                .ToDictionary(cell => cell.First, cell => cell.Second)
                        ),
                        s_json
                    )
                );
                break;
        }

        File.Move(draft, path, overwrite: true);
    }

    static SheetTable Table(
        IReadOnlyList<string> columns,
        IEnumerable<IEnumerable<string?>> rows,
        IReadOnlyDictionary<string, OwnField> own
    ) =>
        new(
            "Danh bạ",
            [columns, .. rows.Select(row => (IReadOnlyList<string>)[.. row.Select(cell => cell ?? "")])],
            [.. RegisterSheet.Widths, .. own.Select(_ => RegisterSheet.OwnWidth)]
        )
        {
            Kinds = [.. RegisterSheet.Kinds, .. own.Values.Select(RegisterSheet.KindOf)],
        };
}
