using System.Globalization;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Remind.Planning;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Pages.Views;

/// <summary>The start of the register: the search, countries and provinces.</summary>
sealed record RegisterStartView : PageView
{
    public required IReadOnlyList<GroupLine> Countries { get; init; }
    public required IReadOnlyList<GroupLine> Provinces { get; init; }
    public required IReadOnlyList<GroupLine> Others { get; init; }
}

sealed record GroupLine(string Name, string Href, int Count);

/// <summary>A country or province with its partners.</summary>
sealed record GroupView : PageView
{
    public CountryLine? Country { get; init; }
    public required IReadOnlyList<MenuLine> Parts { get; init; }
    public required IReadOnlyList<PartnerPart> Partners { get; init; }
}

sealed record CountryLine(string Name, string? OfficialName, string? NationalDay, string? Relations, string? Department);

sealed record PartnerPart(string Id, string Name, string? OtherName)
{
    public string? Badge { get; init; }
    public required string Department { get; init; }
    public required string Officers { get; init; }
    public MenuLine? Successor { get; init; }
    public string? FormerNames { get; init; }
    public required IReadOnlyList<FieldLine> Fields { get; init; }
    public required IReadOnlyList<DocumentLine> Documents { get; init; }
    public required IReadOnlyList<ChangeLine> Changes { get; init; }
}

/// <param name="From">The source and row, or who pinned it.</param>
/// <param name="Rule">The rule that made it win, in words.</param>
sealed record FieldLine(string Field, string Value, string? From, string? AsOf, string Rule, string? Others);

sealed record ChangeLine(string At, string Field, string? Old, string? New, string? Source);

/// <summary>All active organisations, to print.</summary>
sealed record DirectoryView : PageView
{
    public required IReadOnlyList<DirectoryPart> Departments { get; init; }
}

sealed record DirectoryPart(string Name, IReadOnlyList<DirectoryLine> Lines);

sealed record DirectoryLine(
    int Number,
    string Name,
    string? OtherName,
    string? RegisterId,
    string? Place,
    string? Phone,
    string? Address,
    string? Founded
);

/// <summary>Makes the pages of the register.</summary>
static class RegisterPages
{
    public static IEnumerable<PageFile> Create(PageContext context, RegisterLayout register, SiteAssets assets)
    {
        foreach (var group in register.Groups)
        {
            foreach (var part in group.Parts)
            {
                yield return context.Page(part.Path, group.Name(context), "group", () => Group(group, part, context, register));
            }
        }

        yield return context.Page("register-directory.html", context.T.Directory, "directory", () => Directory(context, register));
        yield return context.Page(
            "register.html",
            context.T.Register,
            "register",
            () => Start(context, register),
            isDated: false,
            assets.Search,
            assets.Script
        );
    }

    static RegisterStartView Start(PageContext context, RegisterLayout register)
    {
        var order = Order(context);
        return new()
        {
            T = context.T,
            Home = "",
            Countries = Lines(group => group.Country is not null),
            Provinces = Lines(group => group.ProvinceCode is not null),
            Others = Lines(group => group.Key == RegisterGroup.Others),
        };

        List<GroupLine> Lines(Func<RegisterGroup, bool> isWanted) =>
            [
                .. register
                    .Groups.Where(isWanted)
                    .Select(group => new GroupLine(group.Name(context), group.Parts[0].Path, group.Count))
                    .OrderBy(line => line.Name, order),
            ];
    }

    static StringComparer Order(PageContext context) =>
        StringComparer.Create(CultureInfo.GetCultureInfo(context.IsEnglish ? "en-GB" : "vi-VN"), ignoreCase: true);

    static GroupView Group(RegisterGroup group, RegisterPart part, PageContext context, RegisterLayout register)
    {
        var home = PageContext.Home(part.Path);
        return new()
        {
            T = context.T,
            Home = home,
            Country = group.Country is { } country ? Line(country, context) : null,
            Parts =
            [
                .. group
                    .Parts.Where(_ => group.Parts.Count > 1)
                    .Select((other, i) => new MenuLine(PageContext.Number(i + 1), home + other.Path, other == part)),
            ],
            Partners = [.. part.Entries.Select(entry => Partner(entry, context, register, home))],
        };
    }

    static CountryLine Line(Country country, PageContext context)
    {
        var fields = Reconcile.FieldsJson.Read(country.Fields);
        return new(
            context.Choose(country.NameVi, country.NameEn),
            fields.GetValueOrDefault(context.IsEnglish ? CanonicalField.OfficialNameEn : CanonicalField.OfficialNameVi),
            country.NationalDay is { } day ? NationalDay(day, country.NationalDayYear) : null,
            country.RelationsDate is { } relations ? PageContext.DateOf(relations) : null,
            country.Department is { } department ? context.Department(department) : null
        );
    }

    // MM-dd
    static string NationalDay(string day, int? year) =>
        day.Split('-') is [var month, var date] ? $"{date}/{month}{(year is { } known ? $"/{PageContext.Number(known)}" : "")}" : day;

    static PartnerPart Partner(RegisterEntry entry, PageContext context, RegisterLayout register, string home)
    {
        var (partner, t) = (entry.Partner, context.T);
        var followers = context.Facts.Overview.Followers.GetValueOrDefault(partner.Id) ?? new Followers(null, []);
        var isMailboxShown = context.Facts.Options.Audience == Audience.It;
        return new(
            $"p{PageContext.Number(partner.Id)}",
            context.Choose(partner.NameVi, partner.NameEn),
            context.IsEnglish && partner.NameEn is not null ? partner.NameVi : partner.NameEn
        )
        {
            Badge = partner.Status switch
            {
                _ when partner.SuccessorId is not null => t.Successor,
                PartnerStatus.Suspected => t.Suspected,
                PartnerStatus.Inactive => t.Inactive,
                _ => null,
            },
            Department = context.Department(followers.Department),
            Officers = ReportPage.Officers(followers, context),
            Successor =
                partner.SuccessorId is { } next && register.Entry(next) is { } successor
                    ? new(context.Choose(successor.Partner.NameVi, successor.Partner.NameEn), home + register.Href(next), IsCurrent: false)
                    : null,
            FormerNames = entry.FormerNames.Count > 0 ? string.Join("; ", entry.FormerNames) : null,
            Fields =
            [
                .. entry
                    .Choices.Where(choice => choice.Value is not null && (isMailboxShown || choice.Field != CanonicalField.Email))
                    .Select(choice => Field(choice, entry, context)),
            ],
            Documents = [.. register.Documents(partner.Id).Select(document => DocumentPages.Line(document, context))],
            Changes =
            [
                .. entry
                    .Changes.Where(change => isMailboxShown || change.Field != CanonicalField.Email)
                    .Select(change => new ChangeLine(
                        context.When(change.At),
                        context.FieldName(change.Field),
                        change.Old,
                        change.New,
                        change.Source
                    )),
            ],
        };
    }

    static FieldLine Field(FieldChoice choice, RegisterEntry entry, PageContext context) =>
        new(
            context.FieldName(choice.Field),
            Value(choice.Field, choice.Value!, entry, context),
            choice.Pin is { } pin ? $"{context.T.PinnedBy} {pin.Who}"
                : choice.Winner is { } winner ? $"{winner.Source}/{winner.ExternalId}"
                : null,
            choice.Pin is { } pinned ? context.When(pinned.At)[..10]
                : choice.Winner is { } claim ? context.When(claim.AsOf)[..10]
                : null,
            context.T.Rules[choice.By],
            choice.Conflicts.ToList() is { Count: > 0 } others
                ? string.Join("; ", others.Select(other => $"{other.Value} ({other.Source}/{other.ExternalId})"))
                : null
        );

    static string Value(string field, string value, RegisterEntry entry, PageContext context) =>
        field switch
        {
            CanonicalField.Country => context.Facts.Register.Countries.FirstOrDefault(country => country.Iso2 == value) is { } country
                ? context.Choose(country.NameVi, country.NameEn)
                : value,
            CanonicalField.Province => context.Facts.Union.Tables.Provinces.Today(value)?.Name ?? value,
            CanonicalField.Department => context.Department(value),
            _ when CanonicalField.Dates.Contains(field) || context.Facts.Union.DateFields.Contains(field) => PageContext.DateOf(value),
            _ => entry.Fields.GetValueOrDefault(field, value),
        };

    static DirectoryView Directory(PageContext context, RegisterLayout register)
    {
        var (order, followers) = (Order(context), context.Facts.Overview.Followers);
        var groups = register.Groups.SelectMany(group => group.Parts, (group, part) => (group, part));
        return new()
        {
            T = context.T,
            Home = "",
            Departments =
            [
                .. groups
                    .SelectMany(at => at.part.Entries, (at, entry) => (at.group, entry))
                    .Where(at => at.entry.Partner is { Status: PartnerStatus.Active or PartnerStatus.Suspected, SuccessorId: null })
                    .GroupBy(at => context.Department(followers.GetValueOrDefault(at.entry.Partner.Id)?.Department), order)
                    .OrderBy(department => department.Key, order)
                    .Select(department => new DirectoryPart(
                        department.Key,
                        [
                            .. department
                                .OrderBy(at => at.entry.Partner.NameVi, order)
                                .Select((at, i) => Line(i + 1, at.entry, at.group.Name(context), context)),
                        ]
                    )),
            ],
        };
    }

    static DirectoryLine Line(int number, RegisterEntry entry, string place, PageContext context)
    {
        var (partner, fields) = (entry.Partner, entry.Fields);
        return new(
            number,
            context.Choose(partner.NameVi, partner.NameEn),
            context.IsEnglish && partner.NameEn is not null ? partner.NameVi : partner.NameEn,
            partner.RegisterId,
            place,
            fields.GetValueOrDefault(CanonicalField.Phone),
            fields.GetValueOrDefault(CanonicalField.Address),
            fields.TryGetValue(CanonicalField.Founded, out var founded) ? PageContext.DateOf(founded) : null
        );
    }
}
