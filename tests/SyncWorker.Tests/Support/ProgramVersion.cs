using SyncWorker.Hosting;

namespace SyncWorker.Tests.Support;

/// <summary>The version of the program under test, as Directory.Build.props has it.</summary>
static class ProgramVersion
{
    public static string Text { get; } = typeof(ExitCode).Assembly.GetName().Version!.ToString(3);
}
