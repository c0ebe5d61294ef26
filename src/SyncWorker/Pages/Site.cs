using SyncWorker.Pages.Views;

namespace SyncWorker.Pages;

/// <summary>
/// The files of the site, in the order to write them: what pages share, the pages, and the index of the first language last, so that who
/// opens the folder meanwhile finds the old site or the new one.
/// </summary>
static class Site
{
    public static IEnumerable<PageFile> Files(SiteFacts facts)
    {
        var templates = new PageTemplates(facts.Options.Audience);
        var register = new RegisterLayout(facts);
        var assets = new SiteAssets(SearchIndex.Write(register, new PageEncoder(facts.Options.Audience)));
        foreach (var asset in assets.Files)
        {
            yield return asset;
        }

        foreach (var language in facts.Options.Languages.Distinct().Reverse())
        {
            var context = new PageContext(facts, language, templates, assets);
            foreach (
                var page in RegisterPages
                    .Create(context, register, assets)
                    .Concat(CalendarPages.Create(context, assets))
                    .Append(ReportPage.Create(context, register, assets))
                    .Append(FiguresPage.Create(context, register))
                    .Concat(DocumentPages.Create(context, register))
                    .Append(RunPage.Create(context))
                    .Append(TodayPage.Create(context, register, PageContext.Index))
            )
            {
                yield return page;
            }
        }
    }
}
