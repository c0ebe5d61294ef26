using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Reconcile.Matching;

/// <summary>
/// Turns the country and province of a row into codes of today before they are merged: a country given by its name, a code in the
/// wrong column, a province given by its name or by a code of before the renumbering.
/// </summary>
static class RowCodes
{
    public static void Normalize(Dictionary<string, string> fields, string kind, SubjectReader subjects, ProvinceTable provinces)
    {
        var country = fields.GetValueOrDefault(CanonicalField.Country);
        var province = fields.GetValueOrDefault(CanonicalField.Province);
        var countryIsSettled = country is null or [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] && !fields.ContainsKey(CanonicalField.CountryText);
        if (countryIsSettled && (province is null || (kind is not PartnerKind.Unknown && ProvinceTable.CodeOf(province) == province)))
        {
            return;
        }

        // For the province alone a name is read as it stands: putting letters right costs a hundred times as much, for each row of an
        // unlisted kind.
        var subject = subjects.Read(0, kind, fields.GetValueOrDefault, repairs: !countryIsSettled);
        Set(CanonicalField.Country, subject.ColumnCountry ?? subject.Country);
        var code = subject.Province?.Code;
        if (
            code is null
            && ProvinceTable.CodeOf(province) is { } digits
            && provinces.Today(digits) is { } today
            && (provinces.Before(digits) is null || provinces.Before(digits)!.Code == today.Code)
        )
        {
            code = digits; // means the same by both numberings
        }

        Set(CanonicalField.Province, code);

        void Set(string field, string? value)
        {
            if (value is null)
            {
                fields.Remove(field);
            }
            else
            {
                fields[field] = value;
            }
        }
    }
}
