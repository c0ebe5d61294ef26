using System.CommandLine;
using SyncWorker.Cli.Person;

namespace SyncWorker.Cli;

/// <summary><c>person …</c></summary>
static class PersonVerb
{
    public static Command Create() =>
        new("person", "Personal data in the store: removes an address when its owner asks for it.") { ForgetVerb.Create() };
}
