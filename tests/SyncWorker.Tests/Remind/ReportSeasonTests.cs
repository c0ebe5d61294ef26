using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>
/// The half-year season of one local union in 2026: the half-year report (RPT-6T, due Friday 10/07), the one on foreign NGOs (NGO-6T,
/// due Wednesday 15/07) and the quarterly check of its data (CSDL-RS, due 15 days after 30/06, the same Wednesday).
/// </summary>
public sealed class ReportSeasonTests
{
    static ReportOptions Report(string code, PeriodLength length, string only, DueOptions due, params Lead[] lead) =>
        new()
        {
            Id = code,
            Code = code,
            Name = new() { Vi = code },
            Period = length,
            Only = [only],
            Due = due,
            Lead = lead,
            To = [Role.AssociationOffice],
            Overdue = [],
        };

    static List<string> Mails(Func<int[], Lead[]> leads)
    {
        DueOptions On(string day) => new() { Day = MonthDay.Parse(day, null) };
        ReportOptions[] reports =
        [
            Report("RPT-6T", PeriodLength.HalfYear, "H1", On("07-10"), leads([30, 14, 7, 3, 1, 0])),
            Report("NGO-6T", PeriodLength.HalfYear, "H1", On("07-15"), leads([14, 7, 1, 0])),
            Report("CSDL-RS", PeriodLength.Quarter, "Q2", new() { After = new(15, LeadUnit.Days) }, leads([14, 7, 1])),
        ];
        var facts = World.Of([World.Association(1, "FR")], [World.Country("FR")], reports: reports, longBreak: new(), goLive: "2026-06-01");
        return World.Mails(facts, "2026-06-01", "2026-07-31");
    }

    [Fact]
    public void Ten_mails_in_six_weeks_of_the_report_season_become_six()
    {
        // As it was, by the leads of the sample policy in days. RPT-6T: 10/06, 26/06, 03/07, Tue 07/07, 09/07, 10/07. NGO-6T: 01/07, 08/07,
        // 14/07, 15/07. CSDL-RS: 01/07, 08/07, 14/07. Thirteen lines on ten days.
        var before = Mails(days => [.. days.Select(day => new Lead(day, LeadUnit.Days))]);

        // As shipped: 14 days, 5 and 1 working days before. Due 10/07: 26/06, 03/07, 09/07. Due 15/07, twice: 01/07, 08/07, 14/07. Nine
        // lines, and
        // those of one day are one mail.
        var now = Mails(_ => [new(14, LeadUnit.Days), new(5, LeadUnit.WorkingDays), new(1, LeadUnit.WorkingDays)]);

        Assert.Equal((13, 10), (before.Count, Days(before).Count));
        Assert.Equal(9, now.Count);
        Assert.Equal(["2026-06-26", "2026-07-01", "2026-07-03", "2026-07-08", "2026-07-09", "2026-07-14"], Days(now));
    }

    static List<string> Days(List<string> mails) => [.. mails.Select(mail => mail[..10]).Distinct().Order()];
}
