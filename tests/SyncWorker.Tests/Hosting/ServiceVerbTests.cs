using SyncWorker.Cli;

namespace SyncWorker.Tests.Hosting;

[Collection("the command line")] // its options are one for all roots: no two tests build a root at the same time
public sealed class ServiceVerbTests
{
    [Fact]
    public void The_services_verbs_are_its_own()
    {
        var verbs = ServiceVerb.Create().Subcommands;

        Assert.Equal(["install", "repair", "uninstall", "start", "stop", "status", "reload", "run"], verbs.Select(verb => verb.Name));
        Assert.DoesNotContain(verbs, verb => verb.Description == StatusVerb.Create().Description);
    }
}
