using System.Globalization;
using SyncWorker.Files;

namespace SyncWorker.Reconcile.Figures;

/// <summary>What the review is of, and what was counted.</summary>
/// <param name="Periods">The period reviewed first, then those that it is compared with.</param>
/// <param name="On">The day on which the figures were counted.</param>
/// <param name="Quiet">Names of units without any activity that sources tell.</param>
sealed record ReviewInput(
    IReadOnlyList<(Union.FigurePeriod Period, IReadOnlyList<Figure> Figures)> Periods,
    DateOnly On,
    IReadOnlyList<string> Quiet
);

/// <summary>
/// The skeleton of a half-year or year review (báo cáo sơ kết, tổng kết) with the figures in place. Each figure in the text bears the number of
/// its line in the table of the annex, which names the sources; what only people can write is left in square brackets.
/// </summary>
static class ReviewText
{
    const int MostQuiet = 10;

    public static Report Create(ReviewInput input)
    {
        var lines = FigureTable.Lines([.. input.Periods.Select(one => one.Figures)]);
        return new(
            Title(input.Periods[0].Period),
            Blocks(lines, input),
            new(
                "BẢNG SỐ LIỆU VÀ NGUỒN",
                [
                    Plain(
                        $"Số liệu tính ngày {Union.DayText.DayFirst(input.On)}. Số trong ngoặc vuông sau mỗi số liệu của báo cáo là số dòng ở bảng này. Sau tên mỗi nguồn là số dòng của nguồn được tính cho từng kỳ."
                    ),
                    Table(lines, input),
                    .. input.Periods.Count > 1 ? Bars(lines, input) : [],
                ]
            )
        );
    }

    public static IReadOnlyList<string> Title(Union.FigurePeriod period) =>
        period.MonthCount == 12
            ? ["BÁO CÁO", $"Tổng kết công tác năm {period.First.Year},", $"phương hướng, nhiệm vụ năm {period.First.Year + 1}"]
            :
            [
                "BÁO CÁO",
                $"Sơ kết công tác {period.Vi},",
                $"phương hướng, nhiệm vụ {(period.Key.EndsWith("-H1", StringComparison.Ordinal) ? $"6 tháng cuối năm {period.First.Year}" : "thời gian tới")}",
            ];

    static IReadOnlyList<ReportBlock> Blocks(IReadOnlyList<FigureLine> lines, ReviewInput input)
    {
        var text = new Sentences(lines, input.Periods[0].Period);
        return
        [
            new ReportHeading("I. TÌNH HÌNH THỰC HIỆN NHIỆM VỤ"),
            Bold("1. Hoạt động đối ngoại nhân dân"),
            Plain(text.Activities()),
            Plain("[Các hoạt động tiêu biểu; kết quả nổi bật]"),
            Bold("2. Công tác phi chính phủ nước ngoài"),
            Plain(text.Ngos()),
            .. text.Campaigns().Select(Plain),
            Bold("3. Thực hiện chế độ báo cáo"),
            Plain(text.Reports()),
            new ReportHeading("II. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN"),
            Plain(text.Quiet(input.Quiet)),
            Plain("[Tồn tại, hạn chế khác; nguyên nhân]"),
            new ReportHeading("III. PHƯƠNG HƯỚNG, NHIỆM VỤ"),
            Plain("[Nhiệm vụ trọng tâm]"),
        ];
    }

    static ReportText Plain(string text) => new([new(text)]);

    static ReportText Bold(string text) => new([new(text, IsBold: true)]);

    static ReportTable Table(IReadOnlyList<FigureLine> lines, ReviewInput input) =>
        new(
            [
                ["TT", "Nội dung", .. input.Periods.Select(one => Heading(one.Period)), "Nguồn và ghi chú"],
                .. lines.Select(
                    (line, n) =>
                        (IReadOnlyList<string>)
                            [
                                (n + 1).ToString(CultureInfo.InvariantCulture),
                                FigureWords.Vi(line.Shown),
                                .. line.Figures.Select(Text),
                                Sources(line),
                            ]
                ),
            ],
            [4, 12, .. input.Periods.Select(_ => 6), 14]
        );

    static string Text(Figure? figure) => figure is { IsTold: true } ? figure.Text : "–";

    static string Heading(Union.FigurePeriod period) => char.ToUpperInvariant(period.Vi[0]) + period.Vi[1..];

    static string Sources(FigureLine line)
    {
        var sources = line
            .Figures.OfType<Figure>()
            .SelectMany(figure => figure.Sources)
            .GroupBy(source => source.Name, source => source.Rows);
        var named = string.Join("; ", sources.Select(source => $"{FigureWords.SourceVi(source.Key)} ({string.Join(", ", source)})"));
        return string.Join(" ", [named.Length > 0 ? $"{named}." : "Không có nguồn nào báo.", .. line.Shown.Notes.Select(note => note.Vi)]);
    }

    static IEnumerable<ReportBlock> Bars(IReadOnlyList<FigureLine> lines, ReviewInput input) =>
        lines
            .Where(line =>
                line.Shown.Key is FigureKey.CentralActivities or FigureKey.LocalActivities or FigureKey.AidValue
                && line.Figures.Any(figure => figure?.Value.Value > 0)
            )
            .Select(line => new ReportBars(
                FigureWords.Vi(line.Shown),
                [
                    .. line
                        .Figures.Zip(input.Periods)
                        .OrderBy(pair => pair.Second.Period.First)
                        .Select(pair => new ReportBar(pair.Second.Period.Vi, pair.First?.Value.Value ?? 0, Text(pair.First))),
                ]
            ));

    /// <summary>The sentences that hold figures.</summary>
    sealed class Sentences(IReadOnlyList<FigureLine> lines, Union.FigurePeriod period)
    {
        public string Activities() =>
            $"Trong {period.Vi}, Trung ương và các tổ chức thành viên đã tổ chức {Said(FigureKey.CentralActivities)} hoạt động; "
            + $"{Said(FigureKey.LocalUnits)} Liên hiệp địa phương đã tổ chức {Said(FigureKey.LocalActivities)} hoạt động. "
            + $"Tổng số {Said(FigureKey.AllActivities)} hoạt động, trong đó {Said(FigureKey.JointActivities)} hoạt động do nhiều đơn vị phối hợp, "
            + "mỗi hoạt động tính một lần.";

        public string Ngos() =>
            lines.FirstOrDefault(line => line.Shown.Key == FigureKey.ForeignNgos)?.Figures[0]?.Value.Value > 0
                ? $"Có {Said(FigureKey.ForeignNgos)} tổ chức phi chính phủ nước ngoài trong danh bạ, {Said(FigureKey.RegisteredNgos)} tổ chức có đăng ký "
                    + $"còn hiệu lực; giá trị viện trợ {Said(FigureKey.AidValue)}."
                : $"[Danh bạ chưa có tổ chức phi chính phủ nước ngoài: bổ sung số tổ chức, số đăng ký]; giá trị viện trợ {Said(FigureKey.AidValue)}.";

        public IEnumerable<string> Campaigns() =>
            lines
                .Where(line => line is { Shown.Key: FigureKey.CampaignMoney, Shown.Of: not null })
                .Select(line =>
                    Said(FigureKey.CampaignTimes, line.Shown.Of) is { } times
                        ? $"Vận động \"{line.Shown.Of}\": {Said(line)}, {(IsBelowGoal(line.Shown.Of) ? "đạt" : "gấp")} {times} mục tiêu."
                        : $"Vận động \"{line.Shown.Of}\": {Said(line)}."
                );

        bool IsBelowGoal(string? campaign) =>
            lines.Any(line =>
                (line.Shown.Key, line.Shown.Of) == (FigureKey.CampaignTimes, campaign) && line.Figures[0]?.IsBelowGoal == true
            );

        public string Reports() =>
            Said(FigureKey.ReportsInTime) is { } inTime
                ? $"Báo cáo gửi đúng hạn: {inTime}; gửi chậm: {Said(FigureKey.ReportsLate)}; quá hạn chưa nhận được: {Said(FigureKey.ReportsMissing)}."
                : "[Tình hình gửi báo cáo của các đơn vị]";

        public string Quiet(IReadOnlyList<string> units) =>
            $"Đối chiếu danh bạ đối tác với các nguồn báo hoạt động (dòng {NumberOf(FigureKey.AllActivities)} của phụ lục), "
            + (
                units.Count == 0
                    ? "các đơn vị trong danh bạ đều có hoạt động được báo."
                    : $"{units.Count} đơn vị chưa có hoạt động nào được báo: {string.Join("; ", units.Take(MostQuiet))}{(units.Count > MostQuiet ? $" và {units.Count - MostQuiet} đơn vị khác" : "")}. [Đối chiếu với đơn vị trước khi đánh giá]"
            );

        int NumberOf(FigureKey key) => lines.ToList().FindIndex(line => line.Shown.Key == key) + 1;

        string? Said(FigureKey key, string? of = null) =>
            lines.FirstOrDefault(line => (line.Shown.Key, line.Shown.Of) == (key, of)) is { } line ? Said(line) : null;

        string Said(FigureLine line) => $"{Text(line.Figures[0])} [{lines.ToList().IndexOf(line) + 1}]";
    }
}
