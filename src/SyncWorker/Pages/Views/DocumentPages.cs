using SyncWorker.Reconcile.Commands;
using SyncWorker.Union;

namespace SyncWorker.Pages.Views;

/// <summary>The documents, the newest first.</summary>
sealed record DocumentsView : PageView
{
    public required IReadOnlyList<MenuLine> Parts { get; init; }
    public required IReadOnlyList<DocumentLine> Documents { get; init; }
}

/// <param name="Name">Its number, or its title where it has none: what a link is called.</param>
/// <param name="Href">Null where it has no link that a page may lead to.</param>
sealed record DocumentLine(string Name, string? Href, string? Day, string? Title, string? Issuer)
{
    /// <summary>A link that is shown as text: a path on a share.</summary>
    public string? Place { get; init; }

    /// <summary>The units that it concerns.</summary>
    public IReadOnlyList<MenuLine> Units { get; init; } = [];

    /// <summary>Units as the source writes them, where not all of them are in the register.</summary>
    public string? OtherUnits { get; init; }
}

/// <summary>Makes the pages of the documents, in parts of at most <see cref="MostOnAPage"/>.</summary>
static class DocumentPages
{
    public const int MostOnAPage = 300;

    public static IEnumerable<PageFile> Create(PageContext context, RegisterLayout register)
    {
        IReadOnlyList<DocumentView[]> parts = [.. context.Facts.Documents.Chunk(MostOnAPage)];
        return (
            parts.Count == 0
                ?
                [
                    [],
                ]
                : parts
        ).Select(
            (part, i) => context.Page(PathOf(i), context.T.Documents, "documents", () => View(part, i, parts.Count, context, register))
        );
    }

    static string PathOf(int part) => part == 0 ? "documents.html" : $"documents-{PageContext.Number(part + 1)}.html";

    static DocumentsView View(DocumentView[] part, int number, int all, PageContext context, RegisterLayout register) =>
        new()
        {
            T = context.T,
            Home = "",
            Parts =
            [
                .. Enumerable
                    .Range(0, all > 1 ? all : 0)
                    .Select(other => new MenuLine(PageContext.Number(other + 1), PathOf(other), other == number)),
            ],
            Documents =
            [
                .. part.Select(view =>
                    Line(view.Document, context) with
                    {
                        Units =
                        [
                            .. view
                                .Partners.Select(register.Entry)
                                .OfType<RegisterEntry>()
                                .Select(entry => new MenuLine(
                                    context.Choose(entry.Partner.NameVi, entry.Partner.NameEn),
                                    register.Href(entry.Partner.Id)!,
                                    IsCurrent: false
                                )),
                        ],
                        OtherUnits = view.Units?.Split(';').Length > view.Partners.Count ? view.Units : null,
                    }
                ),
            ],
        };

    public static DocumentLine Line(OfficialDocument document, PageContext context) =>
        new(
            document.Number ?? document.Title,
            document.Href,
            document.Day is { } day ? PageContext.Day(day) : null,
            document.Number is null || document.Title == document.Number ? null : document.Title,
            document.Issuer
        )
        {
            Place = document.Href is null ? document.Link : null,
        };
}
