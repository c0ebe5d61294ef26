using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>
/// The role cluster.head. Cụm 1 of 2024 was eleven unions headed by Vĩnh Phúc; since 01/07/2025 they are eight, and Phú Thọ took over
/// from Vĩnh Phúc (Cụm 1) and from Phú Thọ and Hòa Bình (Cụm 2): one unit, two clusters, until config says in which.
/// </summary>
public sealed class ClusterTests
{
    static readonly Dictionary<string, string> s_successors = new(StringComparer.Ordinal)
    {
        ["LU63-26"] = "LU34-25", // Vĩnh Phúc
        ["LU63-25"] = "LU34-25", // the former Phú Thọ
        ["LU63-27"] = "LU34-24", // Bắc Ninh
    };

    static PartnerFacts Union(long id, string registerId, string province, string? cluster = null, string? email = "") =>
        World.Association(id, "VN", email: email, kind: "local_union") with
        {
            RegisterId = registerId,
            NameVi = $"Liên hiệp {province}",
            Country = null,
            Province = province,
            Fields = new Dictionary<string, string>
            {
                ["email"] = email is "" ? $"lh{id}@example.org" : email ?? "",
                ["cluster"] = cluster ?? "",
            },
        };

    static Cluster Cluster(string name, int year, string head, params string[] members) =>
        new()
        {
            Name = name,
            Year = year,
            Head = head,
            Members = members,
        };

    static RemindFacts With(
        IReadOnlyList<Cluster> clusters,
        IReadOnlyList<PartnerFacts> partners,
        ReportOptions? report = null,
        string goLive = "2026-06-01"
    ) =>
        new(partners, [World.Country("LA", "Ban Châu Á")], [])
        {
            Options = new()
            {
                Reports = report is null ? [] : [report],
                Departments = new Dictionary<string, string> { ["local_union"] = "Văn phòng" },
            },
            Staff = new() { Staff = World.Staff, Clusters = clusters },
            Successors = s_successors,
            Calendar = World.Calendar,
            GoLive = World.Day(goLive),
            LongBreak = World.NoLongBreaks,
        };

    static ReportOptions Chased =>
        new()
        {
            Id = "half-year-report-local",
            Code = "RPT-6T",
            Name = new() { Vi = "Báo cáo {period}" },
            Who = new() { Kinds = ["local_union"] },
            Only = ["H1"],
            Due = new() { Day = MonthDay.Parse("07-10", null) },
            Lead = [],
            To = [],
            Overdue = [new() { After = new(3, LeadUnit.WorkingDays), To = [Role.ClusterHead] }],
        };

    [Fact]
    public void The_head_of_the_year_is_told_in_one_table_of_the_units_of_its_cluster_alone()
    {
        var facts = With(
            [Cluster("Cụm 1", 2026, "LU34-24", "LU34-24", "LU34-01"), Cluster("Cụm 2", 2026, "LU34-19", "LU34-19")],
            [Union(1, "LU34-24", "24"), Union(2, "LU34-01", "01"), Union(3, "LU34-19", "19")],
            Chased
        );

        // Due Friday 10/07/2026, three working days later: Wednesday 15/07.
        var told = World.Run(facts, "2026-06-01", "2026-07-31").Where(at => at.Reminder.IsMailed).ToList();

        Assert.Equal(
            ["2026-07-15 partner:1 report:RPT-6T +3 working days", "2026-07-15 partner:3 report:RPT-6T +3 working days"],
            told.Select(at => World.Line(at.Day, at.Reminder)).Order()
        );
        Assert.Equal(
            ["Liên hiệp 01", "Liên hiệp 24"],
            told.Single(at => at.Reminder.Recipient == "partner:1").Reminder.Facts.Missing.Select(missing => missing.Unit)
        );
        Assert.Equal("là đơn vị Cụm trưởng Cụm 1 năm 2026", told.Single(at => at.Reminder.Recipient == "partner:1").Reminder.Facts.WhyVi);
    }

    [Fact]
    public void The_head_changes_with_the_year()
    {
        var facts = With(
            [Cluster("Cụm 1", 2026, "LU34-24", "LU34-24", "LU34-01"), Cluster("Cụm 1", 2027, "LU34-01", "LU34-24", "LU34-01")],
            [Union(1, "LU34-24", "24"), Union(2, "LU34-01", "01")],
            Chased
        );

        // 10/07/2027 is a Saturday: due Friday 09/07, three working days later Wednesday 14/07.
        var told = World.Mails(facts, "2026-06-01", "2027-07-31");

        Assert.Equal(["2026-07-15 partner:1 report:RPT-6T +3 working days", "2027-07-14 partner:2 report:RPT-6T +3 working days"], told);
    }

    [Fact]
    public void A_head_that_was_merged_away_is_stood_in_for_by_the_unit_that_took_over()
    {
        var facts = With([Cluster("Cụm 1", 2024, "LU63-26", "LU63-26", "LU63-27")], [Union(1, "LU34-25", "25"), Union(2, "LU34-24", "24")]);

        Assert.Equal("LU34-25", facts.Clusters.HeadOf(facts.Partners[1], 2024).Head?.RegisterId);
    }

    [Fact]
    public void A_unit_that_took_over_from_two_clusters_needs_a_dated_answer()
    {
        IReadOnlyList<Cluster> open =
        [
            Cluster("Cụm 1", 2026, "LU34-24", "LU63-27", "LU63-26"),
            Cluster("Cụm 2", 2026, "LU34-19", "LU63-25"),
        ];
        var (phuTho, pinned, others) = (
            Union(1, "LU34-25", "25"),
            Union(1, "LU34-25", "25", "Cụm 2"),
            new[] { Union(2, "LU34-24", "24"), Union(3, "LU34-19", "19") }
        );

        var undecided = With(open, [phuTho, .. others]).Clusters.HeadOf(phuTho, 2026);
        var byField = With(open, [pinned, .. others]).Clusters.HeadOf(pinned, 2026);
        var dated = With([.. open, Cluster("Cụm 3", 2026, "LU34-25", "LU34-25")], [phuTho, .. others]).Clusters.HeadOf(phuTho, 2026);

        Assert.Equal(
            (null, "LU34-25 took over from units of Cụm 1 and Cụm 2: list it in one of them for 2026"),
            (undecided.Head, undecided.Why)
        );
        Assert.Equal(("LU34-19", "LU34-25"), (byField.Head?.RegisterId, dated.Head?.RegisterId));
    }

    [Fact]
    public void A_provincial_association_goes_with_the_union_of_its_province()
    {
        var association = World.Association(7, "LA", kind: "provincial_association") with { Province = "24" };
        var facts = With([Cluster("Cụm 1", 2026, "LU34-01")], [Union(1, "LU34-24", "24", "Cụm 1"), Union(2, "LU34-01", "01"), association]);

        Assert.Equal("LU34-01", facts.Clusters.HeadOf(association, 2026).Head?.RegisterId);
        Assert.Equal("It belongs to no local union, so it is in no cluster", facts.Clusters.HeadOf(World.Association(8, "FR"), 2026).Why);
    }

    [Fact]
    public void A_year_without_a_head_is_a_fault_that_names_rule_subject_and_role()
    {
        var facts = With([Cluster("Cụm 1", 2026, "LU34-24")], [Union(1, "LU34-24", "24")], Chased, "2027-06-01");
        var day = World.Day("2027-07-14");

        var fault = Assert.Single(Planner.Decide(DueItemIndex.Build(facts, day, day), facts, new([]), day).Faults);

        Assert.Equal("half-year-report-local/report:RPT-6T/2027-H1", fault.Item.ToString());
        Assert.Equal("Nobody holds \"cluster.head\" for Liên hiệp 24: staff.json has no cluster of 2027 with LU34-24.", fault.What);
    }

    [Fact]
    public void A_head_without_a_mailbox_is_named()
    {
        var facts = With([Cluster("Cụm 1", 2026, "LU34-24")], [Union(1, "LU34-24", "24", email: null)], Chased);
        var day = World.Day("2026-07-15");

        Assert.Contains(
            "LU34-24 heads Cụm 1 in 2026 and has no mailbox in the register.",
            Assert.Single(Planner.Decide(DueItemIndex.Build(facts, day, day), facts, new([]), day).Faults).What,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_report_can_be_owed_by_the_heads_alone()
    {
        // "Báo cáo tổng kết hoạt động Cụm": the head of the year owes it, by Monday 30/11/2026.
        var report = new ReportOptions
        {
            Id = "cluster-report",
            Code = "CUM-TK",
            Name = new() { Vi = "Báo cáo tổng kết hoạt động Cụm {period}" },
            Who = new() { Kinds = ["local_union"], ClusterHeads = true },
            Period = PeriodLength.Year,
            Due = new() { Day = MonthDay.Parse("11-30", null) },
            Lead = [new(1, LeadUnit.WorkingDays)],
            To = [Role.AssociationOffice],
            Overdue = [],
        };
        var facts = With(
            [Cluster("Cụm 1", 2026, "LU34-24", "LU34-24", "LU34-01"), Cluster("Cụm 1", 2027, "LU34-01", "LU34-24", "LU34-01")],
            [Union(1, "LU34-24", "24"), Union(2, "LU34-01", "01")],
            report
        );

        // 30/11/2026 is a Monday: Friday 27/11. 30/11/2027 is a Tuesday: Monday 29/11.
        Assert.Equal(
            ["2026-11-27 partner:1 partner:1 1 working day", "2027-11-29 partner:2 partner:2 1 working day"],
            World.Mails(facts, "2026-06-01", "2027-12-31")
        );
    }

    [Fact]
    public void When_all_of_its_units_have_reported_the_head_that_was_told_hears_so()
    {
        var clusters = new[] { Cluster("Cụm 1", 2026, "LU34-24", "LU34-24", "LU34-01") };
        PartnerFacts[] unions = [Union(1, "LU34-24", "24"), Union(2, "LU34-01", "01")];
        var ledger = new Ledger([]);
        World.Mails(With(clusters, unions, Chased), "2026-07-15", "2026-07-15", ledger);
        var received = new RemindFacts(
            unions,
            [],
            [
                .. unions.Select(union => new ObligationFacts
                {
                    PartnerId = union.Id,
                    Code = "RPT-6T",
                    Period = "2026-H1",
                    Due = World.Day("2026-07-10"),
                    ReceivedOn = World.Day("2026-07-16"),
                }),
            ]
        )
        {
            Options = With(clusters, unions, Chased).Options,
            Staff = new() { Staff = World.Staff, Clusters = clusters },
            Calendar = World.Calendar,
            GoLive = World.Day("2026-06-01"),
            LongBreak = World.NoLongBreaks,
        };

        var done = World.Run(received, "2026-07-16", "2026-07-16", ledger).Single(at => at.Reminder.IsMailed).Reminder;

        Assert.Equal((StepKind.Done, "partner:1", "lh1@example.org"), (done.Step.Kind, done.Recipient, done.To!.Address));
    }
}
