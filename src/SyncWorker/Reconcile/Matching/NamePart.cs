namespace SyncWorker.Reconcile.Matching;

/// <summary>A phrase found in a name.</summary>
/// <param name="At">Letters of the name before it.</param>
/// <param name="Length">Letters of the name that it explains.</param>
sealed record NamePart(Phrase Phrase, int At, int Length)
{
    public int End => At + Length;

    /// <summary>Letters put right, as a share of the phrase; a swap of neighbours counts less than a wrong letter.</summary>
    public double Share { get; init; }

    /// <summary>Letters put right and ends moved off a word boundary.</summary>
    public int Repairs { get; init; }

    /// <summary>Another country or province is as near.</summary>
    public bool IsAmbiguous { get; init; }

    /// <summary>Letters were put right that may as well be the name of a place that is not known.</summary>
    public bool IsGuess { get; init; }
}
