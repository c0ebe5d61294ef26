using SyncWorker.Config;
using SyncWorker.Hosting.Config;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Issues;

/// <summary>A rule that meets nobody, a person nobody reaches, a mail that cannot leave: a fault where it is surely wrong, else a warning.</summary>
public sealed class NobodyReachedTests
{
    const string Smtp = "\"smtp\": { \"host\": \"mail.example.org\", \"port\": 587";
    const string OfficeOfficer = "\"roles\": [\"officer\"], \"covers\": [\"VN-*\"]";
    const string WholeAsia = "\"roles\": [\"officer\"], \"covers\": [\"*\"], \"email\": \"bca01@example.org\"";
    const string Swap = "2026-01-10,Sat,Làm bù (thứ Bảy),Working Saturday (swap for 2/1),swap_work,1";

    [Theory]
    [InlineData(
        "remind.json",
        "\"local_union\": \"Văn phòng\"",
        "\"local_union\": \"Van phong\"",
        "departments.local_union: No position of staff.json is in \"Van phong\"."
    )]
    [InlineData(
        "staff.json",
        OfficeOfficer,
        "\"roles\": [\"department.head\"], \"covers\": [\"VN-*\"]",
        "departments.local_union: Nobody in \"Văn phòng\" holds the role officer"
    )]
    [InlineData(
        "remind.json",
        "\"to\": [\"office.chief\"]",
        "\"to\": [\"leader\"]",
        "Whoever holds the role \"leader\" has no daily mail."
    )]
    [InlineData(
        "remind.json",
        "\"never\": [\"association.leader\"]",
        "\"never\": [\"officer\", \"association.office\"]",
        "reports[0].to: never names all of it"
    )]
    [InlineData(
        "remind.json",
        "\"never\": [\"association.leader\"]",
        "\"never\": [\"association.office\"]",
        "reports[0].overdue[0].to: never names all of it"
    )]
    [InlineData("staff.json", "\"deputy\": \"bcau-02\"", "\"deputy\": \"lh-pct\"", "leave[0].deputy: lh-pct has no daily mail.")]
    [InlineData(
        "send.json",
        Smtp,
        "\"smtp\": { \"host\": \"mail.example.org\", \"port\": 993",
        "smtp.port: Port 993 is not that of a server that takes mail."
    )]
    [InlineData(
        "send.json",
        Smtp,
        "\"smtp\": { \"host\": \"mail.example.org\", \"port\": 443",
        "smtp.port: Port 443 is not that of a server that takes mail."
    )]
    [InlineData(
        "send.json",
        "\"transport\": \"pickup\"",
        "\"transport\": \"pickup\", \"graph\": { \"mailbox\": \"nhacviec\", \"tenant\": \"t\", \"clientId\": \"c\", \"secret\": \"graph\" }",
        "graph.mailbox: \"nhacviec\" is not a mailbox"
    )]
    [InlineData(
        "send.json",
        "\"answers\": { \"to\": \"nhacviec@example.org\", \"folder\": \"answers\" }",
        "\"answers\": { \"to\": \"nhacviec@example.org\", \"authServId\": \"https://mx.example.org\" }",
        "answers.authServId: \"https://mx.example.org\" is no name of a server."
    )]
    [InlineData(
        "poll.json",
        "\"ignore\": [\"founded_precision\"]",
        "\"ignore\": [\"founded_precision\"], \"http\": { \"hosts\": [\"https://files.example.org/x\"] }",
        "http.hosts[0]: \"https://files.example.org/x\" is no host."
    )]
    [InlineData(
        "schedule.json",
        "\"remind\":    { \"run\": \"working days at 07:00\"",
        "\"remind\":    { \"run\": \"working days at 18:30\"",
        null
    )]
    [InlineData("calendars/vn-2026.csv", "2026-09-02,Wed,", "2026-09-03,Wed,", "2026-09-03 is a Thursday, and the line says Wed.")]
    [InlineData(
        "calendars/vn-2026.csv",
        Swap,
        "2026-01-10,Sat,Làm bù (thứ Bảy),Working Saturday (swap for 2/1),swap_work,0",
        "is_workday: A day of the kind swap_work is a working day."
    )]
    [InlineData(
        "calendars/vn-2026.csv",
        "2026-09-02,Wed,Quốc khánh,National Day,statutory,0",
        "2026-09-02,Wed,Quốc khánh,National Day,statutory,1",
        "is_workday: A day of the kind statutory is a day off."
    )]
    public void What_is_surely_wrong_is_a_fault(string file, string before, string after, string? words)
    {
        var faults = EditedConfig.Replace(file, before, after);

        if (words is null)
        {
            Assert.Empty(faults); // send has times of its own
            return;
        }

        Assert.Contains(faults, fault => fault.ToString().Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void A_send_that_follows_a_job_outside_mail_hours_is_a_fault()
    {
        using var folders = new TestFolders();
        var text = File.ReadAllText(Path.Combine(SourceTree.Config, "schedule.json"));
        text = EditedConfig.ReplaceFirst(text, "\"run\": \"every 5 minutes\"", "\"run\": \"after remind\"");
        text = EditedConfig.ReplaceFirst(text, "working days at 07:00", "working days at 18:30");

        Assert.Contains(
            EditedConfig.Load(folders, "schedule.json", System.Text.Encoding.UTF8.GetBytes(text)),
            fault => fault.ToString().Contains("jobs.send.run: It runs only outside mailHours", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(
        "staff.json",
        WholeAsia,
        "\"roles\": [\"officer\"], \"covers\": [\"CN\"], \"email\": \"bca01@example.org\"",
        "Ban Châu Á",
        "\"covers\""
    )]
    [InlineData(
        "staff.json",
        "\"roles\": [\"leader\"], \"email\": \"lh.pct@example.org\", \"mail\": [\"weekly\"]",
        "\"roles\": [\"leader\"], \"email\": \"lh.pct@example.org\", \"mail\": [\"daily\"]",
        "lh-pct",
        "\"mail\""
    )]
    [InlineData("staff.json", "\"roles\": [\"leader\"]", "\"roles\": []", "lh-pct", "\"roles\"")]
    [InlineData("staff.json", "\"covers\": [\"RU\", \"UA\", \"BY\", \"AZ\", \"AM\", \"GE\"]", "\"covers\": []", "bcau-02", "\"covers\"")]
    [InlineData("schedule.json", "\"goLive\": \"2026-01-01\"", "\"goLive\": \"2062-01-01\"", "2062-01-01", "goLive")]
    [InlineData("send.json", "\"allowedDomains\"", "\"mailboxesFrom\": [\"register\"], \"allowedDomains\"", "alsoAllowed", "mailboxesFrom")]
    [InlineData(
        "poll.json",
        "\"url\": \"https://register.members.example.org/golden_orgs.csv\"",
        "\"file\": \"nowhere.csv\"",
        "nowhere.csv",
        "register"
    )]
    public void What_may_be_meant_is_a_warning_that_names_the_key(string file, string before, string after, string who, string key)
    {
        using var folders = new TestFolders();
        var text = File.ReadAllText(Path.Combine(SourceTree.Config, file));
        Assert.Contains(before, text, StringComparison.Ordinal);

        Assert.Empty(EditedConfig.Load(folders, file, System.Text.Encoding.UTF8.GetBytes(EditedConfig.ReplaceFirst(text, before, after))));

        var warnings = Warnings(folders.Worker);
        Assert.Contains(
            warnings,
            warning => warning.Contains(who, StringComparison.Ordinal) && warning.Contains(key, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_shipped_config_gives_no_other_warning_than_that_of_senders() =>
        Assert.StartsWith(
            "The senders of answers",
            Assert.Single(
                Warnings(new(SourceTree.Config, Path.GetTempPath())),
                warning =>
                    !warning.Contains("Every account", StringComparison.Ordinal)
                    && !warning.Contains("SyncWorker check --connect", StringComparison.Ordinal)
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("schedule.json", "\"trialTo\": \"it@example.org\"", "\"trialTo\": \"thu.nghiem@gmail.com\"")]
    [InlineData("calendars/vn-2026.csv", "2026-09-02,Wed,", "2026-09-02,,")]
    [InlineData("calendars/vn-2026.csv", "2026-09-02,Wed,", "2026-09-02,Thứ Tư,")]
    [InlineData(
        "poll.json",
        "\"ignore\": [\"founded_precision\"]",
        "\"ignore\": [\"founded_precision\"], \"http\": { \"hosts\": [\"files.example.org\"] }"
    )]
    public void What_is_right_is_taken(string file, string before, string after) => Assert.Empty(EditedConfig.Replace(file, before, after));

    static IReadOnlyList<string> Warnings(WorkerFolders folders) =>
        ConfigWarnings.Find(ConfigFolder.Load(folders.Config).Config!, folders, new(2026, 7, 6));
}
