using System.Net;

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
}
