using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SyncWorker.Reconcile.Planning;

/// <summary>A short name for exactly one plan: SHA-256 over all it would write, but for run numbers and times of the clock.</summary>
static class PlanHash
{
    static readonly string[] s_parts =
    [
        "select row_id, partner_id, own_id, decision, hash, missing from temp.plan_link order by row_id",
        "select id, is_new, kind, fields, status, missing_since, successor_id from temp.plan_partner order by id",
        "select subject, field, old, new from temp.plan_change order by subject, field, old, new",
        "select iso2, fields from temp.plan_country order by iso2",
    ];

    public static string Of(PlanTables tables)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var line = new StringBuilder();
        foreach (var part in s_parts)
        {
            using var reader = tables.Read(part);
            while (reader.Read())
            {
                line.Clear();
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    line.Append(CultureInfo.InvariantCulture, $"{reader.GetValue(i)}\u001f");
                }

                line.Append('\n');
                hash.AppendData(Encoding.UTF8.GetBytes(line.ToString()));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
