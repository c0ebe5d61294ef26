namespace SyncWorker.Pages.Views;

/// <summary>What every template may show beside its own.</summary>
abstract record PageView
{
    /// <summary>The words of the page's language.</summary>
    public required PageWords T { get; init; }

    /// <summary>From the page to the start of its language: <c>../</c> for each folder between.</summary>
    public required string Home { get; init; }
}

/// <summary>The frame around a page.</summary>
sealed record LayoutView : PageView
{
    public required string Lang { get; init; }
    public required string Title { get; init; }

    /// <summary>From the page to the folder that holds the site.</summary>
    public required string Up { get; init; }
    public required string Css { get; init; }
    public required IReadOnlyList<string> Scripts { get; init; }
    public required IReadOnlyList<MenuLine> Menu { get; init; }
    public required IReadOnlyList<MenuLine> Languages { get; init; }

    /// <summary>When it was made, for a page whose facts pass within a day; null for the others, which stay as they are while nothing changes.</summary>
    public string? WrittenAt { get; init; }
}

/// <param name="Lang">Of a language's own name; null for a page.</param>
sealed record MenuLine(string Name, string Href, bool IsCurrent, string? Lang = null);
