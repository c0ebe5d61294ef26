using System.Globalization;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Export;

/// <summary>The register as people of the union read and print it (danh bạ): in Vietnamese, a sheet a department.</summary>
static class RegisterDirectory
{
    static readonly IReadOnlyList<Column> s_columns =
    [
        new("Số đăng ký", 10, row => row.Cell("register_id")),
        new("Tên", 36, row => row.Name),
        new("Tên tiếng Anh", 30, row => row.Cell("name_en")),
        new("Loại", 14, row => row.Cell("kind")),
        new("Nước", 14, row => row.CountryName ?? row.Cell("country")),
        new("Tỉnh, thành phố", 14, row => row.Cell("province")),
        new("Điện thoại", 15, row => row.Cell("phone")),
        new("Thư điện tử", 28, row => row.Cell("email")),
        new("Địa chỉ", 30, row => row.Cell("address")),
        new("Ngày thành lập", 12, row => Date(row.Cell("founded")), CellKind.Day),
        new("Ngày quan hệ", 12, row => Date(row.Cell("relations")), CellKind.Day),
        new("Hết nhiệm kỳ", 12, row => Date(row.Cell("term_end")), CellKind.Day),
        new("Quan hệ", 10, row => row.Cell("relation")),
        new("Lĩnh vực", 18, row => row.Cell("fields_of_work")),
        new("Nhiệm vụ", 20, row => row.Cell("tasks")),
        new("Tên cũ", 24, row => row.Cell("former_names")),
        new("Tình trạng", 12, row => Status(row.Status)),
    ];

    /// <summary>A sheet a department, in Vietnamese order. A column that nobody has anything in is left out.</summary>
    public static IReadOnlyList<SheetTable> Tables(IReadOnlyList<RegisterRow> rows, IReadOnlyDictionary<string, OwnField> own)
    {
        var columns = s_columns
            .Concat(
                own.Select(field => new Column(
                    field.Value.Vi,
                    RegisterSheet.OwnWidth,
                    row =>
                        row.Own.TryGetValue(field.Key, out var value) && field.Value.Type is OwnFieldType.Date
                            ? OwnField.DayFirst(value)
                            : value,
                    RegisterSheet.KindOf(field.Value)
                ))
            )
            .Where(column => rows.Any(row => column.Text(row) is { Length: > 0 }))
            .ToList();
        return
        [
            .. rows.GroupBy(row => row.Department, RegisterSheet.Order)
                .OrderBy(department => department.Key, RegisterSheet.Order)
                .Select(department => new SheetTable(
                    department.Key,
                    [
                        ["TT", .. columns.Select(column => column.Head)],
                        .. department.Select((row, i) => Line(row, i + 1, columns)),
                    ],
                    [5, .. columns.Select(column => column.Width)]
                )
                {
                    Kinds = [CellKind.Number, .. columns.Select(column => column.Kind)],
                }),
        ];
    }

    static IReadOnlyList<string> Line(RegisterRow row, int number, IReadOnlyList<Column> columns) =>
        [number.ToString(CultureInfo.InvariantCulture), .. columns.Select(column => column.Text(row) ?? "")];

    // As far as it is known: 28/10/1962, 10/1962, 1962.
    static string? Date(string? text) => PartialDate.TryParse(text, out var date) ? date.DayFirst() : text;

    // The usual is not said: a list of active organisations has no such column.
    static string? Status(PartnerStatus status) =>
        status switch
        {
            PartnerStatus.Active => null,
            PartnerStatus.Suspected => "Cần kiểm tra",
            PartnerStatus.Inactive => "Ngừng hoạt động",
            _ => "Đã đưa ra khỏi sổ",
        };

    sealed record Column(string Head, int Width, Func<RegisterRow, string?> Text, CellKind Kind = CellKind.Text);
}
