using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SyncWorker.Store;

/// <summary>
/// A text of PostgreSQL holds neither U+0000 nor half a surrogate pair (https://www.postgresql.org/docs/current/datatype-character.html): what
/// comes from outside may, and one such value must not fail the statement that holds the others. U+FFFD stands in its place.
/// </summary>
sealed class PostgresTexts : DbCommandInterceptor
{
    /// <summary>The text as the server can hold it.</summary>
    public static string Storable(string text) =>
        text.Contains('\0', StringComparison.Ordinal) || text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
            ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD')
            : text;

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        foreach (DbParameter parameter in result.Parameters)
        {
            if (parameter.Value is string text)
            {
                parameter.Value = Storable(text);
            }
        }

        return result;
    }
}
