using System.Text;

namespace SyncWorker.Pages;

/// <summary>The files that pages share, named by what is in them, so that a page and what it needs always fit.</summary>
sealed class SiteAssets
{
    const string Folder = "assets";

    public SiteAssets(string search)
    {
        var (css, script) = (PageTemplates.Asset("site.css"), PageTemplates.Asset("site.js"));
        (Css, Script, Search) = (Named("site", "css", css), Named("site", "js", script), Named("search", "js", search));
        Files =
        [
            new(Css, to => to.Write(css), PageTurn.Shared),
            new(Script, to => to.Write(script), PageTurn.Shared),
            new(Search, to => to.Write(search), PageTurn.Shared),
        ];
    }

    public string Css { get; }

    public string Script { get; }

    public string Search { get; }

    public IReadOnlyList<PageFile> Files { get; }

    static string Named(string name, string ending, string text) =>
        $"{Folder}/{name}-{PageFolder.Hash(Encoding.UTF8.GetBytes(text))[..10]}.{ending}";
}
