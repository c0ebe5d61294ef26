namespace SyncWorker.Tests.Support;

/// <summary>
/// Tests that need more than .NET run from tests/run.sh, which installs what they need; a plain `dotnet test` skips them.
/// </summary>
static class FullRun
{
    public static void Only() =>
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SYNCWORKER_TESTS_FULL") == "1", "needs more than .NET: run tests/run.sh");
}
