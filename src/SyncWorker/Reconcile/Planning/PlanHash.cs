using System.Security.Cryptography;
using SyncWorker.Store.Bulk;

namespace SyncWorker.Reconcile.Planning;

/// <summary>A short name for exactly one plan: SHA-256 over all it would write, but for run numbers and times of the clock.</summary>
static class PlanHash
{
    static readonly string[] s_parts =
    [
        "select row_id, partner_id, own_id, decision, hash, missing from plan_link order by row_id",
        "select id, is_new, kind, fields, status, missing_since, successor_id from plan_partner order by id",
        "select subject, field, old, new from plan_change order by subject, field, old, new",
        "select iso2, fields from plan_country order by iso2",
    ];

    public static string Compute(PlanTables tables)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in s_parts)
        {
            using var rows = tables.Read(part);
            while (rows.Read())
            {
                for (var i = 0; i < rows.Columns; i++)
                {
                    hash.AppendData(rows.Bytes(i));
                    hash.AppendData([0x1f]);
                }

                hash.AppendData("\n"u8);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
