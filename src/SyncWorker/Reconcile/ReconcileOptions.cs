using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Reconcile.Matching;
using SyncWorker.Union;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Reconcile;

/// <summary>reconcile.json: who wins, when two rows are one organisation, what a person must approve.</summary>
sealed class ReconcileOptions
{
    [Description(
        "The sources, by the names of poll.json. A source that is not listed has the rank 50 and its unmatched rows go to review."
    )]
    public IReadOnlyList<SourceRule> Sources { get; init; } = [];

    [Description("Fields whose value is the organisation's own number: rows with the same one are the same organisation.")]
    public IReadOnlyList<string> ExactKeys { get; init; } = [CanonicalField.RegisterId, "taxCode", "registrationNumber"];

    [Description("Fields that do not follow the ranks of the sources.")]
    public IReadOnlyDictionary<string, FieldRule> Fields { get; init; } = new Dictionary<string, FieldRule>();

    [Description(
        "Fields of your own for partners and countries, beside those that the program knows: { \"historicVisit\": { \"type\": \"date\", \"vi\": \"Ngày thăm lịch sử\" } }. They can be mapped, pinned, counted from by rules, and stand on pages and in exports."
    )]
    [TextPattern(
        "^[a-z][A-Za-z0-9]{0,39}$",
        "\"{0}\" is not the name of a field.",
        "Write letters and digits, the first a small letter, such as historicVisit.",
        OfNames = true
    )]
    public IReadOnlyDictionary<string, OwnField> OwnFields { get; init; } = new Dictionary<string, OwnField>();

    [Description("When two names are one organisation.")]
    public MatchingOptions Matching { get; init; } = new();

    [Description("How much may change at once before a person is asked.")]
    public GuardOptions Guard { get; init; } = new();

    [Description("What becomes of a partner that no source has any more.")]
    public LifeCycleOptions LifeCycle { get; init; } = new();

    [Description("Writes the register into one folder a department whenever something has changed.")]
    public ExportOptions? Export { get; init; }

    [Description("What `figures` counts and against which goals.")]
    public FiguresOptions Figures { get; init; } = new();

    [Description("Code lists of the register: what may stand in a field, with the words for people.")]
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Codes { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();
}

sealed class SourceRule
{
    [Description("As in poll.json.")]
    public required string Name { get; init; }

    [Description("1 wins over 2; among equal ranks the value that the sources say is the freshest, then the first source by name.")]
    [Range(1, 1000)]
    public int Rank { get; init; } = 50;

    [Description("A row that matches nobody: add makes a partner of it (the register), review lists it for a person.")]
    public Unmatched Unmatched { get; init; } = Unmatched.Review;

    [Description("Fields whose empty value counts: where this source wins and has none, the partner has none.")]
    public IReadOnlyList<string> AuthoritativeEmpty { get; init; } = [];

    [Description("Fields that are not taken from this source.")]
    public IReadOnlyList<string> Ignore { get; init; } = [];

    [Description("Another guard for this source.")]
    public GuardOptions? Guard { get; init; }
}

enum Unmatched
{
    Review,
    Add,
}

sealed class FieldRule
{
    [Description("These sources first, in this order, before the ranks.")]
    public IReadOnlyList<string> First { get; init; } = [];

    [Description(
        "rank: the source's rank, then the freshest. freshest: the freshest, then the rank. Fresh is what the sources say (updated)."
    )]
    public FieldOrder By { get; init; } = FieldOrder.Rank;
}

sealed class MatchingOptions
{
    [Description("From this score on (0 to 1) a row is linked by machine.")]
    [Range(0.5, 1.0)]
    public double LinkFrom { get; init; } = 0.90;

    [Description("From this score on a person is asked; below, the row matches nobody.")]
    [Range(0.0, 1.0)]
    public double ReviewFrom { get; init; } = 0.70;

    [Description(
        "ask: a body of a city or district within a province may be one of its own, a person is asked. none: the union has no such bodies, the province's is meant."
    )]
    public CityBodies CityBodies { get; init; } = CityBodies.Ask;

    [Description("How much shared words count when names are compared by likeness.")]
    [Range(0.0, 1.0)]
    public double WordWeight { get; init; } = 0.6;

    [Description("How much the letters count.")]
    [Range(0.0, 1.0)]
    public double LetterWeight { get; init; } = 0.4;
}

sealed class GuardOptions
{
    [Description("Rows of one source that vanish in one run and leave their partner without a row of it.")]
    public Allowance Disappearances { get; init; } =
        new()
        {
            Rows = 5,
            Percent = 10,
            Then = GuardLevel.SkipDisappearances,
        };

    [Description("Rows of one source whose content changes in one run, and new rows that take the place of values its other rows gave.")]
    public Allowance Rewrites { get; init; } =
        new()
        {
            Rows = 20,
            Percent = 40,
            Then = GuardLevel.HoldPlan,
        };

    [Description("Rows of one source that a changed name or key moves from one partner to another in one run.")]
    public Allowance Moves { get; init; } =
        new()
        {
            Rows = 1,
            Percent = 2,
            SmallSetPercent = 10,
            Then = GuardLevel.HoldPlan,
        };

    [Description("Values of partners that become empty in one run.")]
    public Allowance Emptied { get; init; } =
        new()
        {
            Rows = 10,
            Percent = 10,
            Then = GuardLevel.HoldPlan,
        };

    [Description("Partners that one source adds in one run, after the first load.")]
    public Allowance Adds { get; init; } =
        new()
        {
            Rows = 50,
            Percent = 50,
            Then = GuardLevel.HoldPlan,
        };

    [Description("A held plan can be approved for this many days.")]
    [Range(1, 90)]
    public int ExpiresAfterDays { get; init; } = 7;
}

sealed class Allowance
{
    [Description("This many rows are always allowed, in a source that is large enough for it.")]
    [Range(0, 1_000_000)]
    public int Rows { get; init; }

    [Description("This share of the source's rows is allowed; the larger of the two counts.")]
    [Range(0.0, 100.0)]
    public double Percent { get; init; }

    [Description("In a source of fewer than 20 rows this share is allowed instead, at least one row.")]
    [Range(0.0, 100.0)]
    public double SmallSetPercent { get; init; } = 25;

    [Description("skip-disappearances: everything else is applied. hold-plan: nothing is. allow: no guard.")]
    public GuardLevel Then { get; init; } = GuardLevel.HoldPlan;
}

enum GuardLevel
{
    SkipDisappearances,
    HoldPlan,
    Allow,
}

sealed class LifeCycleOptions
{
    [Description("A partner is inactive after this many good runs without it (poll counts up to ten) …")]
    [Range(1, 10)]
    public int InactiveAfterRuns { get; init; } = 3;

    [Description("… and this many days.")]
    [Range(0, 3650)]
    public int InactiveAfterDays { get; init; } = 14;

    [Description("Days after which an inactive partner is emptied but for its names and numbers; leave out to keep it.")]
    [Range(1, 36500)]
    public int? PurgeAfterDays { get; init; }
}

sealed class ExportOptions
{
    [Description("The folder on this machine or a share; below it one folder a department. Relative to the data folder.")]
    public required string Folder { get; init; }

    [Description("Which files: .xlsx, .csv, .json.")]
    [NotEmpty("No file would be written.", "Name .xlsx, .csv or .json, or leave it out.")]
    [Shape(@"^\.(xlsx|csv|json)$", "Allowed: .xlsx, .csv, .json.")]
    public IReadOnlyList<string> Files { get; init; } = [".xlsx", ".csv"];
}

sealed class FiguresOptions
{
    [Description("What the union's central body and its departments are called where activities name their units.")]
    public IReadOnlyList<string> Centre { get; init; } =
    [
        "Liên hiệp các tổ chức hữu nghị Việt Nam",
        "Liên hiệp Hữu nghị Việt Nam",
        "Cơ quan Thường trực",
        "Văn phòng Liên hiệp",
        "LHHN Việt Nam",
        "VUFO",
    ];

    [Description("Kinds of partners that are foreign non-governmental organisations.")]
    public IReadOnlyList<string> NgoKinds { get; init; } = ["ngo"];

    [Description("Campaigns whose money is counted against a goal.")]
    public IReadOnlyList<CampaignOptions> Campaigns { get; init; } = [];
}

sealed class CampaignOptions
{
    [Description("As the sources write it in the field campaign; accents and case do not matter.")]
    public required string Name { get; init; }

    [Description("The goal in đồng: \"65 tỷ đồng\"; without it the money is told alone.")]
    public Amount? Goal { get; init; }
}
