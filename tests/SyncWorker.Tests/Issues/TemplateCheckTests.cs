using System.Text;
using SyncWorker.Config;
using SyncWorker.Hosting.Config;
using SyncWorker.Send;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Issues;

/// <summary>A template is proved by check and before a reload: what is wrong in it would be silent until a mail leaves, or after.</summary>
public sealed class TemplateCheckTests
{
    const string Digest = "templates/digest.vi.txt.hbs";

    [Theory]
    [InlineData(Digest, "{{/each}}\n\n{{/each}}\n{{#each annexes}}", "{{/each}}\n\n{{#each annexes}}", ":27: {{#each}} is not closed.")]
    [InlineData(Digest, "{{#each annexes}}", "{{#each annexes}", ":34: \"{{#each annexes}\" is not closed.")]
    [InlineData(Digest, "{{#each sections}}", "{{#foreach sections}}", "There is no block \"foreach\".")]
    [InlineData(Digest, "{{numeral}}. {{title}}", "{{numeral}}. {{upper title}}", ":28: There is no helper \"upper\".")]
    [InlineData(Digest, "{{> what-vi}}", "{{> what-vn}}", "There is no partial \"what-vn\". Did you mean \"what-vi\"?")]
    [InlineData(Digest, "{{salutation}}", "{{salutaton}}", ":5: There is no word \"salutaton\" here. Did you mean \"salutation\"?")]
    [InlineData(Digest, "{{numeral}}. {{title}}", "{{numeral}}. {{titel}}", "Did you mean \"title\"?")]
    [InlineData(Digest, "{{numeral}}. {{title}}", "{{numeral}}. {{salutation}}", "Write ../salutation.")]
    [InlineData(Digest, "{{desk.name}}", "{{desk.nam}}", "Did you mean \"name\"?")]
    [InlineData(Digest, "{{#if heading}}", "{{#if headin}}", "Did you mean \"heading\"?")]
    [InlineData(Digest, "{{#if heading}}", "{{#if heading == 1}}", "{{#if}} has 3 words behind it.")]
    [InlineData(Digest, "{{#is break \"before\"}}", "{{#is brake \"before\"}}", "Did you mean \"break\"?")]
    [InlineData(Digest, "{{/is}}", "{{/if}}", "closes {{#is}} of line 19.")]
    [InlineData(Digest, "{{salutation}}", "{salutation}", "{salutation} would be printed as it is. Write {{salutation}}.")]
    [InlineData(Digest, "@first", "@frist", "Did you mean \"@first\"?")]
    [InlineData(Digest, "{{#each items}}", "{{#each annexes}}", "Write ../annexes.")]
    [InlineData("templates/letter.vi.hbs", "{{matter}}", "{{yuo}}", "templates/letter.vi.hbs:2: There is no word \"yuo\" here.")]
    [InlineData("templates/begin.hbs", "{{lang}}", "{{langue}}", "templates/begin.hbs:2: There is no word \"langue\" here.")]
    [InlineData("templates/what.en.hbs", "{{#is kind \"relations\"}}", "{{#is kind}}", "{{#is}} has 1 words behind it.")]
    [InlineData("templates/unit.en.html.hbs", "{{report}}", "{{reprot}}", "Did you mean \"report\"?")]
    public void A_tag_that_is_wrong_is_a_fault_with_its_line(string file, string before, string after, string words)
    {
        var faults = EditedConfig.Replace(file, before, after);

        Assert.Contains(faults, fault => fault.ToString().Contains(words, StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.StartsWith("templates/", fault.File, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("digest.vi.txt.hbs", "", "templates/digest.vi.txt.hbs: A mail written by it is empty.")]
    [InlineData("digest.vi.txt.hbs", "Kính gửi: {{salutation}}\n", "does not say what it is about")]
    [InlineData("notice.en.html.hbs", "{{> begin lang=\"en\"}}{{> end}}", "does not say what it is about")]
    [InlineData("digest.vn.txt.hbs", "{{salutation}}", "No mail is written by a file of this name. Did you mean \"digest.vi.txt.hbs\"?")]
    [InlineData("Digest.vi.txt.hbs", "{{salutation}}", "Did you mean \"digest.vi.txt.hbs\"?")]
    [InlineData("digest.vi.txt.hbs.txt", "{{salutation}}", "Name it digest.vi.txt.hbs.")]
    [InlineData("digest.vi.txt", "{{salutation}}", "Name it digest.vi.txt.hbs.")]
    [InlineData("letter.vn.hbs", "{{you}}", "No template shows it. Did you mean \"letter.vi.hbs\"?")]
    public void A_file_that_writes_no_mail_as_it_should_is_a_fault(string name, string text, string words) =>
        Assert.Contains(Load(name, Encoding.UTF8.GetBytes(text)), fault => fault.ToString().Contains(words, StringComparison.Ordinal));

    [Fact]
    public void A_template_in_a_code_page_is_a_fault_with_its_line()
    {
        var faults = Load("digest.vi.txt.hbs", Encoding.Latin1.GetBytes("{{> what-vi}}\nKính gửi: {{salutation}}\n"));

        Assert.Contains("templates/digest.vi.txt.hbs:2: This is not UTF-8", Assert.Single(faults).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "digest.vi.txt.hbs",
        "{{! chào }}Kính gửi: {{ salutation }}\n{{#each sections}}{{#each items}}{{@index}} {{../title}} {{this.subject}}{{#unless @last}};{{/unless}}{{else}}-{{/each}}{{/each}}\n{{#with desk}}{{name}}{{/with}}"
    )]
    [InlineData(
        "digest.vi.txt.hbs",
        "{{#if trial}}{{trial.to}}{{else if heading}}{{heading}}{{else}}{{/if}}{{~#each sections as |part|~}}{{part.title}}{{#each items as |item i|}}{{i}}{{{item.subject}}}{{/each}}{{/each}}"
    )]
    [InlineData(
        "digest.vi.txt.hbs",
        "{{sections.count}} {{sections.0.title}} {{#sections}}{{#items}}{{Subject}}{{/items}}{{/sections}}{{#each annexes}}{{#each rows}}{{unit}}{{/each}}{{/each}}"
    )]
    [InlineData("style.hbs", "<style>p { margin: 0 } .subject {color: red}</style>")]
    [InlineData("digest.vi.txt.hbs.bak", "{{")]
    [InlineData("digest.vi.txt - Copy.hbs", "{{nothing}}")]
    public void A_template_that_is_right_is_taken(string name, string text) => Assert.Empty(Load(name, Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_run_takes_the_templates_that_its_config_was_read_with()
    {
        using var folders = new TestFolders();
        EditedConfig.Load(folders, "templates/notice.vi.txt.hbs", "TRƯỚC {{#each lines}}{{this}}\n{{/each}}"u8.ToArray());
        var config = ConfigFolder.Load(folders.Worker.Config).Config!;

        File.WriteAllText(Path.Combine(folders.Worker.Config, "templates", "notice.vi.txt.hbs"), "{{#each");

        Assert.StartsWith(
            "TRƯỚC",
            MailTemplates.Open(config.Templates).Render("notice.vi.txt", new { Lines = new[] { "một" } }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_partial_of_ones_own_is_shown()
    {
        using var folders = new TestFolders();
        EditedConfig.Load(folders, "templates/foot.hbs", "{{desk.name}}"u8.ToArray());
        var text = File.ReadAllText(Path.Combine(SourceTree.Config, Digest))
            .Replace("{{desk.name}}", "{{> foot}}", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folders.Worker.Config, Digest), text);

        Assert.Empty(ConfigFolder.Load(folders.Worker.Config).Faults);
    }

    static IReadOnlyList<ConfigFault> Load(string name, byte[] text)
    {
        using var folders = new TestFolders();
        return EditedConfig.Load(folders, $"templates/{name}", text);
    }
}
