using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>
/// A union in which things happen while it is reminded, all from one seed: reports come early, late or never; the officer is
/// replaced; an association is merged into another; terms are renewed or not; people answer that they have it, or later.
/// </summary>
sealed class ChangingUnion
{
    public static readonly DateOnly From = new(2026, 1, 5);
    public static readonly DateOnly To = new(2035, 12, 31);

    readonly Dictionary<(long Partner, string Period), DateOnly> _received = [];
    readonly SortedSet<DateOnly> _changes = [From];
    readonly SortedDictionary<DateOnly, DateOnly> _terms = [];
    readonly Dictionary<DateOnly, (RemindFacts Facts, DueItemIndex Book)> _epochs = [];
    readonly string _founded;
    readonly string _relations;
    long _state;

    public ChangingUnion(int seed)
    {
        _state = seed;
        Due = new(7, 1 + Next(28));
        _founded = $"{new DateOnly(1950 + Next(50), 1, 1).AddDays(Next(365)):yyyy-MM-dd}";
        _relations = $"{new DateOnly(1950 + Next(50), 1, 1).AddDays(Next(365)):yyyy-MM-dd}";
        ReplacedOn = From.AddDays(200 + Next(3000));
        MergedOn = From.AddDays(200 + Next(3000));
        for (var year = From.Year; year <= To.Year; year++)
        {
            foreach (var partner in (long[])[1, 2])
            {
                if (Next(10) < 8)
                {
                    _received[(partner, $"{year}-H1")] = new DateOnly(year, Due.Month, Due.Day).AddDays(Next(50) - 25);
                }
            }
        }

        var end = From.AddDays(Next(900));
        for (_terms[From] = end; end < To && Next(10) < 8; )
        {
            var on = end.AddDays(Next(120) - 60);
            end = end.AddYears(2 + Next(4));
            _terms[on > From ? on : From.AddDays(1)] = end;
        }

        _changes.UnionWith([ReplacedOn, MergedOn, .. _received.Values, .. _terms.Keys]);
    }

    public MonthDay Due { get; }

    /// <summary>From this day on eu-2 is the officer whom eu-1 was.</summary>
    public DateOnly ReplacedOn { get; }

    /// <summary>From this day on association 2, of Laos, is part of association 1.</summary>
    public DateOnly MergedOn { get; }

    /// <summary>The next of the seed's numbers (Park and Miller 1988), below the bound.</summary>
    public int Next(int below) => (int)((_state = _state * 48271 % 2147483647) % below);

    public DateOnly ReceivedOn(long partner, string period) => _received.GetValueOrDefault((partner, period), DateOnly.MaxValue);

    /// <summary>What is known on a day, and the cases that follow from it.</summary>
    public (RemindFacts Facts, DueItemIndex Book) On(DateOnly today)
    {
        var since = _changes.GetViewBetween(From, today).Max;
        if (!_epochs.TryGetValue(since, out var epoch))
        {
            var facts = Facts(since);
            _epochs[since] = epoch = (facts, DueItemIndex.Build(facts, From, To));
        }

        return epoch;
    }

    /// <summary>Who is to be told, worked out without the planner's own finder; empty when nobody is (all is in, merged away).</summary>
    public IReadOnlyList<string> Holders(DueItem dueItem, Addressee to, DateOnly today)
    {
        long[] units =
            dueItem.Subject.StartsWith("report:", StringComparison.Ordinal)
                ? [.. ((long[])[1, 2]).Where(number => ReceivedOn(number, dueItem.Period) > today && (number == 1 || today < MergedOn))]
            : dueItem.Subject is "partner:1" or "country:FR" ? [1]
            : [2];
        return to.Role switch
        {
            Role.AssociationOffice => [dueItem.Subject],
            Role.OfficeChief => ["staff:chief"],
            Role.Officer =>
            [
                .. units.Select(unit =>
                    unit == 2 ? "staff:asia-1"
                    : today < ReplacedOn ? "staff:eu-1"
                    : "staff:eu-2"
                ),
            ],
            Role.DepartmentHead => [.. units.Select(unit => unit == 2 ? "staff:asia-head" : "staff:eu-head")],
            _ => throw new ArgumentException($"{to}"),
        };
    }

    RemindFacts Facts(DateOnly day)
    {
        var term = _terms.Last(pair => pair.Key <= day).Value;
        PartnerFacts first = World.Association(1, "FR", _founded),
            second = World.Association(2, "LA", _founded);
        var staff =
            day < ReplacedOn
                ? World.Staff
                : [World.Position("eu-2", "Ban Châu Âu", "officer"), .. World.Staff.Where(position => position.Id != "eu-1")];
        return new(
            [
                first with
                {
                    Fields = new Dictionary<string, string>(first.Fields.ToDictionary()) { ["termEnd"] = $"{term:yyyy-MM-dd}" },
                },
                second with
                {
                    IsActive = day < MergedOn,
                    SuccessorId = day < MergedOn ? null : 1,
                },
            ],
            [World.Country("FR", relations: _relations), World.Country("LA", "Ban Châu Á", relations: _relations)],
            [
                .. _received
                    .Where(pair => pair.Value <= day)
                    .Select(pair => new ObligationFacts
                    {
                        PartnerId = pair.Key.Partner,
                        Code = "RPT-6T-H",
                        Period = pair.Key.Period,
                        Due = new(int.Parse(pair.Key.Period[..4], System.Globalization.CultureInfo.InvariantCulture), Due.Month, Due.Day),
                        ReceivedOn = pair.Value,
                        Evidence = "command",
                    }),
            ]
        )
        {
            Options = new()
            {
                Anniversaries = [World.Founding(), World.Relations()],
                Reports = [World.HalfYear($"{Due.Month:00}-{Due.Day:00}")],
                Terms =
                [
                    new()
                    {
                        Id = "term-end",
                        Of = "termEnd",
                        Name = new() { Vi = "Hết nhiệm kỳ" },
                    },
                ],
            },
            Staff = new() { Staff = staff },
            Calendar = World.Calendar,
            GoLive = From,
            LongBreak = new(),
        };
    }
}
