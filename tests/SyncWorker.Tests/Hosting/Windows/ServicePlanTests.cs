using SyncWorker.Cli;
using SyncWorker.Hosting.Windows;

namespace SyncWorker.Tests.Hosting.Windows;

public sealed class ServicePlanTests
{
    static readonly ServiceSetup s_setup = new()
    {
        Name = "SyncWorker",
        Program = @"C:\Program Files\SyncWorker\SyncWorker.exe",
        Home = @"C:\ProgramData\SyncWorker",
        Config = @"C:\ProgramData\SyncWorker\config",
        Data = @"C:\ProgramData\SyncWorker\data",
    };

    static readonly string[] s_shipped = ["README.md", "poll.json", @"schema\poll.schema.json"];

    static IReadOnlyList<ServiceStep> Plan(ServiceSetup setup, ServiceFound? found, params string[] there) =>
        ServicePlan.Install(setup, found, s_shipped, there.Contains);

    static ServiceFound Found(string account, bool hasFailureActions = true) => new(s_setup.CommandLine, account, 3, hasFailureActions);

    [Fact]
    public void A_first_install_is_what_the_golden_file_says()
    {
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Hosting", "Windows", "golden", "service-install.txt"));

        Assert.Equal(golden.ReplaceLineEndings(), string.Join(Environment.NewLine, Plan(s_setup, found: null)) + Environment.NewLine);
    }

    [Theory]
    [InlineData(@"D:\Apps\SyncWorker\SyncWorker.exe", true)]
    [InlineData(@"C:\Program Files (x86)\SyncWorker\SyncWorker.exe", false)]
    [InlineData(@"C:\Program Files\SyncWorker\SyncWorker.exe", false)]
    public void A_program_folder_outside_Program_Files_is_closed_to_users(string program, bool isClosed)
    {
        var setup = s_setup with { Program = program };

        Assert.Equal(
            isClosed,
            Plan(setup, found: null)
                .OfType<ServiceStep.SetRights>()
                .Any(rights => rights.Path == setup.ProgramFolder && !rights.ServiceWrites)
        );
    }

    [Fact]
    public void What_another_account_planted_or_linked_elsewhere_is_refused_by_name()
    {
        var owners = new Dictionary<string, string?>
        {
            ["admin"] = "S-1-5-32-544",
            ["system"] = "S-1-5-18",
            ["service"] = "S-1-5-80-1",
            ["user"] = "S-1-5-21-1-2-3-1001",
            ["junction"] = "S-1-5-18",
            ["orphan"] = null,
        };

        var refusals = PlantedFolder.Refusals(owners.Keys, entry => entry == "junction", entry => owners[entry], ["S-1-5-80-1"]);

        Assert.Equal(["user", "junction", "orphan"], refusals.Select(sentence => sentence.Split(' ')[0]));
    }

    [Fact]
    public void Installing_twice_keeps_account_start_type_and_failure_actions()
    {
        var steps = Plan(s_setup, Found(@"CORP\sync$"));

        Assert.DoesNotContain(
            steps,
            step =>
                step is ServiceStep.Create or ServiceStep.ChangeAccount or ServiceStep.SetFailureActions or ServiceStep.ChangeCommandLine
        );
        Assert.DoesNotContain(steps, step => step is ServiceStep.SetNumber { Level: 3 });
        Assert.Contains(new ServiceStep.Keep(@"account=CORP\sync$"), steps);
        Assert.Contains(new ServiceStep.Keep("start=3"), steps);
    }

    [Fact]
    public void A_service_without_failure_actions_gets_them() =>
        Assert.Contains(new ServiceStep.SetFailureActions(), Plan(s_setup, Found("LocalSystem", hasFailureActions: false)));

    [Fact]
    public void A_program_that_was_moved_gets_its_path_corrected() =>
        Assert.Contains(
            Plan(s_setup, Found("LocalSystem") with { CommandLine = @"D:\old\SyncWorker.exe run" }),
            step => step is ServiceStep.ChangeCommandLine { Was: @"D:\old\SyncWorker.exe run" }
        );

    [Fact]
    public void An_account_that_is_named_is_changed_and_may_log_on_as_a_service()
    {
        var steps = Plan(s_setup with { Account = @"CORP\sync$" }, Found(@"NT SERVICE\SyncWorker"));

        Assert.Equal(
            [new ServiceStep.GrantLogon(@"CORP\sync$"), new ServiceStep.ChangeAccount(@"CORP\sync$", null, @"NT SERVICE\SyncWorker")],
            steps.Where(step => step is ServiceStep.GrantLogon or ServiceStep.ChangeAccount)
        );
    }

    [Fact]
    public void The_virtual_account_needs_no_right_to_log_on() =>
        Assert.DoesNotContain(Plan(s_setup, found: null), step => step is ServiceStep.GrantLogon);

    [Fact]
    public void The_outer_folder_is_closed_before_the_inner_ones()
    {
        var closed = Plan(s_setup, found: null).OfType<ServiceStep.SetRights>().Select(step => (step.Path, step.ServiceWrites));

        Assert.Equal([(s_setup.Home!, false), (s_setup.Config, false), (s_setup.Data, true)], closed);
    }

    [Fact]
    public void Folders_of_the_administrators_own_leave_their_surroundings_alone()
    {
        var closed = Plan(s_setup with { Home = null, Config = @"D:\it\config", Data = @"E:\data" }, found: null)
            .OfType<ServiceStep.SetRights>()
            .Select(step => step.Path);

        Assert.Equal([@"D:\it\config", @"E:\data"], closed);
    }

    [Fact]
    public void A_password_is_never_printed()
    {
        var steps = Plan(s_setup with { Account = @"CORP\user", Password = "geheim" }, Found("LocalSystem"))
            .Concat(Plan(s_setup with { Account = @"CORP\user", Password = "geheim" }, found: null));

        Assert.DoesNotContain(steps, step => step.ToString()!.Contains("geheim", StringComparison.Ordinal));
    }

    [Fact]
    public void Config_that_is_there_is_not_overwritten_but_its_schemas_are_renewed()
    {
        var steps = Plan(
            s_setup,
            found: null,
            s_setup.Config,
            s_setup.Config + @"\poll.json",
            s_setup.Config + @"\schema\poll.schema.json"
        );

        var copied = steps.OfType<ServiceStep.CopyFile>().Select(step => step.To);
        Assert.Equal([s_setup.Config + @"\README.md", s_setup.Config + @"\schema\poll.schema.json"], copied);
    }

    [Theory]
    [InlineData("TrustedInstaller", "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464")]
    [InlineData("trustedinstaller", "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464")]
    public void A_services_identifier_is_computed_as_Windows_does(string name, string sid) =>
        Assert.Equal(sid, ServiceSid.FromServiceName(name));

    [Fact]
    public void The_numbers_of_our_own_controls_are_an_interface()
    {
        string[] numbers = [.. ServiceControls.RunNow.Select(pair => $"{pair.Key} {pair.Value}")];

        Assert.Equal(
            ["poll 128", "reconcile 129", "remind 130", "send 131", "backup 132", "calendars 133", "pages 134", "inbox 135"],
            numbers
        );
        Assert.Equal("remind", ServiceControls.JobOf(130));
        Assert.Null(ServiceControls.JobOf(200));
    }
}
