using System.Net;
using System.Text.Json;
using SyncWorker.Net.Mail;

namespace SyncWorker.Send.Transports;

/// <summary>What one request to Graph came to: a delivery when that is clear, else the status to think about.</summary>
sealed record GraphReply(HttpStatusCode Status, string Words, TimeSpan RetryAfter, Delivery? Delivery)
{
    /// <summary>What it means for the mail.</summary>
    public Delivery Meaning =>
        Status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new Delivery.LoginRefused((int)Status, Words),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new Delivery.NoServer(
                (int)Status,
                "it redirects, which is not followed with a token"
            ),
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.NotFound => new Delivery.NoServer(
                (int)Status,
                Words
            ),
            // A gateway lost the answer, not the mail
            HttpStatusCode.GatewayTimeout or HttpStatusCode.BadGateway => new Delivery.Uncertain($"{(int)Status} {Words}"),
            >= HttpStatusCode.InternalServerError => new Delivery.Temporary((int)Status, Words),
            _ => new Delivery.Permanent((int)Status, Words),
        };

    /// <summary>The code and message of an error, on one line.</summary>
    // { "error": { "code": "ErrorAccessDenied", "message": "…" } }
    public static string ErrorText(string body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            var error = answer.RootElement.GetProperty("error");
            return ReplyText.WithoutAddresses($"{error.GetProperty("code").GetString()}: {error.GetProperty("message").GetString()}");
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return ReplyText.WithoutAddresses(body);
        }
    }
}
