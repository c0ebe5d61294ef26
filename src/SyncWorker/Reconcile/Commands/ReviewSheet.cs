using SyncWorker.Files;

namespace SyncWorker.Reconcile.Commands;

/// <summary>The review as a sheet that a person fills in: a line for each candidate, the answer in the last column but one.</summary>
static class ReviewSheet
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "row",
        "source",
        "name",
        "country",
        "province",
        "reason",
        "partner",
        "register_id",
        "partner_name",
        "partner_country",
        "partner_province",
        "score",
        "answer",
        "why",
    ];

    /// <summary>The words that the answer column takes.</summary>
    public const string Answers = "same (là một), not (không phải), own (tổ chức khác); empty to leave it open";

    /// <summary>One answered line of a sheet.</summary>
    public sealed record AnsweredLine(int Line, ReviewAnswer Answer);

    /// <summary>Reads the answered lines; faults name their line.</summary>
    public static (List<AnsweredLine> Answers, List<string> Faults) Read(IReadOnlyList<CsvRecord> records)
    {
        var faults = new List<string>();
        var answers = new List<AnsweredLine>();
        if (records is [])
        {
            return (answers, ["The file is empty."]);
        }

        var header = records[0].Cells.Select(cell => cell.Trim()).ToList();
        int Column(string name) => header.IndexOf(name);
        if (Column("row") < 0 || Column("answer") < 0)
        {
            return (
                answers,
                [$"Line 1 must name the columns row and answer, as review export writes them; found: {string.Join(", ", header)}."]
            );
        }

        foreach (var (line, cells) in records.Skip(1))
        {
            string? Cell(string name) =>
                Column(name) is var i and >= 0 && i < cells.Count && cells[i].Trim() is { Length: > 0 } value ? value : null;
            if (Cell("answer") is not { } answer)
            {
                continue;
            }

            ReviewVerdict? verdict = Union.NormalizedName.ToCompact(answer) switch
            {
                "same" or "yes" or "lamot" or "dung" or "co" => ReviewVerdict.Same,
                "not" or "notsame" or "no" or "khongphai" or "khong" or "sai" => ReviewVerdict.NotSame,
                "own" or "new" or "tochuckhac" or "moi" => ReviewVerdict.Standalone,
                _ => null,
            };
            if (verdict is not { } known)
            {
                faults.Add($"Line {line}: the answer \"{answer}\" is not known. Allowed: {Answers}.");
            }
            else if (!long.TryParse(Cell("row"), out var row))
            {
                faults.Add($"Line {line}: \"{Cell("row")}\" is not a row number.");
            }
            else
            {
                answers.Add(new(line, new(row, known, long.TryParse(Cell("partner"), out var partner) ? partner : null, Cell("why"))));
            }
        }

        return (answers, faults);
    }
}
