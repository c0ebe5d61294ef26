namespace SyncWorker.Tests.Support;

/// <summary>How much a test does: enough to land a change, or, with SYNCWORKER_THOROUGH=1, all of it, which takes an hour more.</summary>
static class Thorough
{
    static readonly bool s_isAskedFor = Environment.GetEnvironmentVariable("SYNCWORKER_THOROUGH") == "1";

    public static T Or<T>(T thorough, T usual) => s_isAskedFor ? thorough : usual;
}
