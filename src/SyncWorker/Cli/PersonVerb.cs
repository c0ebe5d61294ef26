using System.CommandLine;
using SyncWorker.Cli.Person;

namespace SyncWorker.Cli;

/// <summary><c>person …</c></summary>
static class PersonVerb
{
    public static Command Create() =>
        new("person", "Persons: another takes over a position; an address is removed from the store when its owner asks for it.")
        {
            ReplaceVerb.Create(),
            ForgetVerb.Create(),
        };
}
