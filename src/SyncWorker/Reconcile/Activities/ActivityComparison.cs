using System.Globalization;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Activities;

/// <summary>What is said of two rows.</summary>
enum ActivityVerdict
{
    /// <summary>Two activities.</summary>
    Other,

    /// <summary>They may tell of one activity: a person is asked, and until then they count as two.</summary>
    Asked,

    /// <summary>They tell of one activity.</summary>
    Same,
}

/// <summary>The verdict on two rows and why.</summary>
/// <param name="Score">How alike their names are, 0 to 1.</param>
readonly record struct ActivityLikeness(ActivityVerdict Verdict, double Score, string Reason);

/// <summary>
/// Whether two rows tell of one activity:
/// 1. never, where country, numbers, provinces or days contradict;
/// 2. the same, where the day is the same, a unit is named by both, and the names are alike, name no different form of event and have no word
///    in another's place;
/// 3. asked about, where only one of these is missing.
/// </summary>
static class ActivityComparison
{
    /// <summary>From this likeness on names tell of one activity; found on the planted spellings of the tests, not by any document.</summary>
    const double Alike = 0.68;

    /// <summary>From this likeness on a person is asked.</summary>
    const double Near = 0.5;

    /// <summary>Names so alike are asked about on neighbouring days.</summary>
    const double Equal = 0.9;

    /// <summary>So many days apart a slip of the day is asked about.</summary>
    public const int Neighbouring = 2;

    public static ActivityLikeness Compare(ToldActivity a, ToldActivity b)
    {
        if (Contradicts(a, b) || !MayBeOneDay(a.Day, b.Day, Neighbouring))
        {
            return default;
        }

        var sharesUnit = ShareUnit(a, b);
        var isOneDay = MayBeOneDay(a.Day, b.Day, 0);
        if (!sharesUnit && (!isOneDay || AreOfOtherProvinces(a, b)))
        {
            return default;
        }

        var score = a.Title.Likeness(b.Title);
        var forms = a.Title.Forms.Count > 0 && b.Title.Forms.Count > 0 && !a.Title.Forms.Overlaps(b.Title.Forms);
        var shown = score.ToString("0.00", CultureInfo.InvariantCulture);
        if (!isOneDay)
        {
            return score >= Equal && !forms
                ? new(ActivityVerdict.Asked, score, $"names alike ({shown}), a unit in common, days apart: {a.Day} and {b.Day}")
                : default;
        }

        return score switch
        {
            >= Alike when sharesUnit && !forms && IsSureDay(a.Day, b.Day) && !a.Title.ReplacesWords(b.Title) => new(
                ActivityVerdict.Same,
                score,
                $"same day, a unit in common, names alike ({shown})"
            ),
            >= Alike when sharesUnit && !forms && !IsSureDay(a.Day, b.Day) => new(
                ActivityVerdict.Asked,
                score,
                $"names alike ({shown}), one of them without its day"
            ),
            >= Alike when sharesUnit && !forms => new(
                ActivityVerdict.Asked,
                score,
                $"same day, a unit in common, names alike ({shown}) but for a word in another's place"
            ),
            >= Alike when sharesUnit => new(ActivityVerdict.Asked, score, $"same day, names alike ({shown}), other form of event"),
            >= Alike when !forms => new(ActivityVerdict.Asked, score, $"same day, names alike ({shown}), no unit in common"),
            >= Near when sharesUnit && !forms => new(ActivityVerdict.Asked, score, $"same day, a unit in common, names near ({shown})"),
            _ => default,
        };
    }

    // Asked of each pair of a few days, hundreds of thousands a year: without a delegate or an enumerator for each.
    static bool ShareUnit(ToldActivity a, ToldActivity b)
    {
        for (var i = 0; i < a.Units.Count; i++)
        {
            for (var j = 0; j < b.Units.Count; j++)
            {
                if (a.Units[i].Key == b.Units[j].Key)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>What both say and say differently: then no likeness of names makes them one.</summary>
    public static bool Contradicts(ToldActivity a, ToldActivity b) =>
        (
            a.Country is { } one
            && b.Country is { } other
            && one != other
            && !a.Title.Countries.Contains(other)
            && !b.Title.Countries.Contains(one)
        )
        || Differ(a.Title.Numbers, b.Title.Numbers)
        || (a.Title.Provinces.Count > 0 && b.Title.Provinces.Count > 0 && !a.Title.Provinces.Overlaps(b.Title.Provinces))
        || !MayBeOneDay(a.Day, b.Day, Neighbouring);

    // The same ceremony is held in many provinces on one day: each union's is its own.
    static bool AreOfOtherProvinces(ToldActivity a, ToldActivity b) =>
        a.UnitProvinces.Any() && b.UnitProvinces.Any() && !a.UnitProvinces.Intersect(b.UnitProvinces).Any();

    // "65 năm (2/12)" beside "65 năm" says more, not something else.
    static bool Differ(IReadOnlySet<string> a, IReadOnlySet<string> b) => !a.IsSubsetOf(b) && !b.IsSubsetOf(a);

    static bool IsSureDay(PartialDate a, PartialDate b) => a == b && a.Precision == DatePrecision.Day;

    static bool MayBeOneDay(PartialDate a, PartialDate b, int apart)
    {
        if (a.Precision != DatePrecision.Day || b.Precision != DatePrecision.Day)
        {
            return a.Year == b.Year && (a.Month == b.Month || a.Month == 0 || b.Month == 0);
        }

        var days = new DateOnly(a.Year, a.Month, a.Day).DayNumber - new DateOnly(b.Year, b.Month, b.Day).DayNumber;
        return Math.Abs(days) <= apart;
    }
}
