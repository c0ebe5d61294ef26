using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Reconcile.Matching;

/// <summary>On which side of the dash Vietnam is: the two sides are two organisations.</summary>
enum Side
{
    Unknown,

    /// <summary>Việt Nam - Hungary: ours.</summary>
    VietnamFirst,

    /// <summary>Hungary - Việt Nam: theirs.</summary>
    OtherFirst,
}

/// <summary>What a name says about whose name it is.</summary>
sealed record NameReading
{
    public static readonly NameReading Nothing = new() { Text = NormalizedName.From(null) };

    public required NormalizedName Text { get; init; }

    /// <summary>Null when the name says no kind of body.</summary>
    public WordMeaning? Body { get; init; }

    public Side Side { get; init; }

    /// <summary>The side is known by "của" or "of", not by the order.</summary>
    public bool IsOwned { get; init; }

    public string? Country { get; init; }

    public Province? Province { get; init; }

    /// <summary>Letters that mean nothing we know.</summary>
    public int Unexplained { get; init; }

    /// <summary>The worst share of letters put right in a part that identifies, 0 to 1.</summary>
    public double Repaired { get; init; }

    /// <summary>Letters put right and spaces moved in all.</summary>
    public int Repairs { get; init; }

    /// <summary>A repaired part could as well be another country or province, or two are named.</summary>
    public bool IsAmbiguous { get; init; }

    /// <summary>A country or province was put right in a way that another name, unknown to us, would explain as well.</summary>
    public bool IsGuess { get; init; }

    /// <summary>What leaves it open although its words are known.</summary>
    public NameDoubt Doubt { get; init; }

    /// <summary>The country that it names besides, or when its words are grouped otherwise.</summary>
    public string? OtherCountry { get; init; }

    /// <summary>The words that are not understood, as written but in lower case.</summary>
    public IReadOnlyList<string> NotUnderstood { get; init; } = [];

    /// <summary>It names a city or district within a province, and nothing else that is not understood.</summary>
    public bool IsOfSmallerPlace { get; init; }

    /// <summary>Nothing was put right and nothing can be read in two ways: what it says can speak against a partner.</summary>
    public bool IsSure => Repairs == 0 && !IsAmbiguous;

    /// <summary>Every letter has a meaning and the meanings make one organisation.</summary>
    public bool IsComplete => Unexplained == 0 && !IsAmbiguous && Kind is not null;

    public bool HasBody => Body is WordMeaning.Association or WordMeaning.Club or WordMeaning.Union;

    /// <summary>The kind of partner, where the name decides it.</summary>
    public string? Kind =>
        Body switch
        {
            WordMeaning.Union when Province is not null && Country is null => PartnerKind.LocalUnion,
            WordMeaning.Association or WordMeaning.Club when Country is not null => Side switch
            {
                Side.VietnamFirst when Province is not null => PartnerKind.ProvincialAssociation,
                Side.VietnamFirst => PartnerKind.CentralAssociation,
                Side.OtherFirst when Province is null => PartnerKind.ForeignPartner,
                _ => null,
            },
            _ => null,
        };
}

/// <summary>The kinds that names tell apart; config may know more.</summary>
static class PartnerKind
{
    public const string CentralAssociation = "central_association";
    public const string ProvincialAssociation = "provincial_association";
    public const string LocalUnion = "local_union";
    public const string ForeignPartner = "foreign_partner";
    public const string Country = "country";
    public const string Unknown = "unknown";
}
