using System.Globalization;
using SyncWorker.Pages.Views;
using SyncWorker.Union;

namespace SyncWorker.Pages;

/// <summary>What the pages of one language are made with: its words, its place in the folder, how days and names are written.</summary>
sealed class PageContext(SiteFacts facts, MailLanguage language, PageTemplates templates, SiteAssets assets)
{
    readonly Dictionary<string, string?> _departments = facts
        .Union.Staff.Staff.DistinctBy(position => position.Department)
        .ToDictionary(position => position.Department, position => position.DepartmentEn, StringComparer.Ordinal);

    static readonly IReadOnlyDictionary<MailLanguage, string> s_names = new Dictionary<MailLanguage, string>
    {
        [MailLanguage.Vi] = "Tiếng Việt",
        [MailLanguage.En] = "English",
    };

    public SiteFacts Facts => facts;

    public PageWords T { get; } = PageWords.Of(language);

    public bool IsEnglish => language == MailLanguage.En;

    public DateOnly Today => facts.At.Today;

    // The first language is at the start of the folder, each other in a folder of its own.
    static string Prefix(MailLanguage language, SiteFacts facts) => language == facts.Options.Languages[0] ? "" : $"{language.Code}/";

    /// <summary>From a page to the start of its language.</summary>
    public static string Home(string path) => string.Concat(Enumerable.Repeat("../", path.Count(letter => letter == '/')));

    /// <summary>A page of the site.</summary>
    /// <param name="path">Within its language.</param>
    /// <param name="template">The template of its content.</param>
    /// <param name="view">Made when the page is.</param>
    /// <param name="isDated">Says when it was written.</param>
    /// <param name="scripts">Those it needs.</param>
    public PageFile Page(string path, string title, string template, Func<PageView> view, bool isDated = false, params string[] scripts) =>
        new(
            Prefix(language, facts) + path,
            to => Render(path, title, template, view(), isDated, scripts, to),
            path == Index ? PageTurn.Start : PageTurn.Page
        );

    /// <summary>Where people begin.</summary>
    public const string Index = "index.html";

    void Render(string path, string title, string template, PageView view, bool isDated, string[] scripts, TextWriter to)
    {
        var up = Home(Prefix(language, facts) + path);
        var layout = new LayoutView
        {
            T = T,
            Home = view.Home,
            Lang = language.Code,
            Title = title,
            Up = up,
            Css = assets.Css,
            Scripts = scripts,
            Menu =
            [
                Line(T.Today, Index),
                Line(T.Calendar, $"calendar-{Today.Year}-{Today.Month:00}.html", "calendar"),
                Line(T.Reports, "reports.html"),
                Line(T.Figures, "figures.html"),
                Line(T.Documents, "documents.html", "documents"),
                Line(T.Register, "register.html", "register"),
                Line(T.Runs, "runs.html"),
            ],
            Languages =
            [
                .. facts
                    .Options.Languages.Distinct()
                    .Where(_ => facts.Options.Languages.Distinct().Count() > 1)
                    .Select(other => new MenuLine(s_names[other], up + Prefix(other, facts) + path, other == language, other.Code)),
            ],
            WrittenAt = isDated ? When(facts.At.Recorded) : null,
        };
        templates.Render("layout", layout, to);
        templates.Render(template, view, to);
        templates.Render("layoutend", layout, to);

        MenuLine Line(string name, string file, string? part = null) =>
            new(name, view.Home + file, path == file || (part is not null && path.StartsWith(part, StringComparison.Ordinal)));
    }

    public static string Day(DateOnly day) => DayText.DayFirst(day);

    public static string? Day(DateOnly? day) => day is { } known ? Day(known) : null;

    /// <summary>As far as it is known: 28/10/1962, 10/1962, 1962; a text that is no date as it is.</summary>
    public static string DateOf(string text) => PartialDate.TryParse(text, out var date) ? Day(date) : OwnField.DayFirst(text);

    /// <summary>What a field is called: in the words of the pages, or as config declares it.</summary>
    public string FieldName(string field) =>
        T.Fields.GetValueOrDefault(field)
        ?? (Facts.Union.OwnFields.TryGetValue(field, out var own) ? Choose(own.Vi, own.En ?? own.Vi) : field);

    public static string Day(PartialDate date) =>
        date.Precision switch
        {
            DatePrecision.Day => string.Create(CultureInfo.InvariantCulture, $"{date.Day:00}/{date.Month:00}/{date.Year}"),
            DatePrecision.Month => string.Create(CultureInfo.InvariantCulture, $"{date.Month:00}/{date.Year}"),
            _ => Number(date.Year),
        };

    public string Weekday(DateOnly day) => T.WeekdaysLong[((int)day.DayOfWeek + 6) % 7];

    /// <summary>A time on the union's clock.</summary>
    public string When(DateTimeOffset? at) =>
        at is { } instant
            ? TimeZoneInfo.ConvertTime(instant, facts.Union.Zone).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)
            : T.Never;

    /// <summary>The department's name; the words for none where none is known.</summary>
    public string Department(string? name) =>
        name is null ? T.NoDepartment
        : IsEnglish ? _departments.GetValueOrDefault(name) ?? name
        : name;

    public string Choose(string vietnamese, string? english) => language.Choose(vietnamese, english)!;

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
