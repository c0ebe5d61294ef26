using System.Diagnostics;
using System.Globalization;
using SyncWorker.Send.Outbox;

namespace SyncWorker.Tests.Send.Outbox;

/// <summary>Whose lease it is: a worker that runs, one that is gone, or one of another machine, of which nobody here knows.</summary>
public sealed class LeaseOwnerTests
{
    const int Nobody = int.MaxValue; // no process has that id

    static string Machine => Environment.MachineName;

    static int Pid => Environment.ProcessId;

    // The machine's start and this process's within it.
    static string Boot => LeaseOwner.Me.Split('/')[2].Split('.')[0];

    static string Start => LeaseOwner.Me.Split('/')[2].Split('.')[1];

    [Fact]
    public void It_is_machine_process_and_start()
    {
        Assert.Matches(@"^[0-9a-f]+\.[0-9]+$", LeaseOwner.Me.Split('/')[2]);
        Assert.StartsWith($"{Machine}/{Pid}/", LeaseOwner.Me, StringComparison.Ordinal);
    }

    [Fact]
    public void This_process_is_not_gone_and_another_machines_is_not_known_to_be()
    {
        Assert.False(LeaseOwner.IsGone(LeaseOwner.Me));
        Assert.False(LeaseOwner.IsGone($"elsewhere/{Nobody}/{Boot}.1"));
        Assert.False(LeaseOwner.IsGone($"elsewhere/{Pid}/x"));
    }

    [Fact]
    public void A_process_id_used_again_is_not_the_same_worker()
    {
        Assert.True(LeaseOwner.IsGone($"{Machine}/{Pid}/{Boot}.{Start}1"));
        Assert.True(LeaseOwner.IsGone($"{Machine}/{Pid}/0badb007.{Start}")); // the same id at the same time after another start of the machine
        Assert.True(LeaseOwner.IsGone($"{Machine}/{Pid}/another start"));
        Assert.True(LeaseOwner.IsGone($"{Machine}/{Nobody}/{Boot}.{Start}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("gone")]
    [InlineData("elsewhere/1")]
    [InlineData("elsewhere/1/x/y")]
    [InlineData("elsewhere/one/x")]
    [InlineData("elsewhere/-1/x")]
    public void What_no_worker_wrote_is_nobodys(string? owner) => Assert.True(LeaseOwner.IsGone(owner));

    [Fact]
    public void A_process_is_gone_when_it_ends_and_not_before_whatever_its_name_is()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "looks into /proc");
        using var process = Shell("printf 'a) Z b' > /proc/$$/comm; echo; read line");
        process.StandardOutput.ReadLine();
        var owner = OwnerOf(process.Id);

        Assert.False(LeaseOwner.IsGone(owner));
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.True(LeaseOwner.IsGone(owner));
    }

    [Fact]
    public void A_process_that_has_ended_is_gone_even_while_nobody_has_asked_how()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "looks into /proc");
        using var parent = Shell("exec 3<&0; { read line <&3; } & echo $!; exec sleep 600"); // sleep asks for no child of its
        try
        {
            var owner = OwnerOf(int.Parse(parent.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture));
            Assert.False(LeaseOwner.IsGone(owner));

            parent.StandardInput.Close();

            Assert.True(SpinWait.SpinUntil(() => LeaseOwner.IsGone(owner), TimeSpan.FromSeconds(20)));
        }
        finally
        {
            parent.Kill();
        }
    }

    [Fact]
    public void What_was_written_since_the_machine_was_started_is_still_there()
    {
        Assert.True(LeaseOwner.IsOfThisBoot(LeaseOwner.Me));
        Assert.True(LeaseOwner.IsOfThisBoot($"{Machine}/{Nobody}/{Boot}.1"));
        Assert.False(LeaseOwner.IsOfThisBoot($"{Machine}/{Pid}/0badb007.{Start}"));
        Assert.False(LeaseOwner.IsOfThisBoot($"elsewhere/{Pid}/{Boot}.{Start}"));
    }

    [Fact]
    public void Of_what_no_worker_wrote_nobody_knows_when()
    {
        Assert.False(LeaseOwner.IsOfThisBoot(null));
        Assert.False(LeaseOwner.IsOfThisBoot(Machine));
        Assert.False(LeaseOwner.IsOfThisBoot($"{Machine}/{Pid}/{Boot}"));
        Assert.False(LeaseOwner.IsOfThisBoot($"{Machine}/{Pid}/{Boot}.1.2"));
        Assert.False(LeaseOwner.IsOfThisBoot($"{Machine}/{Pid}/{Boot}.1/x"));
    }

    static Process Shell(string script) =>
        Process.Start(
            new ProcessStartInfo("sh", ["-c", script])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;

    // The start is the 22nd field, the 20th after the name, which may have anything in it (proc(5)).
    static string OwnerOf(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        return $"{Machine}/{pid}/{Boot}.{stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19]}";
    }
}
