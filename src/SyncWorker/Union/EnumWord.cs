using System.Text.Json;

namespace SyncWorker.Union;

/// <summary>The word of an enumeration's member as config, the store and <c>--json</c> write it: SentLate is sent-late.</summary>
static class EnumWord
{
    public static string Kebab<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
