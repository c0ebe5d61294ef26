using SyncWorker.Pages;
using SyncWorker.Remind;

namespace SyncWorker.Hosting.Windows;

/// <summary>The controls the service understands. Numbers from 128 are our own and are part of the interface: they never change.</summary>
static class ServiceControls
{
    public const uint Stop = 1;
    public const uint Interrogate = 4;
    public const uint Shutdown = 5;
    public const uint ParamChange = 6;
    public const uint Preshutdown = 15;

    /// <summary>"Run this job now."</summary>
    public static readonly IReadOnlyDictionary<string, uint> RunNow = new Dictionary<string, uint>
    {
        ["poll"] = 128,
        ["reconcile"] = 129,
        ["remind"] = 130,
        ["send"] = 131,
        ["backup"] = 132,
        [CalendarFiles.Job] = 133,
        [PageSite.Job] = 134,
        ["inbox"] = 135,
    };

    public static string? JobOf(uint control) => RunNow.Where(pair => pair.Value == control).Select(pair => pair.Key).FirstOrDefault();
}
