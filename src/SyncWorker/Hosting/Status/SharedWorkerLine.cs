namespace SyncWorker.Hosting.Status;

/// <param name="Name">Machine and data folder.</param>
/// <param name="Version">Of the program.</param>
/// <param name="Config">Stands for the content of its config: workers with the same have the same.</param>
/// <param name="SeenAt">When it last said that it lives.</param>
/// <param name="IsLive">It said so lately.</param>
sealed record SharedWorkerLine(string Name, string Version, string Config, DateTimeOffset SeenAt, bool IsLive);
