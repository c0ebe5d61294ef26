using System.Globalization;

namespace SyncWorker.Send.Transports;

/// <summary>Whether a certificate is about to end.</summary>
static class CertificateAge
{
    /// <summary>The store's fact that holds the end of the mail server's certificate, as the last run saw it.</summary>
    public const string Fact = "send.certificate";

    /// <summary>Time enough to have it renewed.</summary>
    public const int WarnDays = 30;

    public static string ToText(DateTimeOffset ends) => ends.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Read(string? text) =>
        text is null ? null : DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture);

    /// <summary>A sentence with the day on which the server's certificate ends; null when that is further away.</summary>
    public static string? Warning(DateTimeOffset ends, DateTimeOffset now) =>
        ends - now > TimeSpan.FromDays(WarnDays)
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The mail server's certificate ends on {ends:yyyy-MM-dd}, in {Math.Max(0, (ends - now).Days)} days: have it renewed before, or no mail leaves."
            );
}
