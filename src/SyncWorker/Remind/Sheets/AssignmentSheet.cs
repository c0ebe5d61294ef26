using SyncWorker.Files;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Remind.Sheets;

/// <summary>
/// The sheet of assignments (kết luận, kiến nghị): columns id, kind, task, task_en, owner, basis, due, answered, answer, or their
/// Vietnamese names. A line that cannot be read is named and left out; the others count.
/// </summary>
static class AssignmentSheet
{
    /// <param name="notes">Told of each line that cannot be read.</param>
    /// <exception cref="IOException">The file is out of reach.</exception>
    public static IReadOnlyList<Assignment> Read(string path, List<string> notes)
    {
        var sheet = SheetFile.Read(path);
        var file = Path.GetFileName(path);
        var read = new Dictionary<string, Assignment>(StringComparer.Ordinal);
        foreach (var (line, cells) in sheet.Rows())
        {
            if (Line(cells, $"{file}, line {line}", notes) is { } assignment && !read.TryAdd(assignment.Id, assignment))
            {
                notes.Add($"{file}, line {line}: the id \"{assignment.Id}\" stands there a second time. The first line counts.");
            }
        }

        return [.. read.Values];
    }

    static Assignment? Line(IReadOnlyDictionary<string, string> cells, string where, List<string> notes)
    {
        string? Cell(params string[] names) =>
            names.Select(name => cells.GetValueOrDefault(name)).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

        // A slash would part the key that people type.
        var id = Cell("id", "Số")?.Replace('/', '-');
        var (task, owner) = (Cell("task", "Nội dung"), Cell("owner", "Chủ trì"));
        if (id is null || task is null || owner is null || !DayText.TryParse(Cell("due", "Hạn"), out var due))
        {
            notes.Add($"{where}: an assignment needs an id, a task, an owner and a due day like 14/09/2026. The line was left out.");
            return null;
        }

        var answer = string.Join(", ", new[] { Cell("answered", "Ngày trả lời"), Cell("answer", "Kết quả") }.OfType<string>());
        return new(id, Kind(Cell("kind", "Loại")), owner, due)
        {
            TaskVi = task,
            TaskEn = Cell("task_en"),
            Basis = Cell("basis", "Căn cứ"),
            Answer = answer.Length == 0 ? null : answer,
        };
    }

    static AssignmentKind Kind(string? word) =>
        word is not null
        && (
            word.StartsWith("kiến nghị", StringComparison.OrdinalIgnoreCase)
            || word.StartsWith("petition", StringComparison.OrdinalIgnoreCase)
        )
            ? AssignmentKind.Petition
            : AssignmentKind.Conclusion;
}
