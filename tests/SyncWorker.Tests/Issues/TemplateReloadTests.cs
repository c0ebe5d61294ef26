using SyncWorker.Tests.Hosting;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Issues;

/// <summary>A running worker tries an edited template before it takes it, in a process of its own.</summary>
public sealed class TemplateReloadTests : IDisposable
{
    readonly TestFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public async Task A_template_that_writes_an_empty_mail_is_refused_and_a_good_one_is_taken_and_the_register_is_asked()
    {
        RunConfig.Write(_folders.Worker.Config, """{ "remind": { "run": "never" } }""");
        var template = Path.Combine(_folders.Worker.Config, "templates", "notice.vi.txt.hbs");
        Directory.CreateDirectory(Path.GetDirectoryName(template)!);
        await using var worker = RunningWorker.Start(_folders);
        await worker.SaysAsync("started");

        await File.WriteAllTextAsync(template, "{{#if trial}}{{trial.to}}{{/if}}", TestContext.Current.CancellationToken);
        await worker.SaysAsync("1 fault in");
        await worker.SaysAsync("templates/notice.vi.txt.hbs: A mail written by it");

        await File.WriteAllTextAsync(template, "{{#each lines}}{{this}}{{/each}}", TestContext.Current.CancellationToken);
        await worker.SaysAsync("it is in force");
        await worker.SaysAsync("The new config and the register: The register is empty");

        Assert.Equal(SyncWorker.Hosting.ExitCode.Done, await worker.StopAsync());
    }
}
