using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>Who holds a role on Monday 06/07/2026, what that person is called, and who stands in.</summary>
public sealed class RecipientFinderTests
{
    const string Office = "Văn phòng";

    static readonly DateOnly s_today = World.Day("2026-07-06");

    static readonly Scope s_france = new() { Country = "FR", Department = Made.Europe };

    static Position Position(
        string id,
        string department,
        Role? role,
        string title = "Chuyên viên",
        string titleEn = "Officer",
        string? departmentEn = null,
        string[]? covers = null,
        LeavePeriod? leave = null,
        MailLanguage language = MailLanguage.Vi,
        string? email = null,
        string? copies = null,
        MailKind[]? mail = null
    ) =>
        new()
        {
            Id = id,
            Title = title,
            TitleEn = titleEn,
            Department = department,
            DepartmentEn =
                departmentEn
                ?? department switch
                {
                    Made.Europe => "Department of Europe",
                    Office => "Office",
                    _ => department,
                },
            Roles = role is { } held ? [held] : [],
            Covers = covers ?? ["*"],
            Email = email ?? $"{id}@example.org",
            AlsoTo = copies,
            Leave = leave is null ? [] : [leave],
            Language = language,
            Mail = mail ?? [MailKind.Daily],
        };

    static readonly Position s_officer = Position("eu-1", Made.Europe, Role.Officer);
    static readonly Position s_head = Position("eu-head", Made.Europe, Role.DepartmentHead, "Trưởng Ban", "Head");
    static readonly Position s_chief = Position("chief", Office, Role.OfficeChief, "Chánh Văn phòng", "Chief of Office");

    static RemindFacts Union(params Position[] staff) => World.Of(staff: staff);

    static IEnumerable<string> Keys(RemindFacts facts, Addressee to, Scope scope, bool heedsLeave = true) =>
        new RecipientFinder(facts).Find(to, scope, s_today, heedsLeave).Select(found => found.Key["staff:".Length..]);

    static Recipient One(RemindFacts facts, Addressee to, Scope? scope = null) =>
        Assert.Single(new RecipientFinder(facts).Find(to, scope ?? s_france, s_today));

    // Who holds a role.

    [Theory]
    [InlineData("FR", null, Made.Europe, "fr-1 fr-2")] // named for the country, wherever they sit
    [InlineData("HU", null, Made.Europe, "eu-1")] // else who covers all of the department
    [InlineData("LA", null, "Ban Châu Á", "")]
    [InlineData(null, "24", Office, "vn-24")]
    [InlineData("FR", "24", Office, "vn-24")] // an association of a province is followed with the province
    [InlineData(null, "25", Office, "vn-all")]
    [InlineData(null, null, Office, "office-1")] // no province, so not who follows the provinces
    [InlineData("FR", "25", Made.Europe, "vn-all")]
    public void An_officer_is_named_for_the_field_or_covers_the_department(string? country, string? province, string department, string ids)
    {
        var facts = Union(
            Position("eu-1", Made.Europe, Role.Officer),
            Position("eu-part", Made.Europe, Role.Officer, covers: ["BE"]),
            Position("eu-head", Made.Europe, Role.DepartmentHead),
            Position("fr-1", Made.Europe, Role.Officer, covers: ["BE", "FR"]),
            Position("fr-2", "Ban Châu Á", Role.Officer, covers: ["FR"]),
            Position("vn-24", Office, Role.Officer, covers: ["VN-24"]),
            Position("vn-all", Office, Role.Officer, covers: ["VN-*"]),
            Position("office-1", Office, Role.Officer)
        );

        Assert.Equal(
            ids.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Keys(
                facts,
                Role.Officer,
                new()
                {
                    Country = country,
                    Province = province,
                    Department = department,
                }
            )
        );
    }

    [Fact]
    public void Where_nobody_follows_the_provinces_the_officer_of_the_department_does() =>
        Assert.Equal(
            ["office-1"],
            Keys(Union(Position("office-1", Office, Role.Officer)), Role.Officer, new() { Province = "25", Department = Office })
        );

    [Fact]
    public void The_officer_that_an_event_names_is_the_one_unless_staff_json_has_none_such()
    {
        var facts = Union(s_officer, s_head, s_chief);

        Assert.Equal(["chief"], Keys(facts, Role.Officer, s_france with { Officer = "chief" }));
        Assert.Equal(["eu-1"], Keys(facts, Role.Officer, s_france with { Officer = "left" }));
    }

    [Fact]
    public void A_head_is_that_of_the_department_and_the_other_roles_are_held_by_whoever_has_them()
    {
        var facts = Union(
            s_officer,
            s_head,
            Position("asia-head", "Ban Châu Á", Role.DepartmentHead),
            s_chief,
            Position("vice-1", "Liên hiệp", Role.Leader),
            Position("vice-2", "Liên hiệp", Role.Leader)
        );

        Assert.Equal(["eu-head"], Keys(facts, Role.DepartmentHead, s_france));
        Assert.Equal(["chief"], Keys(facts, Role.OfficeChief, s_france));
        Assert.Equal(["vice-1", "vice-2"], Keys(facts, Role.Leader, s_france));
        Assert.Empty(Keys(facts, Role.It, s_france));
        Assert.Equal(["eu-head"], Keys(facts, Addressee.OfPosition("eu-head"), new()));
        Assert.Empty(Keys(facts, Addressee.OfPosition("left"), new()));
    }

    [Theory]
    [InlineData("staff:eu-1", true)]
    [InlineData("staff:eu-head", true)]
    [InlineData("staff:chief", false)]
    public void A_recipient_of_a_case_is_one_of_any_of_its_steps(string recipient, bool isOne)
    {
        var item = Made.Case(
            "2026-07-14",
            Made.Step("5 working days", "2026-07-07"),
            Made.Step("1 working day", "2026-07-13", Role.DepartmentHead)
        );

        Assert.Equal(isOne, new RecipientFinder(Union(s_officer, s_head, s_chief)).IsRecipientOf(recipient, item, s_today));
    }

    // What the person is called.

    [Theory]
    [InlineData("Chuyên viên", "Officer", Made.Europe, "Department of Europe", "Chuyên viên Ban Châu Âu", "Officer, Department of Europe")]
    [InlineData("Trưởng Ban", "Head", Made.Europe, "Department of Europe", "Trưởng Ban Châu Âu", "Head, Department of Europe")]
    [InlineData(
        "Phó trưởng ban",
        "Deputy Head",
        Made.Europe,
        "Department of Europe",
        "Phó trưởng ban Châu Âu",
        "Deputy Head, Department of Europe"
    )]
    [InlineData("Chánh Văn phòng", "Chief of Office", Office, "Office", "Chánh Văn phòng", "Chief of Office")]
    [InlineData("Chuyên viên", "Officer", Office, "Office", "Chuyên viên Văn phòng", "Officer, Office")]
    [InlineData("Chánh Văn phòng", "Chief of Office", "Liên hiệp", "Union", "Chánh Văn phòng Liên hiệp", "Chief of Office, Union")]
    [InlineData("Phó Chủ tịch", null, "Liên hiệp", null, "Phó Chủ tịch Liên hiệp", "Phó Chủ tịch, Liên hiệp")]
    public void A_position_is_called_by_its_title_and_department_without_saying_a_word_twice(
        string title,
        string? titleEn,
        string department,
        string? departmentEn,
        string vi,
        string en
    )
    {
        var position = new Position
        {
            Id = "x",
            Title = title,
            TitleEn = titleEn,
            Department = department,
            DepartmentEn = departmentEn,
            Roles = [],
            Email = "x@example.org",
        };

        var found = One(Union(position), Addressee.OfPosition("x"));

        Assert.Equal((vi, en, $"Đồng chí {vi}"), (found.PositionVi, found.PositionEn, found.Salutation));
    }

    [Fact]
    public void A_position_is_written_to_at_its_mailbox_in_its_language_with_its_copy()
    {
        var found = One(
            Union(Position("eu-1", Made.Europe, Role.Officer, language: MailLanguage.En, copies: "eu@example.org", mail: Made.Both)),
            Role.Officer
        );

        Assert.Equal(
            ("staff:eu-1", "eu-1@example.org", "eu@example.org", "Officer, Department of Europe", MailLanguage.En),
            (found.Key, found.Address, found.Copies, found.Salutation, found.Language)
        );
        Assert.Equal((Role.Officer, null, "", ""), (found.Role.Role!.Value, found.DeputyFor, found.DeputyBecause, found.ForWhom));
        Assert.Equal(Made.Both, found.Mail);
    }

    [Fact]
    public void Positions_that_one_mailbox_serves_are_one_recipient_the_first_of_them()
    {
        var facts = Union(
            s_head,
            Position("eu-1", Made.Europe, Role.Officer, email: "EU-HEAD@example.org", copies: "eu@example.org", mail: Made.Both)
        );

        var found = One(facts, Role.Officer);

        Assert.Equal(
            ("staff:eu-head", "EU-HEAD@example.org", null, "Trưởng Ban Châu Âu"),
            (found.Key, found.Address, found.Copies, found.PositionVi)
        );
        Assert.Equal(Made.Both, found.Mail); // what the position that has the role wants
    }

    // Why this person.

    [Theory]
    [InlineData(
        "officer",
        "eu-1",
        "FR",
        null,
        "được phân công theo dõi địa bàn Châu Âu",
        "you cover these countries for the Department of Europe"
    )]
    [InlineData(
        "officer",
        "eu-1",
        null,
        null,
        "được phân công theo dõi địa bàn Châu Âu",
        "you follow this field in the Department of Europe"
    )]
    [InlineData("officer", "office-1", null, "24", "được phân công theo dõi các địa phương", "you follow the provinces")]
    [InlineData("officer", "office-1", null, null, "được phân công theo dõi việc này tại Văn phòng", "you follow this field in the Office")]
    [InlineData("department.head", "eu-head", "FR", null, "phụ trách Ban Châu Âu", "you head the Department of Europe")]
    [InlineData("office.chief", "chief", "FR", null, "phụ trách Văn phòng", "you head the Office")]
    [InlineData("leader", "vice", "FR", null, "giữ vị trí Phó Chủ tịch Liên hiệp", "you hold the position of Vice President, the Union")]
    [InlineData(
        "staff:eu-1",
        "eu-1",
        "FR",
        null,
        "giữ vị trí Chuyên viên Ban Châu Âu",
        "you hold the position of Officer, Department of Europe"
    )]
    public void A_mail_says_by_what_its_reader_gets_it(string to, string holder, string? country, string? province, string vi, string en)
    {
        Position[] staff =
        [
            s_officer,
            s_head,
            s_chief,
            Position("office-1", Office, Role.Officer),
            Position("vice", "Liên hiệp", Role.Leader, "Phó Chủ tịch", "Vice President", "the Union"),
        ];
        var scope = new Scope
        {
            Country = country,
            Province = province,
            Department = staff.Single(position => position.Id == holder).Department,
        };

        var found = One(Union(staff), Addressee.Parse(to), scope);

        Assert.Equal(($"staff:{holder}", vi, en), (found.Key, found.WhyVi, found.WhyEn));
    }

    [Fact]
    public void A_department_that_is_called_the_something_gets_no_second_article() =>
        Assert.Equal(
            "you head The Secretariat",
            One(
                Union(Position("x", "Ban Thư ký", Role.DepartmentHead, departmentEn: "The Secretariat")),
                Role.DepartmentHead,
                new() { Department = "Ban Thư ký" }
            ).WhyEn
        );

    [Fact]
    public void Who_is_given_a_task_reads_which_and_others_do_not()
    {
        var (facts, given) = (Union(s_officer, s_head), new GivenTask("được giao", "you prepare it"));

        Assert.Equal("được giao", One(facts, Role.Officer, s_france with { Officer = "eu-1", Given = given }).WhyVi);
        Assert.Equal("you prepare it", One(facts, Role.Officer, s_france with { Officer = "eu-1", Given = given }).WhyEn);
        Assert.StartsWith("được phân công", One(facts, Role.Officer, s_france with { Given = given }).WhyVi, StringComparison.Ordinal);
        Assert.StartsWith("you cover", One(facts, Role.Officer, s_france with { Given = given }).WhyEn, StringComparison.Ordinal);
        Assert.StartsWith("được phân công", One(facts, Role.Officer, s_france with { Officer = "eu-1" }).WhyVi, StringComparison.Ordinal);
        Assert.StartsWith(
            "phụ trách",
            One(facts, Role.DepartmentHead, s_france with { Officer = "eu-1", Given = given }).WhyVi,
            StringComparison.Ordinal
        );
    }

    // Who stands in.

    static string StandIn(RemindFacts facts)
    {
        var found = One(facts, Role.Officer);
        return $"{found.Key} {found.Address}: {found.WhyVi} / {found.WhyEn}; {found.DeputyFor}, {found.DeputyBecause}";
    }

    static Position Away(string? deputy) => Position("eu-1", Made.Europe, Role.Officer, leave: Made.Away(deputy), mail: Made.Both);

    [Fact]
    public void During_leave_the_deputy_stands_in_with_the_mails_of_the_position()
    {
        var facts = Union(Away("eu-2"), Position("eu-2", Made.Europe, null), s_head);

        Assert.Equal(
            "staff:eu-2 eu-2@example.org: thay Chuyên viên Ban Châu Âu trong thời gian nghỉ / you stand in for the Officer, Department of Europe, who is on leave; eu-1, who is on leave",
            StandIn(facts)
        );
        Assert.Equal(Made.Both, One(facts, Role.Officer).Mail);
        Assert.Equal(["eu-1"], Keys(facts, Role.Officer, s_france, heedsLeave: false));
        Assert.Empty(facts.SetAside.Named);
    }

    [Fact]
    public void Without_a_deputy_the_head_stands_in_and_nothing_is_wrong()
    {
        var facts = Union(Away(null), s_head);

        Assert.Equal(["eu-head"], Keys(facts, Role.Officer, s_france));
        Assert.Empty(facts.SetAside.Named);
    }

    [Fact]
    public void Deputies_that_end_with_one_who_is_away_are_named()
    {
        var facts = Union(Away("eu-2"), Position("eu-2", Made.Europe, null, leave: Made.Away("eu-1")), s_head);

        Assert.Equal(["eu-head"], Keys(facts, Role.Officer, s_france));
        Assert.Equal(
            [
                "staff.json: eu-1 is on leave on 2026-07-06, and its deputies end with eu-1, who is away too or gets no daily mail. The mail goes to eu-head, the head of the department. Name a deputy who is there.",
            ],
            facts.SetAside.Named
        );
        Assert.True(facts.SetAside.Has(new("any", "leave:eu-1", "")));
    }

    [Fact]
    public void Where_nobody_is_there_the_mail_goes_to_the_position_itself_and_that_is_said()
    {
        var facts = Union(Away(null));

        Assert.Equal("staff:eu-1", One(facts, Role.Officer).Key);
        Assert.Null(One(facts, Role.Officer).DeputyFor);
        Assert.Equal(
            [
                "staff.json: eu-1 is on leave on 2026-07-06 without a deputy. The head of the department is not there either: the mail goes to the position itself. Name a deputy who is there.",
            ],
            facts.SetAside.Named
        );
    }

    static RemindFacts Dead(string[] dead, params Position[] staff) =>
        Union(staff) with
        {
            DeadAddresses = dead.Select(id => $"{id}@example.org").ToHashSet(),
        };

    [Fact]
    public void What_waits_for_a_mailbox_that_is_not_there_goes_to_the_head()
    {
        var facts = Dead(["eu-1"], s_officer, Position("asia-head", "Ban Châu Á", Role.DepartmentHead), s_head);

        Assert.Equal(
            "staff:eu-head eu-head@example.org: thay Chuyên viên Ban Châu Âu, vì thư không gửi được tới địa chỉ của đồng chí đó / you stand in for the Officer, Department of Europe, whom no mail reaches; eu-1, whom no mail reaches",
            StandIn(facts)
        );
        Assert.Equal(
            [
                "The mailbox of eu-1 was reported as not there. Its mail goes to eu-head, the head of the department. Correct it in staff.json, or confirm it: SyncWorker mail recipients list",
            ],
            facts.SetAside.Named
        );
        Assert.True(facts.SetAside.Has(new("any", "mailbox:eu-1", "")));
    }

    [Fact]
    public void Without_another_head_it_waits()
    {
        var facts = Dead(["eu-1", "eu-head"], s_officer, s_head);
        const string Waits =
            "was reported as not there. The department has no other head: its mail waits. Correct it in staff.json, or confirm it: SyncWorker mail recipients list";

        Assert.Equal(["eu-1"], Keys(facts, Role.Officer, s_france));
        Assert.Equal(["eu-head"], Keys(facts, Role.DepartmentHead, s_france));
        Assert.Equal([$"The mailbox of eu-1 {Waits}", $"The mailbox of eu-head {Waits}"], facts.SetAside.Named);
        Assert.Equal("", One(facts, Role.Officer).ForWhom);
    }

    [Fact]
    public void A_deputy_whom_no_mail_reaches_does_not_stand_in() =>
        Assert.Equal(["eu-head"], Keys(Dead(["eu-2"], Away("eu-2"), Position("eu-2", Made.Europe, null), s_head), Role.Officer, s_france));

    static RemindFacts Stopped(string id, params Position[] staff) =>
        Union(staff) with
        {
            StoppedMail = new Dictionary<string, PausedUntil> { [$"staff:{id}"] = new("stopped", World.Day("2026-07-07")) },
        };

    [Fact]
    public void What_is_stopped_goes_to_the_head_alone()
    {
        var facts = Stopped("eu-1", s_officer, s_head, s_chief);

        Assert.Equal(
            "staff:eu-head eu-head@example.org: thay Chuyên viên Ban Châu Âu trong thời gian tạm dừng gửi thư cho đồng chí đó / you stand in for the Officer, Department of Europe, to whom mail is stopped; eu-1, whose mail is stopped",
            StandIn(facts)
        );
        Assert.Equal(
            ["eu-1"],
            new RecipientFinder(facts).Find(Role.Officer, s_france, World.Day("2026-07-07")).Select(found => found.Key["staff:".Length..])
        );
    }

    [Fact]
    public void Without_a_head_who_is_there_what_is_stopped_waits()
    {
        var awayHead = Position("eu-head", Made.Europe, Role.DepartmentHead, leave: Made.Away("asia-head"));
        var other = Position("asia-head", "Ban Châu Á", Role.DepartmentHead);

        Assert.Equal(["eu-1"], Keys(Stopped("eu-1", s_officer, s_chief), Role.Officer, s_france)); // not the chief of office
        Assert.Equal(["eu-1"], Keys(Stopped("eu-1", s_officer, awayHead, other), Role.Officer, s_france)); // nor the head of another
        Assert.Equal(["eu-head"], Keys(Stopped("eu-head", s_officer, s_head, s_chief), Role.DepartmentHead, s_france));
        // Whose mail is stopped is that of the mailbox.
        Assert.Equal(
            ["eu-head"],
            Keys(Stopped("eu-2", Position("eu-2", "Liên hiệp", null, email: "eu-1@example.org"), s_officer, s_head), Role.Officer, s_france)
        );
    }

    // Offices of units.

    static PartnerFacts Unit(long id, string? province, string? email = "", string? nameEn = null) =>
        World.Association(id, "FR", email: email, kind: "local_union") with
        {
            NameEn = nameEn,
            Country = null,
            Province = province,
        };

    static RemindFacts Clusters(params PartnerFacts[] partners) =>
        new(partners, [], [])
        {
            Options = new(),
            Staff = new()
            {
                Staff = World.Staff,
                Clusters =
                [
                    new()
                    {
                        Name = "Cụm 1",
                        Year = 2026,
                        Head = "CA-2",
                        Members = ["CA-1", "CA-2"],
                    },
                    new()
                    {
                        Name = "Cụm 1",
                        Year = 2027,
                        Head = "CA-1",
                        Members = ["CA-1", "CA-2"],
                    },
                ],
            },
            Calendar = World.Calendar,
            GoLive = World.Day("2020-01-01"),
        };

    [Theory]
    [InlineData("Union 1", "you report for the Union 1")]
    [InlineData(null, "you report for Hội 1")]
    public void An_office_is_written_to_in_Vietnamese_at_the_mailbox_of_the_register(string? nameEn, string why)
    {
        var found = One(Clusters(), Role.AssociationOffice, new() { Partner = Unit(1, "24", nameEn: nameEn) });

        Assert.Equal(
            ("partner:1", "hoi1@example.org", "Văn phòng Hội 1", MailLanguage.Vi, Role.AssociationOffice),
            (found.Key, found.Address, found.Salutation, found.Language, found.Role.Role!.Value)
        );
        Assert.Equal(("là đầu mối báo cáo", why, null), (found.WhyVi, found.WhyEn, found.PositionVi));
        Assert.Equal([MailKind.Daily], found.Mail);
    }

    [Fact]
    public void An_office_without_a_mailbox_or_with_a_dead_one_is_nobody()
    {
        var unit = Unit(1, "24");
        IEnumerable<Recipient> Offices(RemindFacts facts, Scope scope) =>
            new RecipientFinder(facts).Find(Role.AssociationOffice, scope, s_today);

        Assert.Empty(Offices(Clusters(), new()));
        Assert.Empty(Offices(Clusters(), new() { Partner = Unit(1, "24", email: null) }));
        Assert.Empty(Offices(Clusters() with { DeadAddresses = new HashSet<string> { "hoi1@example.org" } }, new() { Partner = unit }));
        Assert.Single(Offices(Clusters(), new() { Partner = unit }));
    }

    [Theory]
    [InlineData("2026-12-31", "partner:2", "là đơn vị Cụm trưởng Cụm 1 năm 2026", "you head Cụm 1 in 2026")]
    [InlineData("2027-01-01", "partner:1", "là đơn vị Cụm trưởng Cụm 1 năm 2027", "you head Cụm 1 in 2027")]
    public void The_head_of_a_cluster_is_that_of_the_year_of_the_mail(string on, string key, string vi, string en)
    {
        var (one, two) = (Unit(1, "24"), Unit(2, "25"));

        var found = Assert.Single(new RecipientFinder(Clusters(one, two)).Find(Role.ClusterHead, new() { Partner = one }, World.Day(on)));

        Assert.Equal((key, Role.ClusterHead, vi, en), (found.Key, found.Role.Role!.Value, found.WhyVi, found.WhyEn));
        Assert.Empty(new RecipientFinder(Clusters(one, two)).Find(Role.ClusterHead, new(), World.Day(on)));
    }

    // Why nobody holds a role.

    [Theory]
    [InlineData("officer", "FR", null, Made.Europe, "staff.json has none for FR or Ban Châu Âu")]
    [InlineData("officer", "FR", "24", Office, "staff.json has none for VN-24 or Văn phòng")]
    [InlineData("officer", null, null, null, "staff.json has none for a department that is not known")]
    [InlineData("department.head", "FR", null, Made.Europe, "staff.json has none for Ban Châu Âu")]
    [InlineData("department.head", "FR", null, null, "staff.json has none for a department that is not known")]
    [InlineData("leader", "FR", null, Made.Europe, "staff.json has none")]
    [InlineData("staff:left", "FR", null, Made.Europe, "staff.json has none")]
    [InlineData("association.office", "FR", null, Made.Europe, "It has no mailbox in the register")]
    [InlineData("cluster.head", "FR", null, Made.Europe, "It belongs to no local union, so it is in no cluster")]
    public void A_role_without_a_holder_is_explained(string to, string? country, string? province, string? department, string why) =>
        Assert.Equal(
            why,
            new RecipientFinder(Union()).NoHolderReason(
                Addressee.Parse(to),
                new()
                {
                    Country = country,
                    Province = province,
                    Department = department,
                },
                s_today
            )
        );

    [Fact]
    public void A_unit_without_a_mailbox_a_dead_one_and_a_head_of_a_cluster_without_one_are_named()
    {
        var (unit, silent) = (Unit(1, "24"), Unit(2, "25", email: null));
        var facts = Clusters(unit, silent) with { DeadAddresses = new HashSet<string> { "hoi1@example.org" } };
        string Why(Role role, PartnerFacts partner) =>
            new RecipientFinder(facts).NoHolderReason(role, new() { Partner = partner }, s_today);

        Assert.Equal("CA-2 has no mailbox in the register", Why(Role.AssociationOffice, silent));
        Assert.Equal("the mailbox of CA-1 was reported as not there (SyncWorker mail recipients list)", Why(Role.AssociationOffice, unit));
        Assert.Equal("CA-2 heads Cụm 1 in 2026 and has no mailbox in the register", Why(Role.ClusterHead, unit));
        Assert.Equal("staff.json has no cluster of 2026 with CA-3", Why(Role.ClusterHead, Unit(3, "26")));
    }
}
