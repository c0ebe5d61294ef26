using Microsoft.Extensions.DependencyInjection;

namespace SyncWorker.Pages;

static class PagesRegistration
{
    /// <summary>What the pages need, one line each.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services) =>
        services.AddSingleton<SiteReader>().AddSingleton<PageSite>();
}
