using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace SyncWorker.Files;

/// <summary>
/// Writes an official letter (công văn) as .docx in the form of Nghị định 30/2020/NĐ-CP, annex I: quốc hiệu and the names of the
/// offices side by side, number and V/v under them, Kính gửi, text, nơi nhận beside the signature. Number, day and signature are left
/// to the office.
/// </summary>
static class LetterWriter
{
    // Sizes in half points, lengths in twentieths of a point.
    internal const int Body = 28;
    internal const int Motto = 26;
    internal const int Head = 24; // what stands at the head, and "Nơi nhận"
    const int Foot = 22;
    const uint A4Width = 11906;
    const uint A4Height = 16838;
    const int Left = 1701; // 30 mm
    const int Right = 850; // 15 mm
    internal const int Text = (int)A4Width - Left - Right;
    const int LeftColumn = 3600;
    const int RightColumn = Text - LeftColumn;

    /// <summary>The letter as a file.</summary>
    public static byte[] Write(Letter letter)
    {
        using var file = new MemoryStream();
        using (var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = Styles();
            var header = main.AddNewPart<HeaderPart>();
            header.Header = new Header(Line([new SimpleField { Instruction = "PAGE" }], JustificationValues.Center, Motto));
            main.Document = new Document(
                new Body([
                    HeadTable(letter),
                    Space(),
                    .. Addressees(letter.To),
                    Space(),
                    .. letter.Paragraphs.Select(TextParagraph),
                    Space(),
                    FootTable(letter),
                    Space(0),
                    Section(main.GetIdOfPart(header)),
                ])
            );
        }

        return file.ToArray();
    }

    static Table HeadTable(Letter letter) => HeadTable(letter, [Centered($"V/v {letter.Matter}", Head)]);

    /// <param name="letter">Whose head it is.</param>
    /// <param name="underNumber">What stands under the number.</param>
    internal static Table HeadTable(Letter letter, IEnumerable<Paragraph> underNumber) =>
        Columns(
            (
                [
                    .. letter.Superior is { } superior ? (Paragraph[])[Centered(superior.ToUpperInvariant(), Head)] : [],
                    Centered(letter.Union.ToUpperInvariant(), Head, new Bold()),
                    Rule(1100),
                ],
                [
                    Centered("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Head, new Bold()),
                    Centered("Độc lập - Tự do - Hạnh phúc", Motto, new Bold()),
                    Rule(3000),
                ]
            ),
            ([Centered($"Số:          {letter.Symbol}", Motto), .. underNumber], [Centered(letter.PlaceAndDay, Motto, new Italic())])
        );

    internal static Table FootTable(Letter letter) =>
        Columns(
            (
                [
                    Line([Run("Nơi nhận:", Head, new Bold(), new Italic())], JustificationValues.Left, Head),
                    .. letter.Receivers.Select(receiver => Line([Run(receiver, Foot)], JustificationValues.Left, Foot)),
                ],
                [
                    .. letter.Signature.Select(line => Centered(line.ToUpperInvariant(), Body, new Bold())),
                    .. Enumerable.Range(0, 4).Select(_ => Centered("", Body)),
                    Centered("", Body, new Bold()), // the name of who signs
                ]
            )
        );

    // "Kính gửi: one", or one a line.
    static IEnumerable<Paragraph> Addressees(IReadOnlyList<string> to) =>
        to is [var one]
            ? [Centered($"Kính gửi: {one}", Body)]
            :
            [
                Addressee("Kính gửi:", indent: 1700),
                .. to.Select((name, i) => Addressee($"- {name}{(i == to.Count - 1 ? "." : ";")}", indent: 2550)),
            ];

    static Paragraph Addressee(string text, int indent) =>
        new(
            new ParagraphProperties(new SpacingBetweenLines { Before = "0", After = "40" }, new Indentation { Left = Length(indent) }),
            Run(text, Body)
        );

    internal static Paragraph TextParagraph(IReadOnlyList<LetterRun> runs) =>
        new([
            new ParagraphProperties(
                new SpacingBetweenLines
                {
                    Before = "0",
                    After = "120",
                    Line = "288",
                    LineRule = LineSpacingRuleValues.Auto,
                },
                new Indentation { FirstLine = "720" },
                new Justification { Val = JustificationValues.Both }
            ),
            .. runs.Select(run => Run(run.Text, Body, run.IsBold ? [new Bold()] : [])),
        ]);

    internal static Paragraph Centered(string text, int size, params OpenXmlElement[] marks) =>
        Line([Run(text, size, marks)], JustificationValues.Center, size);

    internal static Paragraph Line(OpenXmlElement[] content, JustificationValues across, int size) =>
        new([
            new ParagraphProperties(
                new KeepNext(),
                new SpacingBetweenLines { Before = "0", After = "0" },
                new Justification { Val = across },
                new ParagraphMarkRunProperties(new FontSize { Val = Length(size) })
            ),
            .. content,
        ]);

    // The line under a name, as long as a third to a half of it: a paragraph's lower border, narrowed from both sides.
    internal static Paragraph Rule(int length) => Rule(length, length > 2000 ? RightColumn : LeftColumn);

    /// <param name="length">Of the line.</param>
    /// <param name="column">The width that it stands in the middle of.</param>
    internal static Paragraph Rule(int length, int column)
    {
        var side = Length((column - length) / 2);
        return new(
            new ParagraphProperties(
                new ParagraphBorders(
                    new TopBorder
                    {
                        Val = BorderValues.Single,
                        Size = 6,
                        Space = 1,
                    }
                ),
                new SpacingBetweenLines
                {
                    Before = "40",
                    After = "0",
                    Line = "160",
                    LineRule = LineSpacingRuleValues.Exact,
                },
                new Indentation { Left = side, Right = side }
            )
        );
    }

    internal static Paragraph Space(int size = 16, bool staysWithNext = false) =>
        new(
            new ParagraphProperties([
                .. staysWithNext ? (OpenXmlElement[])[new KeepNext()] : [],
                new SpacingBetweenLines
                {
                    Before = "0",
                    After = "0",
                    Line = Length(Math.Max(size, 1) * 15),
                    LineRule = LineSpacingRuleValues.Exact,
                },
            ])
        );

    internal static Run Run(string text, int size, params OpenXmlElement[] marks) =>
        new(
            new RunProperties([.. marks, new FontSize { Val = Length(size) }]),
            new Text(XlsxWriter.Characters(text)) { Space = SpaceProcessingModeValues.Preserve }
        );

    // Rows of two columns without lines.
    internal static Table Columns(params (IReadOnlyList<Paragraph> Left, IReadOnlyList<Paragraph> Right)[] rows) =>
        new([
            new TableProperties(
                new TableWidth { Width = Length(Text), Type = TableWidthUnitValues.Dxa },
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(
                    new TableCellLeftMargin { Width = 0, Type = TableWidthValues.Dxa },
                    new TableCellRightMargin { Width = 0, Type = TableWidthValues.Dxa }
                )
            ),
            new TableGrid(new GridColumn { Width = Length(LeftColumn) }, new GridColumn { Width = Length(RightColumn) }),
            .. rows.Select(row => new TableRow(
                new TableRowProperties(new CantSplit()),
                Cell(row.Left, LeftColumn),
                Cell(row.Right, RightColumn)
            )),
        ]);

    internal static TableCell Cell(IReadOnlyList<Paragraph> lines, int width) =>
        new([new TableCellProperties(new TableCellWidth { Width = Length(width), Type = TableWidthUnitValues.Dxa }), .. lines]);

    // The number of the page stands in the middle above, but not on the first.
    internal static SectionProperties Section(string header) =>
        new(
            new HeaderReference { Type = HeaderFooterValues.Default, Id = header },
            new PageSize { Width = A4Width, Height = A4Height },
            new PageMargin
            {
                Top = 1134,
                Bottom = 1134,
                Left = Left,
                Right = Right,
                Header = 567,
                Footer = 567,
                Gutter = 0,
            },
            new TitlePage()
        );

    internal static Styles Styles() =>
        new(
            new DocDefaults(
                new RunPropertiesDefault(
                    new RunPropertiesBaseStyle(
                        new RunFonts
                        {
                            Ascii = "Times New Roman",
                            HighAnsi = "Times New Roman",
                            EastAsia = "Times New Roman",
                            ComplexScript = "Times New Roman",
                        },
                        new FontSize { Val = Length(Body) },
                        new Languages { Val = "vi-VN" }
                    )
                ),
                new ParagraphPropertiesDefault()
            )
        );

    internal static string Length(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What an official letter says, and to whom.</summary>
sealed record Letter
{
    /// <summary>The office above the union; null for none.</summary>
    public string? Superior { get; init; }

    /// <summary>Who writes.</summary>
    public required string Union { get; init; }

    /// <summary>What stands behind the number: <c>/LHHN-VP</c>.</summary>
    public required string Symbol { get; init; }

    /// <summary>Without "V/v".</summary>
    public required string Matter { get; init; }

    /// <summary>"Hà Nội, ngày      tháng 12 năm 2026": the office writes the day.</summary>
    public required string PlaceAndDay { get; init; }

    /// <summary>The names of the units.</summary>
    public required IReadOnlyList<string> To { get; init; }

    public required IReadOnlyList<IReadOnlyList<LetterRun>> Paragraphs { get; init; }

    /// <summary>Nơi nhận, one a line.</summary>
    public required IReadOnlyList<string> Receivers { get; init; }

    /// <summary>"TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG".</summary>
    public required IReadOnlyList<string> Signature { get; init; }

    /// <summary>The paragraphs as plain text, for the mail that the letter goes with.</summary>
    public IEnumerable<string> Lines => Paragraphs.Select(runs => string.Concat(runs.Select(run => run.Text)));
}

/// <summary>A piece of a paragraph.</summary>
sealed record LetterRun(string Text, bool IsBold = false);
