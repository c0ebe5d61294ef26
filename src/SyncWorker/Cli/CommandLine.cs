using System.CommandLine;

namespace SyncWorker.Cli;

/// <summary>The verbs. The path of a verb's file is the path of the verb.</summary>
static class CommandLine
{
    public static Task<int> RunAsync(string[] args) => new RootCommand("skeleton").Parse(args).InvokeAsync();
}
