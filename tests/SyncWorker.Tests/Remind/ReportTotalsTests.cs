using FsCheck;
using FsCheck.Fluent;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>What officers, heads, the chief of office and leaders read on one day adds up, and each total names its set.</summary>
public sealed class ReportTotalsTests
{
    static readonly MailKind[] s_both = [MailKind.Daily, MailKind.Weekly];

    static readonly (string Iso2, string Department)[] s_countries =
    [
        ("FR", "Ban Châu Âu"),
        ("HU", "Ban Châu Âu"),
        ("RS", "Ban Châu Âu"),
        ("RU", "Ban Châu Âu"),
        ("BY", "Ban Châu Âu"),
        ("LA", "Ban Châu Á"),
        ("KH", "Ban Châu Á"),
        ("JP", "Ban Châu Á"),
    ];

    [Fact]
    public void On_any_day_the_sums_of_officers_heads_chief_and_leaders_agree() =>
        Prop.ForAll(
                Arb.From(Gen.Choose(0, 254), s => []), // which of the eight have come: never all of them
                received =>
                {
                    var days = Season(received);

                    Assert.NotEmpty(days);
                    foreach (var (day, level) in days)
                    {
                        // Whatever levels read of the report on that day, their totals are the same.
                        Assert.True(
                            level.Values.Distinct().Count() == 1,
                            $"{day}: {string.Join(", ", level.Select(at => $"{at.Key} {at.Value}"))}"
                        );
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Parts_add_up_to_the_total_they_stand_beside()
    {
        var said = Said(received: 0b0010_0110).Where(facts => facts.Parts is not []).ToList();

        Assert.NotEmpty(said);
        Assert.All(
            said,
            facts =>
                Assert.Equal((facts.Received, facts.Owed), (facts.Parts.Sum(part => part.Received), facts.Parts.Sum(part => part.Owed)))
        );
    }

    [Fact]
    public void A_department_is_named_only_where_all_of_its_units_are_counted()
    {
        var facts = Union(received: 0b0000_0001);

        var said = World
            .Run(facts, "2026-06-15", "2026-07-31")
            .Where(at => at.Reminder is { To: not null, Facts.Owed: not null })
            .Select(at => $"{at.Reminder.Recipient} {at.Reminder.Facts.UnitSet} {at.Reminder.Facts.Department} {at.Reminder.Facts.Owed}")
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "staff:asia-1 Followed  3",
                "staff:asia-head Department Ban Châu Á 3",
                "staff:chief Union  8",
                "staff:eu-1 Followed  3",
                "staff:eu-2 Followed  2",
                "staff:eu-head Department Ban Châu Âu 5",
            ],
            said
        );
    }

    [Fact]
    public void A_head_reads_the_part_of_each_officer_and_the_chief_that_of_each_department()
    {
        string Parts(string recipient) =>
            string.Join(
                "; ",
                Said(received: 0b0000_0001, recipient).Last().Parts.Select(part => $"{part.Name} {part.Received}/{part.Owed}")
            );

        Assert.Equal("officer Ban Châu Âu (eu-1) 1/3; officer Ban Châu Âu (eu-2) 0/2", Parts("staff:eu-head"));
        Assert.Equal("Ban Châu Á 0/3; Ban Châu Âu 1/5", Parts("staff:chief"));
    }

    static IEnumerable<ReminderContent> Said(int received, string? recipient = null) =>
        World
            .Run(Union(received), "2026-06-15", "2026-07-31")
            .Where(at => at.Reminder is { To: not null, Facts.Owed: not null })
            .Where(at => recipient is null || at.Reminder.Recipient == recipient)
            .Select(at => at.Reminder.Facts);

    /// <summary>For each day on which several levels read of the report: the sum of received and owed that each level reads.</summary>
    static List<(DateOnly Day, Dictionary<string, (int?, int?)> Levels)> Season(int received) =>
        [
            .. from plan in Preview.Run(Union(received), new([]), World.Day("2026-06-15"), World.Day("2026-07-31"))
            let levels = plan
                .Reminders.Concat(plan.Outlook)
                .Where(reminder => reminder is { To: not null, Facts.Owed: not null })
                // Digest and outlook of one day say the same: one line a person.
                .DistinctBy(reminder => reminder.Recipient)
                .GroupBy(reminder => Level(reminder.Recipient))
                .ToDictionary(
                    level => level.Key,
                    level => (level.Sum(reminder => reminder.Facts.Received), level.Sum(reminder => reminder.Facts.Owed))
                )
            let missing = Missing(received, plan)
            where levels.Count > 1
            select (plan.Today, Completed(levels, missing)),
        ];

    // Whoever has all of his reports gets no mail: his part is added from the register itself.
    static Dictionary<string, (int?, int?)> Completed(
        Dictionary<string, (int? Received, int? Owed)> levels,
        Dictionary<string, int> complete
    ) =>
        levels.ToDictionary(
            level => level.Key,
            level =>
                complete.GetValueOrDefault(level.Key) is var silent
                    ? (level.Value.Received + silent, level.Value.Owed + silent)
                    : level.Value
        );

    static Dictionary<string, int> Missing(int received, Plan plan)
    {
        var told = plan.Reminders.Concat(plan.Outlook).Where(reminder => reminder.Facts.Owed is not null).ToList();
        (string Recipient, string[] Units)[] fields =
        [
            ("staff:eu-1", ["FR", "HU", "RS"]),
            ("staff:eu-2", ["RU", "BY"]),
            ("staff:asia-1", ["LA", "KH", "JP"]),
            ("staff:eu-head", ["FR", "HU", "RS", "RU", "BY"]),
            ("staff:asia-head", ["LA", "KH", "JP"]),
        ];
        return fields
            .Where(field => field.Units.All(unit => IsIn(unit, received)))
            .Where(field => !told.Exists(reminder => reminder.Recipient == field.Recipient))
            .GroupBy(field => Level(field.Recipient))
            .ToDictionary(level => level.Key, level => level.Sum(field => field.Units.Length));
    }

    static string Level(string recipient) =>
        recipient switch
        {
            "staff:chief" => "chief",
            "staff:vice" => "leader",
            _ when recipient.EndsWith("head", StringComparison.Ordinal) => "heads",
            _ => "officers",
        };

    static bool IsIn(string iso2, int received) => (received & (1 << Array.FindIndex(s_countries, country => country.Iso2 == iso2))) != 0;

    static RemindFacts Union(int received) =>
        World.Of(
            [.. s_countries.Select((country, i) => World.Association(i + 1, country.Iso2))],
            [.. s_countries.Select(country => World.Country(country.Iso2, country.Department))],
            reports: [World.HalfYear()],
            staff:
            [
                Staff("eu-1", "Ban Châu Âu", Role.Officer, "*"),
                Staff("eu-2", "Ban Châu Âu", Role.Officer, "RU", "BY"),
                Staff("eu-head", "Ban Châu Âu", Role.DepartmentHead),
                Staff("asia-1", "Ban Châu Á", Role.Officer, "*"),
                Staff("asia-head", "Ban Châu Á", Role.DepartmentHead),
                Staff("chief", "Văn phòng", Role.OfficeChief),
                Staff("vice", "Liên hiệp", Role.Leader),
            ],
            obligations:
            [
                .. s_countries
                    .Select((country, i) => (country.Iso2, Id: i + 1))
                    .Where(country => IsIn(country.Iso2, received))
                    .Select(country => new SyncWorker.Remind.Rules.ObligationFacts
                    {
                        PartnerId = country.Id,
                        Code = "RPT-6T-H",
                        Period = "2026-H1",
                        Due = World.Day("2026-07-08"),
                        ReceivedOn = World.Day("2026-06-12"),
                    }),
            ]
        );

    static Position Staff(string id, string department, Role role, params string[] covers) =>
        new()
        {
            Id = id,
            Title = Roles.Word(role),
            Department = department,
            Roles = [role],
            Covers = covers,
            Email = $"{id}@example.org",
            Mail = role == Role.Leader ? [MailKind.Weekly] : s_both,
        };
}
