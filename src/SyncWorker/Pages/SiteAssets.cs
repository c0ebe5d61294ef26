using System.Text;

namespace SyncWorker.Pages;

/// <summary>The files that pages share, named by what is in them, so that a page and what it needs always fit.</summary>
/// <param name="Search">The script that holds the names to search in.</param>
sealed class SiteAssets(string search)
{
    const string Folder = "assets";

    readonly string _css = PageTemplates.Asset("site.css");
    readonly string _script = PageTemplates.Asset("site.js");

    public string Css => Named("site", "css", _css);

    public string Script => Named("site", "js", _script);

    public string Search => Named("search", "js", search);

    public IEnumerable<PageFile> Files => [new(Css, () => _css), new(Script, () => _script), new(Search, () => search)];

    static string Named(string name, string ending, string text) =>
        $"{Folder}/{name}-{PageFolder.Hash(Encoding.UTF8.GetBytes(text))[..10]}.{ending}";
}
