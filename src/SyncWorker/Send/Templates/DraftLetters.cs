using SyncWorker.Files;
using SyncWorker.Send.Transports;
using SyncWorker.Union;

namespace SyncWorker.Send.Templates;

/// <summary>
/// Drafts the letters (công văn) to units whose report is missing, in the words of the union's own. A pure function.
/// <list type="number">
/// <item>Units are told apart by what their names say they are; each kind has a letter of its own.</item>
/// <item>Of one unit each report stands once, also when two rules name it.</item>
/// <item>Where all owe the same, the letter says it once; where they differ, there is a paragraph a unit.</item>
/// </list>
/// It is Vietnamese whatever its reader's language is: the units get it.
/// </summary>
static class DraftLetters
{
    const int MostNamed = 2; // reports in V/v

    /// <summary>The letters of the reminders whose step asks for one; null when none does.</summary>
    public static LetterView? Create(DigestInput input)
    {
        var words = VietnameseWords.Instance;
        var owed = Digest
            .Ordered(input.Reminders.Where(reminder => reminder.Facts.Draft == "letter"), words)
            .SelectMany(reminder =>
                reminder
                    .Facts.Missing.Where(missing => !missing.IsListedOnly)
                    .Select(missing => (missing.Unit, Report: Report(reminder, words)))
            )
            .Distinct()
            .GroupBy(line => line.Unit, line => line.Report)
            .OrderBy(unit => unit.Key, words.Collation)
            .Select(unit => new OwingUnit(unit.Key, [.. unit]))
            .ToList();
        return owed.Count == 0
            ? null
            : new([.. owed.GroupBy(unit => Kind(unit.Name)).OrderBy(kind => kind.Key).Select(kind => Letter(kind.Key, [.. kind], input))]);
    }

    /// <summary>The letters as files.</summary>
    public static IEnumerable<MailAttachment> Files(DigestInput input) =>
        (Create(input)?.Letters ?? []).Select(letter => new MailAttachment(
            $"du-thao-cong-van-{FileWord(letter.Kind)}-{input.Today:yyyyMMdd}.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            LetterWriter.Write(letter.Letter)
        ));

    static OwedReport Report(MailReminder reminder, MailWords words) =>
        new(words.OwnReport(Digest.Subject(reminder.Facts, words)), reminder.Day, reminder.Facts.Basis);

    static UnitKind Kind(string unit) =>
        unit.StartsWith("Hội ", StringComparison.Ordinal) ? UnitKind.Association
        : unit.StartsWith("Liên hiệp ", StringComparison.Ordinal) ? UnitKind.Union
        : UnitKind.Other;

    static string FileWord(UnitKind kind) =>
        kind switch
        {
            UnitKind.Association => "hoi",
            UnitKind.Union => "lien-hiep",
            _ => "don-vi",
        };

    static DraftLetter Letter(UnitKind kind, IReadOnlyList<OwingUnit> units, DigestInput input)
    {
        var form = input.LetterForm;
        var reports = units.SelectMany(unit => unit.Reports).Distinct().OrderBy(report => report.Due).ToList();
        var isSame = units.All(unit => unit.Reports.Count == reports.Count);
        var names = reports.Select(report => report.Name).Distinct(StringComparer.Ordinal).ToList();
        return new(
            kind,
            new()
            {
                Superior = form.Superior,
                Union = form.Union,
                Symbol = form.Symbol,
                Matter = names.Count <= MostNamed ? $"đôn đốc gửi {string.Join(" và ", names)}" : $"đôn đốc gửi {Papers(reports)}",
                PlaceAndDay = $"{form.Place}, ngày      tháng {input.Today:MM} năm {input.Today.Year}",
                To = [.. units.Select(unit => unit.Name)],
                Paragraphs =
                [
                    .. isSame ? (IEnumerable<IReadOnlyList<LetterRun>>)[Owed(kind, reports, input)] : OwedByUnit(kind, units, input),
                    Request(kind, reports, input),
                    [new("Trân trọng./.")],
                ],
                Receivers = form.Receivers,
                Signature = form.Signature,
            }
        );
    }

    static IReadOnlyList<LetterRun> Owed(UnitKind kind, IReadOnlyList<OwedReport> reports, DigestInput input)
    {
        var bases = reports.Select(report => report.Basis).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var basis = bases.Count == 0 ? "" : $" (căn cứ: {string.Join("; ", bases)})";
        var asked = string.Join(" và ", reports.Select(report => $"{report.Name} trước ngày {MailWords.Date(report.Due)}"));
        return
        [
            new(
                $"Thực hiện chế độ báo cáo{basis}, các {Plural(kind)} gửi {asked}. Đến ngày {MailWords.Date(input.Today)}, {Self(kind, input)} chưa nhận được {Papers(reports)} của {You(kind)}."
            ),
        ];
    }

    static IEnumerable<IReadOnlyList<LetterRun>> OwedByUnit(UnitKind kind, IReadOnlyList<OwingUnit> units, DigestInput input)
    {
        yield return
        [
            new(
                $"Thực hiện chế độ báo cáo, đến ngày {MailWords.Date(input.Today)}, {Self(kind, input)} chưa nhận được {Papers(units.SelectMany(unit => unit.Reports))} của các {Plural(kind)} sau:"
            ),
        ];
        foreach (var unit in units)
        {
            var owed = string.Join(
                "; ",
                unit.Reports.Select(report =>
                    $"{report.Name} (hạn: ngày {MailWords.Date(report.Due)}{(report.Basis is { } basis ? $"; căn cứ: {basis}" : "")})"
                )
            );
            yield return [new($"- {unit.Name}: {owed}.")];
        }
    }

    static IReadOnlyList<LetterRun> Request(UnitKind kind, IReadOnlyList<OwedReport> reports, DigestInput input)
    {
        var mailbox = input.Desk.Email is { } email ? $" ({email})" : "";
        return
        [
            new($"Đề nghị {You(kind)} gửi {Papers(reports)} về {input.LetterForm.ReportsTo}{mailbox} "),
            new($"trước ngày {MailWords.Date(NewDay(input))}", IsBold: true),
            new($". Trường hợp đã gửi, đề nghị {You(kind)} thông báo số, ngày văn bản để Liên hiệp đối chiếu."),
        ];
    }

    static string Papers(IEnumerable<OwedReport> reports) => VietnameseWords.Instance.Papers(reports.Select(report => report.Name));

    static DateOnly NewDay(DigestInput input)
    {
        var day = input.Today;
        for (var left = input.LetterForm.WorkingDays; left > 0; left -= input.IsWorkingDay(day) ? 1 : 0)
        {
            day = day.AddDays(1);
        }

        return day;
    }

    static string Plural(UnitKind kind) =>
        kind switch
        {
            UnitKind.Association => "hội",
            UnitKind.Union => "Liên hiệp",
            _ => "đơn vị",
        };

    static string You(UnitKind kind) =>
        kind switch
        {
            UnitKind.Association => "Quý Hội",
            UnitKind.Union => "Quý Liên hiệp",
            _ => "Quý đơn vị",
        };

    // To a local union "Liên hiệp" is itself.
    static string Self(UnitKind kind, DigestInput input) => kind == UnitKind.Union ? input.LetterForm.Union : "Liên hiệp";

    sealed record OwedReport(string Name, DateOnly Due, string? Basis);

    sealed record OwingUnit(string Name, IReadOnlyList<OwedReport> Reports);
}

/// <summary>What a unit is, by its name; each kind is written to by a letter of its own.</summary>
enum UnitKind
{
    Association,
    Union,
    Other,
}

/// <summary>What the letter.* partials show: the drafts to the units whose report is missing.</summary>
sealed record LetterView(IReadOnlyList<DraftLetter> Letters);

/// <param name="Kind">Of the units it goes to.</param>
/// <param name="Letter">As the file says it.</param>
sealed record DraftLetter(UnitKind Kind, Letter Letter)
{
    public string Matter => Letter.Matter;

    public IReadOnlyList<string> To => Letter.To;

    public IReadOnlyList<string> Lines => [.. Letter.Lines];

    public IReadOnlyList<string> Receivers => Letter.Receivers;
}
