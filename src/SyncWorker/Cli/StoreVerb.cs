using System.CommandLine;
using SyncWorker.Cli.Store;

namespace SyncWorker.Cli;

/// <summary><c>store …</c></summary>
static class StoreVerb
{
    public static Command Create() => new("store", "The store: moves it from one engine to the other.") { CopyVerb.Create() };
}
