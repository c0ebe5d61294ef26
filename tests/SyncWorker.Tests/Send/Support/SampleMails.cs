using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Send.Templates;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Remind;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send.Support;

/// <summary>One of each kind of mail, as golden files, screenshots and validators are given them.</summary>
static class SampleMails
{
    static readonly Dictionary<string, Func<SampleUnion, DigestInput>> s_samples = new()
    {
        ["digest"] = union => TargetA(union).Mail("2026-07-06", "staff:bcau-01"),
        ["trial"] = Trial,
        ["deputy"] = Deputy,
        ["weekly"] = union => TwoWeeks(union).Mail("2026-07-10", "staff:bcau-01", isWeekly: true),
        ["leaders"] = union => TwoWeeks(union).Mail("2026-07-10", "staff:lh-pct", isWeekly: true),
        ["missing"] = union => Early(TargetB(union)).Mail("2026-07-13", "staff:bcau-tb"),
        ["missing-officer"] = union => Early(TargetB(union)).Mail("2026-07-13", "staff:bcau-01"),
        ["missing-answered"] = union => Answered(Early(TargetB(union)).Mail("2026-07-13", "staff:bcau-tb")),
        ["sheet-entry"] = SheetEntry,
        ["missing-leaders"] = union => Later(TargetB(union)).Mail("2026-07-17", "staff:lh-pct", isWeekly: true),
        ["decisions"] = Decisions,
        ["letter"] = union => Later(TargetB(union)).Mail("2026-07-17", "staff:vp-cvp"),
        ["report-and-plan"] = union => ReportAndPlan(union).Mail("2026-12-21", "staff:vp-cvp"),
        ["unit-plan"] = union => ReportAndPlan(union).Mail("2026-12-11", $"partner:{SampleUnion.Partner("FR")}"),
        ["overdue"] = Overdue,
        ["unit-due"] = union => TargetB(union).Mail("2026-07-07", $"partner:{SampleUnion.Partner("FR")}"),
        ["unit-missing"] = union => Early(TargetB(union)).Mail("2026-07-09", $"partner:{SampleUnion.Partner("FR")}"),
        ["unit-local"] = Local,
        ["unit-done"] = UnitDone,
        ["unit-record"] = Record,
        ["assignments"] = union => Assigned(union).Mail("2026-07-20", "staff:bcau-01"),
        ["unit-assignment"] = union => Assigned(union).Mail("2026-07-21", $"partner:{SampleUnion.Partner("HU")}"),
        ["before-break"] = union => Break(union).Mail("2027-02-02", "staff:bcau-01"),
        ["after-break"] = AfterBreak,
        ["changes"] = Changes,
        ["year-list"] = union => YearList(TargetA(union)).Mail("2026-08-28", "staff:vp-cvp"),
        ["all-kinds"] = AllKinds,
        ["notice"] = ToMany,
        ["hostile"] = Hostile,
    };

    public static IReadOnlyCollection<string> Names => s_samples.Keys;

    public static (string Template, string Subject, object View) Of(string name, string language)
    {
        var form = MailForm.Create(Input(name, language));
        return (form.Template, form.Subject, form.View);
    }

    /// <summary>A line of a mail about that day.</summary>
    public static MailReminder Reminder(DateOnly day, ReminderContent facts) =>
        new(World.Entry(new("sample", "partner:1", "2026"), new(StepKind.Before, "5 days"), "staff:bca-01") with { Day = day }, facts);

    public static DigestInput Input(string name, string language)
    {
        var input = s_samples[name](new(language));
        return input with { Attachment = Attachment.Names(Attachment.Choose(input, default)) };
    }

    /// <summary>Monday, 06/07/2026: 16 of 27 still missing, three days to prepare, one far ahead.</summary>
    static SampleUnion TargetA(SampleUnion union)
    {
        union.GoLive = new(2026, 7, 6);
        union.Days["FR"] = (null, "07-14");
        union.Days["AM"] = ("1992-07-14", null);
        union.Days["RS"] = ("1957-03-10", null);
        foreach (
            var (key, day) in (ReadOnlySpan<(DueItemKey, DateOnly)>)
                [
                    (new("half-year-report", "report:RPT-6T-H", "2026-H1"), new(2026, 7, 8)),
                    (new("relations", "country:AM", "2026"), new(2026, 7, 14)),
                    (new("national-day", "country:FR", "2026"), new(2026, 7, 14)),
                ]
        )
        {
            // Put off until today: what is made up for at the start is not told the day before its next step.
            union.Told.Add(
                World.Entry(key, new(StepKind.Before, "14 days"), "staff:bcau-01") with
                {
                    Day = day,
                    SendOn = new(2026, 6, 24),
                    State = LedgerState.Snoozed,
                    SnoozedUntil = new(2026, 7, 6),
                }
            );
        }

        union.Received.UnionWith(["AL", "GB", "AM", "AZ", "PL", "BY", "BE", "BG", "DK", "DE", "GE"]);
        return union;
    }

    /// <summary>As target B, where answers are wanted and a sheet is named: one unit has a later day, of another there is a remark.</summary>
    static DigestInput Answered(DigestInput input)
    {
        var links = new SyncWorker.Send.AnswerMails(new() { To = "tra-loi@example.org" }, "key", World.Calendar);
        return input with
        {
            Reminders =
            [
                .. input.Reminders.Select(reminder =>
                {
                    var facts = reminder.Facts with
                    {
                        TrackingSheet = @"\\may-chu\chau-au\so-theo-doi.xlsx",
                        Missing =
                        [
                            .. reminder.Facts.Missing.Select(
                                (missing, i) =>
                                    i switch
                                    {
                                        0 => missing with
                                        {
                                            ExtendedTo = new(2026, 7, 20),
                                            IsListedOnly = true,
                                            Response = "xin lùi do đại hội",
                                        },
                                        1 => missing with { Response = "hẹn gửi thứ Sáu" },
                                        _ => missing,
                                    }
                            ),
                        ],
                    };
                    var mail = new OutboxMail
                    {
                        Recipient = reminder.Entry.Recipient,
                        Day = input.Today,
                        Kind = OutboxMail.Digest,
                        Salutation = input.Salutation,
                        Language = input.Language,
                    };
                    return reminder with { Facts = facts, RowLinks = links.CreateRowLinks(mail, reminder.Entry, facts, input.Today) };
                }),
            ],
        };
    }

    /// <summary>What an officer wrote into the tracking sheet is no day.</summary>
    static DigestInput SheetEntry(SampleUnion union)
    {
        var input = TargetA(union).Mail("2026-07-06", "staff:bcau-01");
        var facts = new ReminderContent
        {
            Kind = ReminderKind.SheetEntry,
            SubjectVi = "Sổ theo dõi, dòng 12: \"mai gửi\" ở cột Ngày nhận: không đọc được ngày",
            SubjectEn = "Tracking sheet, line 12: \"mai gửi\" under Ngày nhận is not a day",
            UnitVi = "Hội hữu nghị Việt Nam - Pháp",
            UnitEn = "Vietnam-France Friendship Association",
            ActionVi = "ghi lại ngày nhận như 06/07/2026",
            ActionEn = "write the day of receipt like 06/07/2026",
        };
        return input with { Reminders = [Reminder(input.Today, facts)] };
    }

    /// <summary>Four of 27 are missing after the due day.</summary>
    static SampleUnion TargetB(SampleUnion union)
    {
        union.Rules = With(union.Rules, new(2026, 7, 8), "Công văn số 123/LHHN-VP ngày 02/06/2026");
        union.Received.UnionWith([
            "AL",
            "GB",
            "AM",
            "AT",
            "AZ",
            "PL",
            "BY",
            "BE",
            "BG",
            "DK",
            "DE",
            "GE",
            "NL",
            "GR",
            "IT",
            "RU",
            "NO",
            "FI",
            "RO",
            "CZ",
            "ES",
            "SE",
            "CH",
        ]);
        return union;
    }

    static SampleUnion Early(SampleUnion union)
    {
        foreach (var day in (string[])["2026-06-24", "2026-07-01", "2026-07-07"])
        {
            union.Plan(day);
        }

        return union;
    }

    static SampleUnion Later(SampleUnion union)
    {
        Early(union).Plan("2026-07-09");
        union.Plan("2026-07-13");
        return union;
    }

    /// <summary>Friday, 10/07/2026: what falls on 11 to 24 July.</summary>
    static SampleUnion TwoWeeks(SampleUnion union)
    {
        union.Rules = With(TargetA(union).Rules, new(2026, 7, 15), "Công văn số 123/LHHN-VP ngày 02/06/2026");
        union.Days["AT"] = ("1972-07-11", null);
        union.Days["DK"] = ("1971-07-24", null);
        return union;
    }

    /// <summary>Friday, 24/07/2026: reports 12 working days late, a round year that nobody has taken, a change of the register that is held.</summary>
    static DigestInput Decisions(SampleUnion union)
    {
        union.Days["RS"] = ("1957-03-10", null);
        Later(TargetB(union)).Plan("2026-07-17");
        union.Plan("2026-09-10");
        union.HeldChanges.Add(new("abc", new(2026, 7, 22), new(2026, 7, 29)));
        return union.Mail("2026-07-24", "staff:lh-pct", isWeekly: true);
    }

    static DigestInput Trial(SampleUnion union)
    {
        union.Trial = new("Đồng chí Chuyên viên Ban Châu Âu <bcau-01@example.org>", "banchauau@example.org");
        return TargetA(union).Mail("2026-07-06", "staff:bcau-01");
    }

    static DigestInput Deputy(SampleUnion union)
    {
        union.Away = ("bcau-tb", "bcau-02");
        return Early(TargetB(union)).Mail("2026-07-13", "staff:bcau-02");
    }

    /// <summary>The table does not stand alone: the digest carries the draft letter.</summary>
    static DigestInput Overdue(SampleUnion union)
    {
        Later(TargetB(union));
        union.Events.Add(
            new("2026-07-20", new(2026, 7, 20))
            {
                TitleVi = "Tọa đàm 34 năm quan hệ Việt Nam - Armenia",
                TitleEn = "Seminar on 34 years of relations with Armenia",
                Officer = "bcau-tb",
                Time = new(9, 0),
                Place = "Hà Nội",
            }
        );
        return union.Mail("2026-07-17", "staff:bcau-tb");
    }

    static DigestInput Local(SampleUnion union)
    {
        union.Plan("2026-07-09");
        return union.Mail("2026-07-13", $"partner:{SampleUnion.LaiChau}");
    }

    static DigestInput UnitDone(SampleUnion union)
    {
        Early(TargetB(union)).Plan("2026-07-09");
        union.Received.Add("FR");
        return union.Mail("2026-07-10", $"partner:{SampleUnion.Partner("FR")}");
    }

    /// <summary>A conclusion that is late, one due soon, one of an association, and a petition that was answered after it was chased.</summary>
    static SampleUnion Assigned(SampleUnion union)
    {
        const string Basis = "Thông báo kết luận số 45/TB-LHHN ngày 12/06/2026";
        Assignment Line(string id, AssignmentKind kind, string owner, DateOnly due, string vi, string en) =>
            new(id, kind, owner, due)
            {
                TaskVi = vi,
                TaskEn = en,
                Basis = kind == AssignmentKind.Conclusion ? Basis : null,
            };

        union.Rules = new() { Departments = union.Rules.Departments };
        var petition = Line("KN-02", AssignmentKind.Petition, "bcau-01", new(2026, 7, 9), "Hỗ trợ trụ sở làm việc", "Office space");
        union.Assignments.AddRange([
            Line("KL-01", AssignmentKind.Conclusion, "bcau-01", new(2026, 7, 17), "Rà soát ban chấp hành các hội", "Review the boards"),
            Line("KL-02", AssignmentKind.Conclusion, "bcau-01", new(2026, 7, 27), "Xây dựng đề án kỷ niệm", "Plan the celebration"),
            Line("KL-03", AssignmentKind.Conclusion, "CA-HU", new(2026, 7, 28), "Gửi danh sách khen thưởng", "Send the list of honours"),
            petition,
        ]);
        union.Plan("2026-07-10");
        union.Assignments[^1] = petition with { Answer = "16/07/2026, đã bố trí" };
        return union;
    }

    /// <summary>The yearly check of the register: what is known, what is known to the year, what is missing.</summary>
    static DigestInput Record(SampleUnion union)
    {
        union.GoLive = new(2027, 1, 4);
        union.Rules = new() { Departments = union.Rules.Departments, RegisterCheck = union.Rules.RegisterCheck };
        union.LocalUnion[CanonicalField.Founded] = "1996";
        union.LocalUnion[CanonicalField.TermEnd] = "2027-11-30";
        union.LocalUnion[CanonicalField.Address] = "Phường Đoàn Kết, tỉnh Lai Châu";
        return union.Mail("2027-03-03", $"partner:{SampleUnion.LaiChau}");
    }

    static SampleUnion Break(SampleUnion union)
    {
        union.GoLive = new(2027, 1, 4);
        union.Days["BE"] = ("1973-02-06", null); // within Tết
        union.Days["SE"] = ("1992-02-16", null); // soon after it; 35 years
        union.Days["RS"] = (null, "02-15");
        return union;
    }

    static DigestInput AfterBreak(SampleUnion union)
    {
        Break(union).Plan("2027-02-02");
        return union.Mail("2027-02-12", "staff:bcau-01");
    }

    /// <summary>A day that moved, one that is gone, a report that is complete, one that passed while the service was off.</summary>
    static DigestInput Changes(SampleUnion union)
    {
        TargetB(union).Days["BE"] = (null, "07-17");
        union.Days["HU"] = ("1950-08-03", null);
        HeldEvent congress = new("dai-hoi", new(2026, 8, 5))
        {
            TitleVi = "Đại hội nhiệm kỳ VII",
            TitleEn = "Congress, term VII",
            Officer = "bcau-01",
        };
        HeldEvent visit = new("tham", new(2026, 8, 4))
        {
            TitleVi = "Đoàn Hội hữu nghị Hungary - Việt Nam thăm",
            TitleEn = "Visit of the Hungary-Vietnam Friendship Association",
            Officer = "bcau-01",
        };
        union.Events.AddRange([congress, visit]);
        Later(union).Plan("2026-07-15");
        union.Received.UnionWith(["FR", "HU", "RS", "SK"]);
        union.Events.Clear();
        union.Events.Add(congress with { Day = new(2026, 8, 20) });
        union.Told.Add(
            World.Entry(new("events", "event:tham", "tham"), ReminderStep.Parse("15 working days"), "staff:bcau-01") with
            {
                Day = visit.Day,
                SendOn = new(2026, 7, 14),
                State = LedgerState.Sent,
                Facts = new ReminderContent
                {
                    Kind = ReminderKind.Event,
                    SubjectVi = visit.TitleVi,
                    SubjectEn = visit.TitleEn,
                }.ToJson(),
            }
        );
        return union.Mail("2026-07-23", "staff:bcau-01");
    }

    static SampleUnion YearList(SampleUnion union)
    {
        union.Rules = new() { Anniversaries = union.Rules.Anniversaries, YearList = union.Rules.YearList };
        return union;
    }

    /// <summary>
    /// A term that ends and one that has ended, a founding day, a day of the union's own, a meeting, a campaign, an event abroad, a
    /// request.
    /// </summary>
    static DigestInput AllKinds(SampleUnion union)
    {
        union.GoLive = new(2026, 11, 2);
        var chief = (Addressee[])[Addressee.OfPosition("vp-01")];
        union.Rules = new()
        {
            Departments = union.Rules.Departments,
            Anniversaries =
            [
                new()
                {
                    Id = "founding",
                    Of = CanonicalField.Founded,
                    Actions = union.Rules.Anniversaries[0].Actions,
                },
                Copy(union.Rules.Anniversaries.Single(rule => rule.Id == "traditional-day"), chief),
            ],
            Terms =
            [
                new()
                {
                    Id = "term-end",
                    Of = "termEnd",
                    Name = union.Rules.Terms[0].Name,
                    Action = union.Rules.Terms[0].Action,
                    To = [Role.Officer],
                },
                new()
                {
                    Id = "agreement",
                    Of = "agreementEnd",
                    Name = new() { Vi = "Hết hạn thỏa thuận hợp tác", En = "Agreement ends" },
                    To = [Role.Officer],
                },
            ],
            Meetings =
            [
                new()
                {
                    Id = "briefing",
                    Name = new() { Vi = "Họp giao ban", En = "Regular meeting" },
                    Rhythm = Recurrence.Parse("first Monday of the month", null),
                    To = chief,
                    Lead = [new(20, LeadUnit.WorkingDays)],
                },
            ],
            Campaigns =
            [
                new()
                {
                    Id = "year",
                    Name = new() { Vi = "Năm hữu nghị Việt Nam - Lào", En = "the Vietnam-Laos friendship year" },
                    From = new(2026, 11, 30),
                    Until = new(2027, 11, 30),
                    To = chief,
                },
            ],
            Requests = new() { To = chief },
        };
        union.LocalUnion[CanonicalField.Founded] = "1996-11-16";
        union.LocalUnion["termEnd"] = "2027-01-20";
        union.LocalUnion["agreementEnd"] = "2026-10-30";
        union.Events.Add(
            new("caracas", new(2026, 11, 12))
            {
                TitleVi = "Hội thảo trực tuyến",
                TitleEn = "Online seminar",
                Time = new(19, 0),
                OffsetMinutes = -240,
                Place = "Caracas",
                Officer = "vp-01",
            }
        );
        union.Requests.Add(
            new()
            {
                PartnerId = SampleUnion.LaiChau,
                Code = "ASK-1",
                Period = "1",
                Due = new(2026, 11, 13),
                Title = "Danh sách đoàn ra năm 2027",
                Basis = "Công văn số 200/LHHN-VP",
            }
        );
        return union.Mail("2026-11-10", "staff:vp-01");
    }

    /// <summary>The year's report and the plan of the next are owed apart: two have sent one of them, one has sent neither.</summary>
    static SampleUnion ReportAndPlan(SampleUnion union)
    {
        union.GoLive = new(2026, 11, 2);
        union.Rules = new()
        {
            Departments = union.Rules.Departments,
            Reports =
            [
                .. union
                    .Rules.Reports.Where(rule => rule.Id is "year-report" or "year-plan")
                    .Select(rule => Copy(rule, ["HU", "RS", "FR"])),
            ],
        };
        foreach (
            var (iso2, code, period) in (ReadOnlySpan<(string, string, string)>)[("RS", "RPT-NAM-H", "2026"), ("HU", "PLAN-NAM-H", "2027")]
        )
        {
            union.Requests.Add(
                new()
                {
                    PartnerId = SampleUnion.Partner(iso2),
                    Code = code,
                    Period = period,
                    Due = new(2026, 12, 10),
                    ReceivedOn = new(2026, 12, 9),
                }
            );
        }

        return union;
    }

    /// <summary>A message to many, with every kind of block.</summary>
    static DigestInput ToMany(SampleUnion union) =>
        Early(TargetB(union)).Mail("2026-07-13", "staff:bcau-tb") with
        {
            Reminders =
            [
                SampleMails.Reminder(
                    new(2026, 7, 13),
                    new()
                    {
                        Kind = ReminderKind.Notice,
                        SubjectVi = "Lịch nghỉ Tết Nguyên đán 2027 và phân công trực",
                        SubjectEn = "Tet holiday 2027 and who is on duty",
                        BodyVi =
                            "Văn phòng Liên hiệp thông báo lịch nghỉ Tết.\n\n## Thời gian\n\n- Nghỉ từ **thứ Sáu, 05/02/2027** đến hết thứ Năm, 11/02/2027\n- Làm việc lại từ thứ Sáu, 12/02/2027\n\nĐề nghị các Ban:\n1. Phân công trực\n2. Gửi danh sách trước **20/01/2027**",
                        BodyEn =
                            "The office of the union is closed over Tet.\n\n## When\n\n- Closed from **Friday, 05/02/2027** to Thursday, 11/02/2027\n- Open again on Friday, 12/02/2027\n\nDepartments are asked to:\n1. Say who is on duty\n2. Send the list by **20/01/2027**",
                        WhyVi = "phụ trách Ban Châu Âu",
                        WhyEn = "you head the Department of Europe",
                    }
                ),
            ],
        };

    /// <summary>Names that try to be more than names.</summary>
    static DigestInput Hostile(SampleUnion union)
    {
        Later(TargetB(union));
        union.Received.Clear();
        union.Names["FR"] = "<script>alert(1)</script><img src=https://example.org/x.png>";
        union.Names["HU"] = "Hội \u202Eignatnemmoc\u202C \"trích dẫn\" & 'nháy' {{subject}}";
        union.Names["RS"] = "Hội xuống dòng\r\nBcc: everyone@example.org";
        union.Names["SK"] = "=cmd|' /C calc'!A0";
        union.Names["AL"] = $"Hội {new string('a', 200)}";
        union.Names["GB"] = "Hội 👩‍👩‍👧 hữu nghi\u0323 Vie\u0302\u0323t Nam \u200Fعربي";
        union.Names["AM"] =
            "Hội hữu nghị và hợp tác giữa nhân dân Việt Nam và nhân dân các nước thuộc Cộng đồng các quốc gia độc lập tại Thành phố Hồ Chí Minh";
        return union.Mail("2026-07-17", "staff:bcau-tb");
    }

    /// <summary>Owed by the associations of a few countries.</summary>
    static ReportOptions Copy(ReportOptions rule, IReadOnlyList<string> countries) =>
        new()
        {
            Id = rule.Id,
            Code = rule.Code,
            Name = rule.Name,
            Who = new() { Kinds = rule.Who.Kinds, Countries = countries },
            Period = rule.Period,
            Due = rule.Due,
            Action = rule.Action,
        };

    static AnniversaryOptions Copy(AnniversaryOptions rule, IReadOnlyList<Addressee> to) =>
        new()
        {
            Id = rule.Id,
            Of = rule.Of,
            Name = rule.Name,
            Lead = rule.Lead,
            To = to,
        };

    /// <summary>The shipped rules, with the due day of the half-year's report as a document sets it.</summary>
    static RemindOptions With(RemindOptions rules, DateOnly due, string basis) =>
        new()
        {
            Departments = rules.Departments,
            Anniversaries = rules.Anniversaries,
            Reports =
            [
                .. rules.Reports.Select(rule =>
                    rule.Id != "half-year-report"
                        ? rule
                        : new()
                        {
                            Id = rule.Id,
                            Code = rule.Code,
                            Name = rule.Name,
                            Who = rule.Who,
                            Period = rule.Period,
                            Only = rule.Only,
                            Due = rule.Due,
                            Lead = rule.Lead,
                            To = rule.To,
                            Overdue = rule.Overdue,
                            Never = rule.Never,
                            Action = rule.Action,
                            Periods = new Dictionary<string, PeriodDue>
                            {
                                ["2026-H1"] = new() { Due = due, Basis = basis },
                            },
                        }
                ),
            ],
            Terms = rules.Terms,
            Events = rules.Events,
            Requests = rules.Requests,
            YearList = rules.YearList,
        };
}
