using System.Globalization;

namespace SyncWorker.Reconcile.GoldenRecord;

/// <summary>Reads when a source says that a row changed.</summary>
static class Freshness
{
    static readonly string[] s_local = ["dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm", "dd/MM/yyyy", "d/M/yyyy"];

    /// <summary>ISO 8601, or day first as Vietnamese sources write it (taken at UTC+7); what is neither is not a time.</summary>
    public static DateTimeOffset? Read(string text)
    {
        if (DateTimeOffset.TryParseExact(text, s_local, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return new DateTimeOffset(at.DateTime, TimeSpan.FromHours(7)).ToUniversalTime();
        }

        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return text.Length >= 10 && text[4] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Styles, out at)
            ? at
            : null;
    }
}
