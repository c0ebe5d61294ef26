using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace SyncWorker.Files;

/// <summary>
/// Writes an official report (báo cáo) as .docx in the form of Nghị định 30/2020/NĐ-CP, annex I: head and foot as a letter has them, the
/// title in the middle, then headings, text, tables and bars; an annex on a page of its own behind the signature. Number, day and signature
/// are left to the office.
/// </summary>
static class ReportWriter
{
    const int Cells = 22; // half points, in tables
    const int BarLabel = 3200;
    const int BarValue = 1900;
    const int Bar = LetterWriter.Text - BarLabel - BarValue;

    /// <param name="form">Head and foot; its matter and addressees are not used.</param>
    /// <param name="report">The text.</param>
    public static byte[] Write(Letter form, Report report)
    {
        using var file = new MemoryStream();
        using (var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = LetterWriter.Styles();
            var header = main.AddNewPart<HeaderPart>();
            header.Header = new Header(
                LetterWriter.Line([new SimpleField { Instruction = "PAGE" }], JustificationValues.Center, LetterWriter.Motto)
            );
            main.Document = new Document(
                new Body([
                    LetterWriter.HeadTable(form, []),
                    LetterWriter.Space(),
                    .. report.Title.Select(line => LetterWriter.Centered(line, LetterWriter.Body, new Bold())),
                    LetterWriter.Rule(2400, LetterWriter.Text),
                    .. WithFoot(report.Blocks.SelectMany(Elements)),
                    LetterWriter.Space(staysWithNext: true),
                    LetterWriter.FootTable(form),
                    LetterWriter.Space(0),
                    .. report.Annex is { } annex ? Annex(annex, form) : [],
                    LetterWriter.Section(main.GetIdOfPart(header)),
                ])
            );
        }

        return file.ToArray();
    }

    // A signature never stands on a page without a line of what is signed.
    static List<OpenXmlElement> WithFoot(IEnumerable<OpenXmlElement> text)
    {
        List<OpenXmlElement> all = [.. text];
        foreach (var paragraph in all.OfType<Paragraph>().TakeLast(1))
        {
            paragraph.ParagraphProperties!.KeepNext = new();
        }

        return all;
    }

    // "(Kèm theo Báo cáo số … ngày … của …)" stands under the title of each annex.
    static IEnumerable<OpenXmlElement> Annex(ReportAnnex annex, Letter form)
    {
        var day = form.PlaceAndDay[(form.PlaceAndDay.IndexOf(',', StringComparison.Ordinal) + 1)..].Trim();
        var first = LetterWriter.Centered("PHỤ LỤC", LetterWriter.Body, new Bold());
        first.ParagraphProperties!.PageBreakBefore = new();
        return
        [
            first,
            LetterWriter.Centered(annex.Title, LetterWriter.Body, new Bold()),
            LetterWriter.Centered($"(Kèm theo Báo cáo số          {form.Symbol} {day} của {form.Union})", LetterWriter.Motto, new Italic()),
            LetterWriter.Rule(2400, LetterWriter.Text),
            .. annex.Blocks.SelectMany(Elements),
        ];
    }

    static IEnumerable<OpenXmlElement> Elements(ReportBlock block) =>
        block switch
        {
            ReportHeading heading => [Heading(heading.Text)],
            ReportText text => [LetterWriter.TextParagraph(text.Runs)],
            ReportTable table => [Grid(table), LetterWriter.Space()],
            ReportBars bars => [Heading(bars.Title), Bars(bars), LetterWriter.Space()],
            _ => throw new ArgumentOutOfRangeException(nameof(block), block, "a block of a report"),
        };

    static Paragraph Heading(string text) =>
        new(
            new ParagraphProperties(new KeepNext(), new SpacingBetweenLines { Before = "120", After = "120" }),
            LetterWriter.Run(text, LetterWriter.Body, new Bold())
        );

    static Table Grid(ReportTable table)
    {
        var all = table.Widths.Sum();
        int[] widths = [.. table.Widths.Select(width => LetterWriter.Text * width / all)];
        return new([
            Properties(BorderValues.Single),
            new TableGrid(widths.Select(width => new GridColumn { Width = LetterWriter.Length(width) })),
            .. table.Rows.Select(
                (row, n) =>
                    new TableRow([
                        new TableRowProperties([new CantSplit(), .. n == 0 ? (OpenXmlElement[])[new TableHeader()] : []]),
                        .. row.Select((text, i) => LetterWriter.Cell([CellText(text, n == 0)], widths[i])),
                    ])
            ),
        ]);
    }

    static Paragraph CellText(string text, bool isHead, bool staysWithNext = false) =>
        new(
            new ParagraphProperties([
                .. staysWithNext ? (OpenXmlElement[])[new KeepNext()] : [],
                new SpacingBetweenLines { Before = "30", After = "30" },
                new Indentation { Left = "60", Right = "60" },
                new Justification { Val = isHead ? JustificationValues.Center : JustificationValues.Left },
            ]),
            LetterWriter.Run(text, Cells, isHead ? [new Bold()] : [])
        );

    // A bar is a shaded paragraph that is narrowed from the right.
    static Table Bars(ReportBars bars)
    {
        var most = bars.Bars.Select(bar => bar.Value).DefaultIfEmpty(0).Max();
        return new([
            Properties(BorderValues.None),
            new TableGrid(new[] { BarLabel, Bar, BarValue }.Select(width => new GridColumn { Width = LetterWriter.Length(width) })),
            .. bars.Bars.Select(
                (bar, n) =>
                    new TableRow(
                        new TableRowProperties(new CantSplit()),
                        LetterWriter.Cell([CellText(bar.Label, isHead: false, staysWithNext: n < bars.Bars.Count - 1)], BarLabel),
                        LetterWriter.Cell([Shaded(most > 0 ? bar.Value / most : 0)], Bar),
                        LetterWriter.Cell([CellText(bar.Text, isHead: false)], BarValue)
                    )
            ),
        ]);
    }

    static Paragraph Shaded(decimal share) =>
        new(
            new ParagraphProperties([
                .. share > 0 ? (OpenXmlElement[])[new Shading { Val = ShadingPatternValues.Clear, Fill = "1F5FA8" }] : [],
                new SpacingBetweenLines { Before = "60", After = "60" },
                new Indentation { Right = LetterWriter.Length((int)(Bar * (1 - Math.Clamp(share, 0.01m, 1)))) },
            ]),
            LetterWriter.Run(" ", Cells)
        );

    static TableProperties Properties(BorderValues border) =>
        new(
            new TableWidth { Width = LetterWriter.Length(LetterWriter.Text), Type = TableWidthUnitValues.Dxa },
            new TableBorders(
                new TopBorder { Val = border, Size = 4 },
                new LeftBorder { Val = border, Size = 4 },
                new BottomBorder { Val = border, Size = 4 },
                new RightBorder { Val = border, Size = 4 },
                new InsideHorizontalBorder { Val = border, Size = 4 },
                new InsideVerticalBorder { Val = border, Size = 4 }
            ),
            new TableLayout { Type = TableLayoutValues.Fixed }
        );
}

/// <summary>An official report.</summary>
/// <param name="Title">"BÁO CÁO" and what it is of, a line each.</param>
/// <param name="Blocks">The text.</param>
/// <param name="Annex">Null for none.</param>
sealed record Report(IReadOnlyList<string> Title, IReadOnlyList<ReportBlock> Blocks, ReportAnnex? Annex);

/// <summary>What stands behind the signature.</summary>
/// <param name="Title">"BẢNG SỐ LIỆU VÀ NGUỒN".</param>
sealed record ReportAnnex(string Title, IReadOnlyList<ReportBlock> Blocks);

/// <summary>A part of an official report, from above to below.</summary>
abstract record ReportBlock;

/// <summary>"I. TÌNH HÌNH THỰC HIỆN NHIỆM VỤ".</summary>
sealed record ReportHeading(string Text) : ReportBlock;

sealed record ReportText(IReadOnlyList<LetterRun> Runs) : ReportBlock;

/// <param name="Rows">The header first.</param>
/// <param name="Widths">Of the columns, to each other.</param>
sealed record ReportTable(IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<int> Widths) : ReportBlock;

/// <summary>A comparison: the longest bar is as wide as the column.</summary>
sealed record ReportBars(string Title, IReadOnlyList<ReportBar> Bars) : ReportBlock;

/// <param name="Value">Not below 0.</param>
/// <param name="Text">The value as it is read.</param>
sealed record ReportBar(string Label, decimal Value, string Text);
