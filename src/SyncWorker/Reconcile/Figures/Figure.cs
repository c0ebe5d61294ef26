using System.Text.Json.Serialization;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Figures;

/// <summary>What a figure counts.</summary>
enum FigureKey
{
    /// <summary>Activities in which the centre or a member association at the centre took part.</summary>
    CentralActivities,

    /// <summary>Activities of local unions and their associations in which no central body took part.</summary>
    LocalActivities,

    /// <summary>Local unions that held or told of an activity.</summary>
    LocalUnits,

    /// <summary>All activities together.</summary>
    AllActivities,

    /// <summary>Activities in which several units took part.</summary>
    JointActivities,

    /// <summary>Activities that several rows tell of, counted once each.</summary>
    ToldTwice,

    /// <summary>Foreign non-governmental organisations that are active in the register.</summary>
    ForeignNgos,

    /// <summary>Those of them whose registration is valid on the last day of the period.</summary>
    RegisteredNgos,

    /// <summary>Aid of foreign organisations, in đồng.</summary>
    AidValue,

    /// <summary>Money of a campaign, in đồng.</summary>
    CampaignMoney,

    /// <summary>How often the goal of a campaign goes into its money.</summary>
    CampaignTimes,

    /// <summary>Reports of the period that came on their due day or before.</summary>
    ReportsInTime,

    /// <summary>Reports of the period that came later.</summary>
    ReportsLate,

    /// <summary>Reports of the period that are past their due day and have not come.</summary>
    ReportsMissing,
}

/// <summary>How a figure is written.</summary>
enum FigureUnit
{
    Number,
    Money,
    Times,
}

/// <summary>One counted figure, and where it comes from.</summary>
/// <param name="Key">What it counts.</param>
/// <param name="Of">The campaign, where there are several of the kind; else null.</param>
/// <param name="Value">With what it leaves open.</param>
/// <param name="Sources">The sources it was counted from, and how much each gave.</param>
sealed record Figure(FigureKey Key, string? Of, Amount Value, IReadOnlyList<FigureSource> Sources)
{
    /// <summary>What a reader must know: a goal, totals that cannot be taken apart, sources that disagree.</summary>
    public IReadOnlyList<FigureNote> Notes { get; init; } = [];

    [JsonIgnore]
    public FigureUnit Unit =>
        Key switch
        {
            FigureKey.AidValue or FigureKey.CampaignMoney => FigureUnit.Money,
            FigureKey.CampaignTimes => FigureUnit.Times,
            _ => FigureUnit.Number,
        };

    /// <summary>Some source tells of the period. Where none does, 0 would say that nothing was done.</summary>
    [JsonIgnore]
    public bool IsTold => Sources.Count > 0;

    /// <summary>Less than a whole goal is written in percent: "5,2%" and not "0,1 lần".</summary>
    [JsonIgnore]
    public bool IsBelowGoal => Unit == FigureUnit.Times && Value.Value < 1;

    Amount InPercent => Value with { Value = Value.Value * 100 };

    /// <summary>As the review writes it: "trên 335", "416 tỷ đồng", "6,4 lần".</summary>
    [JsonIgnore]
    public string Text =>
        Unit switch
        {
            FigureUnit.Money => Value.ViMoney,
            FigureUnit.Times => IsBelowGoal ? $"{InPercent.ViOneDigit}%" : $"{Value.ViOneDigit} lần",
            _ => Value.Vi,
        };

    /// <summary>On an English page: "over 335", "VND 416 billion", "6.4 times".</summary>
    [JsonIgnore]
    public string TextEn =>
        Unit switch
        {
            FigureUnit.Money => Value.EnMoney,
            FigureUnit.Times => IsBelowGoal ? $"{InPercent.EnOneDigit}%" : $"{Value.EnOneDigit} times",
            _ => Value.En,
        };
}

/// <summary>A sentence that a figure needs, in both languages.</summary>
sealed record FigureNote(string Vi, string En);

/// <param name="Name">As in poll.json, or one of those below.</param>
/// <param name="Rows">How many of its rows were counted.</param>
readonly record struct FigureSource(string Name, int Rows)
{
    /// <summary>The register of partners.</summary>
    public const string Register = "register of partners";

    /// <summary>What is known of the reports that units owe.</summary>
    public const string Reports = "reports owed";
}
