using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Issues;

/// <summary>A word of config that another file can settle is settled by check: what is mistyped would be silent for ever.</summary>
public sealed class ConfigWordsTests
{
    const string FoundingKinds = "\"who\": { \"kinds\": [\"central_association\", \"local_union\", \"provincial_association\"] }";
    const string FoundingLeads =
        "\"lead\": [\"15 working days\", \"5 working days\", \"1 working day\", \"the day\"],\n      \"round5\": [\"6 months\", \"3 months\", \"1 month\"],\n      \"round10\": [\"12 months\", \"6 months\", \"3 months\", \"1 month\"]";
    const string Due = "\"due\": { \"day\": \"07-08\", \"roll\": \"previous\" }";
    const string Smtp = "\"smtp\": { \"host\": \"mail.example.org\", \"port\": 587";

    [Theory]
    [InlineData("staff.json", "\"RU\", \"UA\"", "\"ZZ\", \"UA\"", "staff[1].covers[0]: There is no country \"ZZ\".")]
    [InlineData("staff.json", "\"covers\": [\"VN-*\"]", "\"covers\": [\"VN-99\"]", "covers[0]: There is no province \"99\".")]
    [InlineData(
        "staff.json",
        "\"department\": \"Ban Châu Á\"",
        "\"department\": \"Ban Chau A\"",
        "department: \"Ban Chau A\" is written \"Ban Châu Á\" elsewhere."
    )]
    [InlineData("staff.json", "\"deputy\": \"bcau-02\"", "\"deputy\": \"bcau-01\"", "deputy: The deputy is the position itself.")]
    [InlineData("staff.json", "\"roles\": [\"it\"]", "\"roles\": [\"boss\"]", "staff[12].roles[0]: Found \"boss\"")]
    [InlineData(
        "staff.json",
        "bcau01@example.org",
        "bcau01@gmail.com",
        "staff[0].email: The domain gmail.com is not in allowedDomains of send.json."
    )]
    [InlineData(
        "staff.json",
        "\"office.chief\", \"department.head\"",
        "\"department.head\"",
        "No position of staff.json holds the role \"office.chief\"."
    )]
    [InlineData(
        "remind.json",
        "\"never\": [\"association.leader\"]",
        "\"never\": [\"officer\", \"association.office\", \"department.head\", \"office.chief\"]",
        "never: It names everyone"
    )]
    [InlineData(
        "remind.json",
        FoundingKinds,
        "\"who\": { \"countries\": [\"FRA\"] }",
        "anniversaries[0].who.countries[0]: There is no country \"FRA\"."
    )]
    [InlineData("remind.json", FoundingKinds, "\"who\": { \"kinds\": [\"central_asociation\"] }", "Did you mean \"central_association\"?")]
    [InlineData(
        "remind.json",
        FoundingLeads,
        "\"lead\": [], \"round5\": [], \"round10\": []",
        "anniversaries[0].lead: The rule has no step"
    )]
    [InlineData("remind.json", "\"of\": \"founded\"", "\"of\": \"foundedd\"", "Did you mean \"founded\"?")]
    [InlineData("remind.json", "({activeMembers}/{boardSize}", "({activeMember}/{boardSize}", "Did you mean \"activeMembers\"?")]
    [InlineData(
        "remind.json",
        Due,
        "\"due\": { \"day\": \"07-08\" }, \"periods\": { \"2026-H2\": { \"due\": \"2027-01-08\" } }",
        "\"2026-H2\" is no period of this report. Write such as 2026-H1."
    )]
    [InlineData(
        "remind.json",
        Due,
        "\"due\": { \"day\": \"07-08\" }, \"periods\": { \"2026H1\": { \"due\": \"2026-07-08\" } }",
        "\"2026H1\" is no period of this report."
    )]
    [InlineData(
        "remind.json",
        Due,
        "\"due\": { \"day\": \"07-08\" }, \"periods\": { \"2026-H1\": { \"due\": \"2062-07-08\" } }",
        "2062-07-08 is more than a year from the end of 2026-H1."
    )]
    [InlineData(
        "remind.json",
        "\"meetings\": [",
        "\"trackingSheets\": { \"Ban Châu Úc\": \"a.xlsx\" }, \"meetings\": [",
        "No position of staff.json is in \"Ban Châu Úc\"."
    )]
    [InlineData(
        "send.json",
        "\"answers\": { \"to\": \"nhacviec@example.org\", \"folder\": \"answers\" }",
        "\"answers\": { \"to\": \"nhacviec@gmail.com\" }",
        "answers.to: The domain gmail.com"
    )]
    [InlineData(
        "send.json",
        "\"allowedDomains\": [\".example.org\"]",
        "\"allowedDomains\": [\"https://example.org\"]",
        "allowedDomains[0]: \"https://example.org\" is not a domain."
    )]
    [InlineData("send.json", "\"from\":", "\"keepAddressesFor\": \"0 days\", \"from\":", "keepAddressesFor: Addresses would be forgotten")]
    [InlineData(
        "send.json",
        Smtp,
        "\"smtp\": { \"host\": \"smtp://mail.example.org\", \"port\": 587",
        "smtp.host: \"smtp://mail.example.org\" is not the name of a server."
    )]
    [InlineData("send.json", Smtp, "\"smtp\": { \"host\": \"mail.example.org:587\", \"port\": 587", "smtp.host:")]
    [InlineData(
        "send.json",
        Smtp,
        "\"smtp\": { \"host\": \"mail.example.org\", \"port\": 465",
        "smtp.security: Port 465 is not for that security."
    )]
    [InlineData(
        "schedule.json",
        "\"run\": \"every 5 minutes\"",
        "\"run\": \"working days at 18:00\"",
        "jobs.send.run: It runs only outside mailHours"
    )]
    [InlineData("staff.json", "\"mail\": [\"daily\"] }", "\"mail\": [\"daily\", \"daily\"] }", "\"daily\" stands here a second time.")]
    [InlineData("staff.json", "\"language\": \"en\"", "\"language\": \"EN\"", "Did you mean \"en\"?")]
    [InlineData("staff.json", "\"to\": \"2026-08-21\"", "\"to\": \"2062-08-21\"", "The leave lasts for more than five years.")]
    [InlineData("schedule.json", "\"mode\": \"trial\"", "\"mode\": \"Trial\"", "Did you mean \"trial\"?")]
    [InlineData("schedule.json", "\"goLive\": \"2026-01-01\"", "\"goLive\": \"0026-01-01\"", "goLive: Found \"0026-01-01\"")]
    [InlineData("remind.json", "\"of\": \"1950-11-17\"", "\"of\": \"1950-13-17\"", "\"1950-13-17\" is no day.")]
    [InlineData("remind.json", "\"of\": \"1950-11-17\"", "\"of\": \"1950-11-31\"", "There is no day 1950-11-31.")]
    [InlineData("remind.json", "\"of\": \"termEnd\"", "\"of\": \"boardSize\"", "boardSize is no date of a partner.")]
    [InlineData("remind.json", "Báo cáo {period} của", "Báo cáo {kỳ} của", "Only {period} is filled in here")]
    [InlineData("remind.json", "({activeMembers}/", "({activeMembers/", "A brace is not closed")]
    [InlineData("remind.json", "\"draft\": \"letter\"", "\"draft\": \"lettre\"", "There is no draft \"lettre\".")]
    [InlineData("remind.json", "\"code\": \"RPT-6T-H\"", "\"code\": \"RPT-6T\"", "The code \"RPT-6T\" is used twice.")]
    [InlineData("remind.json", "\"day\": \"07-08\"", "\"day\": \"03-08\"", "is before the middle of 2027-H1.")]
    [InlineData("remind.json", "\"year\": 1990, \"from\": 2022", "\"year\": 1990, \"from\": 2020", "KZ has two days in the same year.")]
    [InlineData(
        "remind.json",
        "\"after\": \"3 working days\"",
        "\"after\": \"1 working day\"",
        "There is a step after 1 working day already."
    )]
    [InlineData(
        "remind.json",
        "\"meetings\": [",
        "\"meetings\": [{ \"id\": \"m\", \"name\": { \"en\": \"x\" }, \"days\": [\"2026-09-14\"], \"to\": [\"it\"] },",
        "The Vietnamese text is missing."
    )]
    [InlineData("send.json", "\"port\": 587", "\"port\": 993", "Port 993 is not that of a server that takes mail.")]
    [InlineData("send.json", "\"giveUpAfter\": \"3 days\"", "\"giveUpAfter\": \"1 minute\"", "retry.giveUpAfter:")]
    [InlineData(
        "poll.json",
        "\"ignore\": [\"founded_precision\"]",
        "\"ignore\": [\"founded_precision\"], \"http\": { \"headers\": { \"X-Api-Key\": \"abc\" } }",
        "The header carries a secret."
    )]
    [InlineData("poll.json", "golden_orgs.csv\"", "golden_orgs.csv?api_key=sk-1\"", "The address carries a secret in")]
    [InlineData("poll.json", "[\"*to be deleted*\"]", "[\"*\"]", "* fits every row.")]
    [InlineData(
        "reconcile.json",
        "\"exactKeys\": [\"registerId\"",
        "\"exactKeys\": [\"nameVi\"",
        "Many organisations have the same nameVi"
    )]
    [InlineData("tables/provinces.csv", "04,Cao Bằng", "01,Cao Bằng", "\"01\" stands in the table a second time.")]
    [InlineData("tables/provinces_former.csv", "2025-06-30", "2025-06-31", "\"2025-06-31\" is not a day.")]
    [InlineData("tables/province_names.csv", "Hà Nội,", "Hà Nộii,", "There is no province \"Hà Nộii\".")]
    [InlineData("tables/succession.csv", ",LU34-01,", ",LU63-01,", "LU63-01 follows itself.")]
    public void A_word_that_cannot_be_right_is_a_fault(string file, string before, string after, string words)
    {
        var faults = EditedConfig.Replace(file, before, after);

        Assert.Contains(faults, fault => fault.ToString().Contains(words, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("staff.json", "\"covers\": [\"VN-*\"]", "\"covers\": [\"VN-24\"]")]
    [InlineData("remind.json", "\"of\": \"founded\"", "\"of\": \"leaderBirthday\", \"name\": { \"vi\": \"Sinh nhật\" }")]
    [InlineData("remind.json", "\"meetings\": [", "\"trackingSheets\": { \"*\": \"a.xlsx\" }, \"meetings\": [")]
    [InlineData("schedule.json", "\"run\": \"every 5 minutes\"", "\"run\": \"working days at 16:30\"")]
    [InlineData("schedule.json", "\"trialTo\": \"it@example.org\"", "\"trialTo\": \"thu.nghiem@example.com\"")]
    public void An_edit_that_is_right_is_taken(string file, string before, string after) =>
        Assert.Empty(EditedConfig.Replace(file, before, after));
}
