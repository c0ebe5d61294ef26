using SyncWorker.Files;

namespace SyncWorker.Reconcile.Commands;

/// <summary>The review as a sheet that a person fills in: a line for each candidate, the answer in the last column but one.</summary>
static class ReviewSheet
{
    public static readonly IReadOnlyList<string> Columns =
        ["row", "source", "name", "country", "province", "reason", "partner", "register_id", "partner_name", "partner_country", "partner_province", "score", "answer", "why"];

    /// <summary>What may stand in the answer column.</summary>
    public const string Answers = "same (là một), not (không phải), own (tổ chức khác); empty to leave it open";

    /// <summary>One answered line of a sheet, or what is wrong with it.</summary>
    public sealed record Answer(int Line, long Row, long? Partner, string Verdict, string? Why);

    /// <summary>Reads the answered lines; faults name their line.</summary>
    public static (List<Answer> Answers, List<string> Faults) Read(IReadOnlyList<CsvRecord> records)
    {
        var faults = new List<string>();
        var answers = new List<Answer>();
        if (records is [])
        {
            return (answers, ["The file is empty."]);
        }

        var header = records[0].Cells.Select(cell => cell.Trim()).ToList();
        int Column(string name) => header.IndexOf(name);
        if (Column("row") < 0 || Column("answer") < 0)
        {
            return (answers, [$"Line 1 must name the columns row and answer, as review export writes them; found: {string.Join(", ", header)}."]);
        }

        foreach (var (line, cells) in records.Skip(1))
        {
            string? Cell(string name) => Column(name) is var i and >= 0 && i < cells.Count && cells[i].Trim() is { Length: > 0 } value ? value : null;
            if (Cell("answer") is not { } answer)
            {
                continue;
            }

            var verdict = Union.NormalizedName.ToCompact(answer) switch
            {
                "same" or "yes" or "lamot" or "dung" or "co" => "same",
                "not" or "notsame" or "no" or "khongphai" or "khong" or "sai" => "not",
                "own" or "new" or "tochuckhac" or "moi" => "own",
                _ => null,
            };
            if (verdict is null)
            {
                faults.Add($"Line {line}: the answer \"{answer}\" is not known. Write {Answers}.");
            }
            else if (!long.TryParse(Cell("row"), out var row))
            {
                faults.Add($"Line {line}: \"{Cell("row")}\" is not a row number.");
            }
            else
            {
                answers.Add(new(line, row, long.TryParse(Cell("partner"), out var partner) ? partner : null, verdict, Cell("why")));
            }
        }

        return (answers, faults);
    }
}
