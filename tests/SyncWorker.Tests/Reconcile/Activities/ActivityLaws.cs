using FsCheck;
using FsCheck.Fluent;
using SyncWorker.Reconcile.Activities;
using SyncWorker.Reconcile.Matching;
using SyncWorker.Union;

namespace SyncWorker.Tests.Reconcile.Activities;

/// <summary>What holds for every list of activities.</summary>
public sealed class ActivityLaws
{
    static readonly Lexicon s_lexicon = new(
        Samples.Tables(),
        Samples.Countries().Select(row => (row.Fields["country"], row.Fields["nameVi"]))
    );

    static readonly Unit s_centre = new(Unit.CentreKey, "Liên hiệp", UnitLevel.Centre);

    static readonly (string Marked, string Short)[] s_countries =
    [
        ("Việt Nam - Cuba", "VN-Cuba"),
        ("Việt Nam - Lào", "VN-Lào"),
        ("Việt Nam - Pháp", "VN – Pháp"),
        ("Việt Nam - Hungary", "VN-Hungary"),
        ("Việt Nam - Đức", "VN - Đức"),
    ];

    static readonly string[] s_what =
    [
        "Gặp mặt kỷ niệm {1} năm quan hệ {0}",
        "Hội thảo hợp tác giáo dục {0}",
        "Triển lãm ảnh đất nước con người {0}",
        "Tiếp đoàn đại biểu nhân dân {0}",
    ];

    /// <summary>
    /// Some events and the rows that tell them. Each event has one to three units; each of them may tell it, as its leader, in a spelling of
    /// its own. Two events on one day differ in country, form, number or units.
    /// </summary>
    internal static (List<ToldActivity> Rows, int Events) Year(int seed, int events)
    {
        var dice = new Dice(seed);
        var rows = new List<ToldActivity>();
        for (var n = 0; n < events; n++)
        {
            var country = n % s_countries.Length;
            var what = n / s_countries.Length % s_what.Length;
            var day = new DateOnly(2026, 1, 1).AddDays(n / (s_countries.Length * s_what.Length) % 364);
            var lap = n / (s_countries.Length * s_what.Length * 364); // the same again on the same day, by other units
            var units = Units(lap, country, dice);
            var tellers = units.Where((_, i) => i == 0 || dice.OneIn(2)).OrderBy(_ => dice.Next(1000)).ToList();
            rows.AddRange(
                tellers.Select(
                    (teller, i) =>
                    {
                        var spelling = Spell(what, country, 50 + (lap % 5), dice);
                        return new ToldActivity(new($"source-{dice.Next(9)}", $"{seed}-{n}-{i}"))
                        {
                            Day = PartialDate.OfDay(day),
                            Name = spelling,
                            Title = ActivityTitle.Read(spelling, s_lexicon),
                            Lead = teller,
                            Units = [teller, .. units.Where(unit => unit != teller)],
                        };
                    }
                )
            );
        }

        return (rows, events);
    }

    static List<Unit> Units(int lap, int country, Dice dice)
    {
        Unit[] all =
        [
            lap == 0 ? s_centre : new($"partner:{100 + lap}", "Liên hiệp tỉnh", UnitLevel.LocalUnion, $"{lap:00}"),
            new($"partner:{(lap * 10) + country}0", "Hội", UnitLevel.CentralAssociation),
            new($"partner:{(lap * 10) + country}1", "Hội tỉnh", UnitLevel.ProvincialAssociation, $"{lap:00}"),
        ];
        return [.. all.Take(1 + dice.Next(3))];
    }

    static string Spell(int what, int country, int years, Dice dice)
    {
        var text = string.Format(null, s_what[what], dice.OneIn(2) ? s_countries[country].Marked : s_countries[country].Short, years);
        text = dice.OneIn(3) ? $"Lễ {text} nhân dịp" : text;
        text = dice.OneIn(3) ? text.Replace("quan hệ", "thiết lập QHNG", StringComparison.Ordinal) : text;
        return dice.OneIn(4) ? string.Join(' ', NormalizedName.From(text).Words)
            : dice.OneIn(4) ? text.ToUpperInvariant()
            : text;
    }

    static string Text(ActivityGroups groups) =>
        string.Join(
            '\n',
            groups.Activities.Select(one => $"{one.Shown.Key} {one.Level}: {string.Join(' ', one.Told.Select(row => row.Key))}")
        ) + string.Join('\n', groups.Asked.Select(pair => $"? {pair.A.Key} {pair.B.Key}"));

    [Fact]
    public void A_joint_event_counts_once_whoever_tells_it_first()
    {
        Prop.ForAll(
                ArbMap.Default.ArbFor<int>(),
                ArbMap.Default.ArbFor<int>(),
                (seed, shuffle) =>
                {
                    var (rows, events) = Year(seed, 60);
                    var dice = new Dice(shuffle);
                    var shuffled = rows.OrderBy(_ => dice.Next(1_000_000)).ToList();
                    var groups = ActivityGroups.Of(rows, PairDecisions.None);
                    return groups.Activities.Count == events && Text(groups) == Text(ActivityGroups.Of(shuffled, PairDecisions.None));
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void In_a_year_of_5000_events_a_joint_one_counts_once_whoever_tells_it_first()
    {
        Prop.ForAll(
                ArbMap.Default.ArbFor<int>(),
                ArbMap.Default.ArbFor<int>(),
                (seed, shuffle) =>
                {
                    var (rows, events) = Year(seed, 5000);
                    var dice = new Dice(shuffle);
                    var shuffled = rows.OrderBy(_ => dice.Next(1_000_000)).ToList();
                    return ActivityGroups.Of(shuffled, PairDecisions.None).Activities.Count == events;
                }
            )
            .Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(5));
    }

    [Fact]
    public void No_row_is_lost_and_none_counts_twice()
    {
        Prop.ForAll(
                ArbMap.Default.ArbFor<int>(),
                seed =>
                {
                    var (rows, _) = Year(seed, 40);
                    var counted = ActivityGroups.Of(rows, PairDecisions.None).Activities.SelectMany(one => one.Told).Select(row => row.Key);
                    return counted.Order().SequenceEqual(rows.Select(row => row.Key).Order());
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Rows_that_a_person_set_apart_are_never_one_activity()
    {
        Prop.ForAll(
                ArbMap.Default.ArbFor<int>(),
                seed =>
                {
                    var (rows, _) = Year(seed, 30);
                    var dice = new Dice(seed);
                    var (a, b) = (dice.Of(rows).Key, dice.Of(rows).Key);
                    var groups = ActivityGroups.Of(rows, new([], [(a, b)]));
                    return a == b || !groups.Activities.Any(one => one.Told.Any(row => row.Key == a) && one.Told.Any(row => row.Key == b));
                }
            )
            .QuickCheckThrowOnFailure();
    }
}
