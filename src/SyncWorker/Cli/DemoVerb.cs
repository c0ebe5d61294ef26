using System.CommandLine;

namespace SyncWorker.Cli;

/// <summary><c>demo</c></summary>
static class DemoVerb
{
    public static Command Create() => new("demo", "demo");
}
