using SyncWorker.Config;

namespace SyncWorker.Cli;

/// <summary>Prints what is wrong in the config folder, all of it at once.</summary>
static class FaultList
{
    public static void Print(string folder, IReadOnlyList<ConfigFault> faults)
    {
        Console.Error.WriteLine($"{(faults.Count == 1 ? "1 fault" : $"{faults.Count} faults")} in {folder}; nothing was done.");
        foreach (var fault in faults)
        {
            Console.Error.WriteLine($"  {fault}");
        }
    }
}
