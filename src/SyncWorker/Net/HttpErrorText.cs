using System.Security.Authentication;

namespace SyncWorker.Net;

/// <summary>Says why no answer came from a server, so that IT knows where to look.</summary>
static class HttpErrorText
{
    /// <summary>One sentence or two about the server as "it".</summary>
    public static string Describe(HttpRequestException error) =>
        error switch
        {
            { InnerException: AuthenticationException inner } =>
                $"The connection could not be secured: {Sentence(inner)} Look at the certificate (expired? another name? a private authority: add it to \"trust\").",
            { InnerException: TimeoutException } => "No answer came in time.",
            { HttpRequestError: HttpRequestError.NameResolutionError } => "Its host name is not known to DNS.",
            { HttpRequestError: HttpRequestError.ConnectionError } =>
                "Nothing answers at its address (refused, or a firewall or proxy is in between).",
            { HttpRequestError: HttpRequestError.ProxyTunnelError } => "The proxy does not let us through to it.",
            { HttpRequestError: HttpRequestError.ResponseEnded } => "The connection broke before the answer was whole.",
            { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "The answer's headers are too long.",
            _ => $"The answer could not be understood: {Sentence(error)}",
        };

    /// <summary>What the innermost error says.</summary>
    public static string Sentence(Exception error)
    {
        while (error.InnerException is { } inner)
        {
            error = inner;
        }

        return error.Message.TrimEnd('.') + ".";
    }
}
