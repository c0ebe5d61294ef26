using SyncWorker.Pages;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Pages;

/// <summary>A folder on a share that people have open while it is written.</summary>
public sealed class PageFolderTests : IDisposable
{
    readonly TestFolders _folders = new();

    string Root => Path.Combine(_folders.Root, "site");

    public void Dispose() => _folders.Dispose();

    [Fact]
    public void Only_what_changed_is_written()
    {
        Write(Site.Files(SmallSite.Facts()));
        var before = Directory.GetFiles(Root, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.GetLastWriteTimeUtc);
        foreach (var file in before.Keys)
        {
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        }

        var again = Write(Site.Files(SmallSite.Facts()));
        Assert.Equal((0, 0), (again.Written, again.Removed));

        Write(Site.Files(SmallSite.Facts(firstName: "Hội hữu nghị và hợp tác Việt Nam - Pháp")));

        var changed = Directory
            .GetFiles(Root, "*", SearchOption.AllDirectories)
            .Where(file => File.GetLastWriteTimeUtc(file) != DateTime.UnixEpoch)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .ToList();
        Assert.Contains("register/fr.html", changed);
        Assert.Contains("en/register/fr.html", changed);
        Assert.DoesNotContain("register/vn-24.html", changed);
        Assert.DoesNotContain("runs.html", changed);
    }

    [Fact]
    public void A_file_that_was_changed_by_hand_is_written_again()
    {
        Write([Page("a.html", "one")]);
        File.WriteAllText(Path.Combine(Root, "a.html"), "somebody else's");

        Write([Page("a.html", "one")]);

        Assert.Equal("one", Read("a.html"));
    }

    [Fact]
    public void What_pages_share_is_there_before_them_and_the_index_comes_after_all_of_them()
    {
        var pages = Enumerable.Range(0, 50).Select(i => $"register/{i}.html").ToList();

        var written = Write([
            Seeing("index.html", PageTurn.Start, () => pages.TrueForAll(IsThere)),
            Seeing("en/index.html", PageTurn.Start, () => IsThere("index.html")),
            .. pages.Select(page => Seeing(page, PageTurn.Page, () => IsThere("assets/a.css"))),
            Seeing("assets/a.css", PageTurn.Shared, () => true),
        ]);

        Assert.Empty(written.Notes);
        Assert.Equal(pages.Count + 3, written.Written);

        bool IsThere(string path) => File.Exists(Path.Combine(Root, path));

        PageFile Seeing(string path, PageTurn turn, Func<bool> isRight) =>
            new(path, to => to.Write(isRight() ? path : throw new InvalidOperationException("too early")), turn);
    }

    [Fact]
    public void A_page_that_is_made_anew_shorter_holds_nothing_of_what_was_made_before_it()
    {
        Write([.. Enumerable.Range(0, 20).Select(i => Page($"{i}.html", new string('x', 100_000 - (i * 5_000)))), Page("a.html", "one")]);

        Assert.Equal("one", Read("a.html"));
        Assert.Equal(5_000, Read("19.html").Length);
    }

    [Fact]
    public void Who_reads_a_page_meanwhile_reads_the_old_one_whole()
    {
        Write([Page("index.html", "old")]);
        using var reader = new StreamReader(
            new FileStream(Path.Combine(Root, "index.html"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
        );

        Write([Page("index.html", "new and longer")]);

        Assert.Equal("old", reader.ReadToEnd());
        Assert.Equal("new and longer", Read("index.html"));
        Assert.Empty(Directory.GetFiles(Root, "*.new"));
    }

    [Fact]
    public void Pages_no_longer_wanted_go_and_files_of_others_stay()
    {
        Write([Page("assets/a.css", "x"), Page("index.html", "1")]);
        File.WriteAllText(Path.Combine(Root, "desktop.ini"), "of somebody");

        var pages = Write([Page("index.html", "2")]);

        Assert.Equal(1, pages.Removed);
        Assert.Equal(["desktop.ini", "index.html", PageFolder.List], Names());
    }

    [Fact]
    public void A_list_that_names_a_file_elsewhere_takes_nothing_away_there()
    {
        Write([Page("index.html", "1")]);
        var outside = Path.Combine(_folders.Root, "outside.txt");
        File.WriteAllText(outside, "of somebody");
        File.WriteAllText(Path.Combine(Root, PageFolder.List), """{ "../outside.txt": "0" }""");

        Write([Page("index.html", "2")]);

        Assert.True(File.Exists(outside));
    }

    [Fact]
    public void A_folder_with_an_index_of_something_else_is_refused()
    {
        Directory.CreateDirectory(Root);
        File.WriteAllText(Path.Combine(Root, "index.html"), "the intranet");

        Assert.Throws<IOException>(() => Write([Page("index.html", "1")]));
        Assert.Equal("the intranet", Read("index.html"));
    }

    [Fact]
    public void One_page_that_cannot_be_made_is_named_and_stays_and_the_others_are_written()
    {
        Write([Page("a.html", "old"), Page("b.html", "old")]);

        var pages = Write([new("a.html", _ => throw new InvalidOperationException("broken")), Page("b.html", "new")]);

        Assert.Equal("The page a.html could not be made, and stays as it was: broken", Assert.Single(pages.Notes));
        Assert.Equal(("old", "new"), (Read("a.html"), Read("b.html")));
    }

    [Fact]
    public void One_page_that_cannot_be_written_is_named_and_is_written_by_the_next_run()
    {
        Write([Page("a.html", "old"), Page("b.html", "old")]);
        File.Delete(Path.Combine(Root, "a.html"));
        var blocked = Directory.CreateDirectory(Path.Combine(Root, "a.html"));

        var pages = Write([Page("a.html", "new"), Page("b.html", "new")]);
        blocked.Delete();

        Assert.Single(pages.Notes);
        Assert.Equal("new", Read("b.html"));
        Assert.Empty(Directory.GetFiles(Root, "*.new"));
        Write([Page("a.html", "new"), Page("b.html", "new")]);
        Assert.Equal("new", Read("a.html"));
    }

    [Fact]
    public void Who_may_open_the_folder_may_read_the_pages()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows inherits the folder's rights.");
            return;
        }

        const UnixFileMode mode =
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        Directory.CreateDirectory(Root);
        File.SetUnixFileMode(Root, mode);

        Write([Page("register/fr.html", "1")]);

        Assert.Equal(mode, File.GetUnixFileMode(Path.Combine(Root, "register")));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead,
            File.GetUnixFileMode(Path.Combine(Root, "register", "fr.html"))
        );
    }

    PageFolder Write(IEnumerable<PageFile> files)
    {
        var folder = new PageFolder(Root);
        folder.Write(files, TestContext.Current.CancellationToken);
        return folder;
    }

    static PageFile Page(string path, string text) => new(path, to => to.Write(text));

    string Read(string name) => File.ReadAllText(Path.Combine(Root, name));

    IEnumerable<string> Names() =>
        Directory
            .GetFiles(Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file))
            .Order(StringComparer.Ordinal);
}
