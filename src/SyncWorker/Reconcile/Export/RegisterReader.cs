using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Reconcile.Planning;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Reconcile.Export;

/// <summary>What to take of the register; what is empty takes all.</summary>
sealed record RegisterFilter
{
    public string? Kind { get; init; }

    public string? Country { get; init; }

    public string? Province { get; init; }

    public string? Department { get; init; }

    public string? Relation { get; init; }

    /// <summary>Also those that are inactive or have a successor.</summary>
    public bool Inactive { get; init; }
}

/// <summary>Reads the register for export.</summary>
sealed class RegisterReader(SyncStore store, StageSettings<ReconcileOptions> settings)
{
    /// <summary>The union's own fields, which stand behind the columns.</summary>
    public IReadOnlyDictionary<string, OwnField> OwnFields => settings.Union.OwnFields;

    public async Task<List<RegisterRow>> ReadAsync(RegisterFilter filter, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var countries = await db.Countries.ToDictionaryAsync(country => country.Iso2, cancellationToken);
        var names = new SuccessionTable(settings.Union.Tables.Successions);
        var provinces = settings.Union.Tables.Provinces;
        var rows = new List<RegisterRow>();
        await foreach (var partner in db.Partners.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var fields = FieldsJson.Read(partner.Fields);
            var country = partner.Country is { } code ? countries.GetValueOrDefault(code) : null;
            var department = fields.GetValueOrDefault(CanonicalField.Department) ?? country?.Department ?? RegisterSheet.NoDepartment;
            if (Takes(filter, partner, fields, department))
            {
                rows.Add(
                    new(
                        partner.NameVi,
                        department,
                        Cells(
                            partner,
                            fields,
                            department,
                            names,
                            partner.Province is { } province ? provinces.Today(province)?.Name ?? province : null
                        )
                    )
                    {
                        CountryName = country?.NameVi,
                        Own = settings
                            .Union.OwnFields.Keys.Where(fields.ContainsKey)
                            .ToDictionary(field => field, field => fields[field], StringComparer.Ordinal),
                        Status = partner.Status,
                    }
                );
            }
        }

        return [.. rows.OrderBy(row => row.Name, RegisterSheet.Order).ThenBy(row => row.Cells[0], StringComparer.Ordinal)];
    }

    static bool Takes(RegisterFilter filter, Partner partner, Dictionary<string, string> fields, string department) =>
        (filter.Inactive || (partner.Status is PartnerStatus.Active or PartnerStatus.Suspected && partner.SuccessorId is null))
        && (filter.Kind is null || filter.Kind == partner.Kind)
        && (filter.Country is null || string.Equals(filter.Country, partner.Country, StringComparison.OrdinalIgnoreCase))
        && (filter.Province is null || filter.Province == partner.Province)
        && (filter.Relation is null || filter.Relation == fields.GetValueOrDefault("relation"))
        && (filter.Department is null || RegisterSheet.Order.Equals(filter.Department, department));

    string?[] Cells(Partner partner, Dictionary<string, string> fields, string department, SuccessionTable names, string? province)
    {
        var former = partner.RegisterId is null
            ? []
            : names
                .Predecessors(partner.RegisterId)
                .Select(predecessor => predecessor.Name)
                .Where(name => name != partner.NameVi)
                .Distinct(StringComparer.Ordinal);
        return
        [
            partner.Id.ToString(CultureInfo.InvariantCulture),
            partner.RegisterId,
            DescribeCode(CanonicalField.Kind, partner.Kind),
            partner.NameVi,
            partner.NameEn,
            string.Join("; ", former),
            partner.Country,
            province,
            department == RegisterSheet.NoDepartment ? null : department,
            DescribeCode("relation", Field("relation")),
            List("fieldsOfWork"),
            List("tasks"),
            Field(CanonicalField.Founded),
            Field(CanonicalField.Relations),
            Field(CanonicalField.TermEnd),
            Field(CanonicalField.Email),
            Field(CanonicalField.Phone),
            Field(CanonicalField.Address),
            partner.Status.ToString().ToLowerInvariant(),
        ];

        string? Field(string name) => fields.GetValueOrDefault(name);

        string? List(string name) =>
            Field(name) is { } codes
                ? string.Join("; ", codes.Split(';', StringSplitOptions.TrimEntries).Select(code => DescribeCode(name, code)))
                : null;
    }

    string? DescribeCode(string field, string? code) =>
        code is not null && settings.Options.Codes.TryGetValue(field, out var words) && words.TryGetValue(code, out var said) ? said : code;
}
