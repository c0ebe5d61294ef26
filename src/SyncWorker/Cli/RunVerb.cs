using System.CommandLine;

namespace SyncWorker.Cli;

/// <summary><c>run</c></summary>
static class RunVerb
{
    public static Command Create() => new("run", "Runs the worker until it is stopped.");
}
