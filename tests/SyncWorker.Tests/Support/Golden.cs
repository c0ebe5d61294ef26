namespace SyncWorker.Tests.Support;

/// <summary>Texts that were reviewed and are kept as files. SYNCWORKER_GOLDEN=write writes them anew: look at the difference.</summary>
static class Golden
{
    /// <param name="folder">The test folder in whose golden/ the file lies.</param>
    public static async Task CompareAsync(string folder, string name, string text)
    {
        var golden = Path.Combine(SourceTree.Root, "tests", "SyncWorker.Tests", folder, "golden", name);
        if (Environment.GetEnvironmentVariable("SYNCWORKER_GOLDEN") == "write")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(golden)!);
            await File.WriteAllTextAsync(golden, text, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(golden, TestContext.Current.CancellationToken), text);
    }
}
