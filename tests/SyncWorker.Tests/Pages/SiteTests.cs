using System.Text.RegularExpressions;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Status;
using SyncWorker.Pages;
using SyncWorker.Pages.Views;
using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Pages;

/// <summary>What the pages say, and what no page ever holds.</summary>
public sealed partial class SiteTests
{
    static readonly string[] s_known =
    [
        "index",
        "calendar-2026-07",
        "calendar-2026",
        "calendar-list",
        "reports",
        "figures",
        "documents",
        "register",
        "runs",
        "register-directory",
    ];

    public static TheoryData<string> Names =>
        [.. s_known.Append("register/fr").Append("register/vn-24").SelectMany(name => (string[])[$"{name}.html", $"en/{name}.html"])];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_is_as_it_was_looked_at(string path)
    {
        var page = Site.Files(SmallSite.Facts()).Single(file => file.Path == path);

        var text = AssetHash()
            .Replace(TextOf(page), "-HASH.$1")
            .Replace($"SyncWorker {Worker.Version}", "SyncWorker VERSION", StringComparison.Ordinal);

        await Golden.CompareAsync("Pages", path.Replace('/', '-'), text);
    }

    [Fact]
    public void The_index_is_written_last() => Assert.Equal("index.html", Site.Files(SmallSite.Facts()).Last().Path);

    [Fact]
    public void Each_path_is_written_once()
    {
        var paths = Site.Files(SmallSite.Facts()).Select(file => file.Path).ToList();

        Assert.Equal(paths.Distinct(StringComparer.OrdinalIgnoreCase), paths);
    }

    [Fact]
    public void A_hostile_name_is_text_everywhere()
    {
        var pages = Texts(SmallSite.Facts());

        Assert.Contains(pages, page => page.Text.Contains("&lt;script&gt;alert(1)", StringComparison.Ordinal));
        Assert.All(pages, page => Assert.DoesNotContain("<script>alert", page.Text, StringComparison.OrdinalIgnoreCase));
        Assert.All(pages, page => Assert.DoesNotContain('\u202E', page.Text));
        Assert.DoesNotContain(
            "</script",
            pages.Single(page => page.Path.StartsWith("assets/search", StringComparison.Ordinal)).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Staff_see_no_mailbox_and_IT_does()
    {
        Assert.All(
            Texts(SmallSite.Facts()).Where(page => !page.Path.StartsWith("assets/site", StringComparison.Ordinal)),
            page => Assert.DoesNotContain("@example.org", page.Text, StringComparison.Ordinal)
        );
        var all = string.Concat(Texts(SmallSite.Facts(Audience.It)).Select(page => page.Text));
        Assert.All(
            (string[])["vp@example.org", "an@example.org", "binh@example.org", "it@example.org"],
            mailbox => Assert.Contains(mailbox, all, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Nothing_is_loaded_from_elsewhere_and_every_own_link_leads_somewhere()
    {
        var files = Texts(SmallSite.Facts());
        var paths = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var page in files.Where(file => file.Path.EndsWith(".html", StringComparison.Ordinal)))
        {
            foreach (var link in Link().Matches(page.Text).Select(match => match.Groups[1].Value).Where(link => link != Elsewhere))
            {
                Assert.DoesNotContain(":", link, StringComparison.Ordinal);
                var (file, anchor) = link.Split('#', 2) is [var before, var after] ? (before, after) : (link, null);
                var target = file.Length == 0 ? page.Path : new Uri(new Uri("file:///" + page.Path), file).AbsolutePath[1..];
                Assert.True(paths.Contains(target), $"{page.Path}: {link}");
                Assert.True(
                    anchor is null
                        || files.Single(other => other.Path == target).Text.Contains($"id=\"{anchor}\"", StringComparison.Ordinal),
                    $"{page.Path}: {link}"
                );
            }
        }
    }

    [Fact]
    public void The_link_of_a_document_is_led_to_only_where_it_is_one_of_the_web_and_says_nothing_of_where_it_came_from()
    {
        foreach (var page in Texts(SmallSite.Facts()).Where(page => page.Text.Contains("07/QĐ-HHN", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain("href=\"javascript", page.Text, StringComparison.OrdinalIgnoreCase);
            Assert.Contains($"<a href=\"{Elsewhere}\" rel=\"noopener noreferrer\">123/LHHN-VP</a>", page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Documents_stand_on_their_page_and_with_their_unit_in_parts()
    {
        var facts = SmallSite.Facts();
        var many = facts with
        {
            Documents = [.. Enumerable.Range(0, DocumentPages.MostOnAPage + 1).Select(n => facts.Documents[0] with { Source = $"{n}" })],
        };

        Assert.Equal(
            ["documents.html", "documents-2.html", "en/documents.html", "en/documents-2.html"],
            Site.Files(many).Select(file => file.Path).Where(path => path.Contains("documents", StringComparison.Ordinal)).Order(s_length)
        );
        Assert.Contains("123/LHHN-VP", Texts(facts).Single(page => page.Path == "register/fr.html").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_name_their_sources_and_what_was_counted_as_one_names_the_command_that_undoes_it()
    {
        var page = Texts(SmallSite.Facts()).Single(page => page.Path == "figures.html").Text;

        Assert.Contains(
            "<a href=\"runs.html#sources\">hoi</a> (12); <a href=\"runs.html#sources\">lien-hiep</a> (30)",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("<code>SyncWorker activity apart 1", page, StringComparison.Ordinal);
        Assert.Contains("<code>SyncWorker activity same 13 14</code>", page, StringComparison.Ordinal);
        Assert.Contains("<code>SyncWorker activity apart 13 --from 14</code>", page, StringComparison.Ordinal);
        Assert.Contains("<del>255</del>", page, StringComparison.Ordinal);
        Assert.Contains("<rect class=\"value\" x=\"0\" y=\"0\" width=\"785\"", page, StringComparison.Ordinal); // 201 of 256
    }

    [Fact]
    public void What_is_held_names_the_command_that_answers_it()
    {
        var index = Texts(SmallSite.Facts()).Single(page => page.Path == "index.html").Text;

        Assert.All(
            (string[])
                [
                    "reconcile approve abc123",
                    "mail release",
                    "review list",
                    "mail retry 8",
                    "partner pin LU34-24 cluster &quot;Cụm 1&quot;",
                ],
            command => Assert.Contains($"<code>SyncWorker {command}</code>", index, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Former_names_of_provinces_and_names_without_diacritics_are_searched()
    {
        var index = Texts(SmallSite.Facts()).Single(page => page.Path.StartsWith("assets/search", StringComparison.Ordinal)).Text;

        Assert.Contains("hoi huu nghi viet nam phap | vietnam france friendship association", index, StringComparison.Ordinal);
        Assert.Contains("bac ninh | bac giang", index, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_word_of_an_enumeration_has_its_word_on_the_pages(bool isEnglish)
    {
        var words = PageWords.Of(isEnglish ? MailLanguage.En : MailLanguage.Vi);

        Assert.All(Enum.GetValues<OutboxState>(), state => Assert.True(words.MailStates.ContainsKey(state)));
        Assert.All(Enum.GetValues<RunState>(), state => Assert.True(words.RunStates.ContainsKey(state)));
        Assert.All(Enum.GetValues<MergeRule>(), rule => Assert.True(words.Rules.ContainsKey(rule)));
        Assert.All(
            Enum.GetValues<ReminderKind>().Where(kind => !ReminderKinds.IsUpdate(kind)),
            kind => Assert.True(words.Kinds.ContainsKey(kind), kind.ToString())
        );
    }

    /// <summary>The only link out of the site: a document's.</summary>
    const string Elsewhere = "https://van-ban.example.org/123?a=1&amp;b=2";

    static readonly Comparer<string> s_length = Comparer<string>.Create((a, b) => a.Length - b.Length);

    internal static string TextOf(PageFile file)
    {
        using var text = new StringWriter();
        file.Render(text);
        return text.ToString();
    }

    static List<(string Path, string Text)> Texts(SiteFacts facts) => [.. Site.Files(facts).Select(file => (file.Path, TextOf(file)))];

    [GeneratedRegex(@"-[0-9a-f]{10}\.(css|js)")]
    private static partial Regex AssetHash();

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Link();
}
