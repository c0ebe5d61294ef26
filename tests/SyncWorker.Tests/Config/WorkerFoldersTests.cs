using SyncWorker.Config;

namespace SyncWorker.Tests.Config;

/// <summary>Which folders a command works on: what was given, else the environment, else the installed ones.</summary>
public sealed class WorkerFoldersTests
{
    const string Installed = "/etc/syncworker";

    [Theory]
    [InlineData("/srv/given", "/srv/environment", "/srv/given")]
    [InlineData("/srv/given", null, "/srv/given")]
    [InlineData(null, "/srv/environment", "/srv/environment")]
    [InlineData(null, null, "/var/lib/syncworker")]
    public void The_installed_data_folder_is_used_only_where_no_other_is_named(string? given, string? environment, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the folders of an installation on Linux");

        Assert.Equal(expected, WorkerFolders.Resolve(Installed, given, name => name == "SYNCWORKER_DATA" ? environment : null).Data);
    }

    [Fact]
    public void Data_is_beside_a_config_folder_that_is_not_the_installed_one()
    {
        var root = Path.GetFullPath("place");

        Assert.Equal(Path.Combine(root, "data"), WorkerFolders.Resolve(Path.Combine(root, "config"), null, _ => null).Data);
    }
}
