namespace SyncWorker.Reconcile.Matching;

/// <summary>The partners that a name in doubt may mean, for the person who is asked.</summary>
sealed class NearbyPartners(SubjectIndex index)
{
    /// <summary>Whose name it may be besides, where the reading is in doubt: the centre's, the mirror's, another grouping's.</summary>
    public IEnumerable<Candidate> Besides(Subject row, Func<long, bool> isRefused) =>
        row.Reading.Doubt == NameDoubt.None
            ? []
            : Countries(row)
                .SelectMany(country => new[] { PartnerKind.CentralAssociation, PartnerKind.ForeignPartner }.Select(kind => (country, kind)))
                .Select(other => row with { Kind = other.kind, Country = other.country, Province = null })
                .SelectMany(other => index.ByParts(other, isRefused).Ids.Select(id => new Candidate(id, 0.75, $"{Describe(other)}?")))
                .DistinctBy(candidate => candidate.PartnerId);

    /// <summary>Partners that the readable part of a name points to: a person tells whether the rest of it matters.</summary>
    public IEnumerable<Candidate> HalfRead(Subject row, Func<long, bool> isRefused)
    {
        if (!row.Reading.HasBody || (row.Reading is { Unexplained: 0, OtherCountry: null } && row.Kind is not null))
        {
            return [];
        }

        var share = (double)row.Reading.Unexplained / row.Reading.Text.Compact.Length;
        Subject[] sides = [row with { Kind = PartnerKind.CentralAssociation }, row with { Kind = PartnerKind.ForeignPartner }];
        Subject[] readings =
            row.Kind is not null ? [row]
            : row.Province is not null ? [row with { Kind = PartnerKind.ProvincialAssociation }, row with { Kind = PartnerKind.LocalUnion }]
            : sides;
        var ids = Ids(readings);

        // "of" may belong to a word that is not understood: "Vietnam - State of Georgia" is not Georgia's.
        return (ids is [] && row.Reading is { Unexplained: > 0, IsOwned: true } ? Ids(sides) : ids).Select(id => new Candidate(
            id,
            0.89 - (0.4 * (share + row.Reading.Repaired)),
            NotToItsEnd(row)
        ));

        List<long> Ids(Subject[] subjects) =>
            [
                .. subjects
                    .SelectMany(reading => Countries(row).DefaultIfEmpty().Select(country => reading with { Country = country }))
                    .SelectMany(reading => index.ByParts(reading, isRefused).Ids),
            ];
    }

    /// <summary>What is read, and what of the name is not understood.</summary>
    public static string NotToItsEnd(Subject row) =>
        row.Reading.NotUnderstood is []
            ? $"reads like {Describe(row)}, but not to its end"
            : $"reads like {Describe(row)}, but \"{string.Join(' ', row.Reading.NotUnderstood)}\" is not understood";

    /// <summary>Kind, country and province in words.</summary>
    public static string Describe(Subject row) =>
        string.Join(
            ' ',
            new[] { "the same", row.Kind?.Replace('_', ' '), row.Country, row.Province?.Name }.Where(part => part is not null)
        );

    static IEnumerable<string> Countries(Subject row) => new[] { row.Country, row.Reading.OtherCountry }.OfType<string>().Distinct();
}
