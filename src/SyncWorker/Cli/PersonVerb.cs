using System.CommandLine;
using SyncWorker.Cli.Person;

namespace SyncWorker.Cli;

/// <summary><c>person …</c></summary>
static class PersonVerb
{
    public static Command Create() => new("person", "What the worker keeps of a person: forgets an address when its owner asks for it.")
    {
        ForgetVerb.Create(),
    };
}
