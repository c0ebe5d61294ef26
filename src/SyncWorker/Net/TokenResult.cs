namespace SyncWorker.Net;

/// <summary>What a token endpoint's answer means. That no answer came at all is an exception.</summary>
abstract record TokenResult
{
    /// <summary>A token that the server still accepts.</summary>
    public sealed record Granted(string Token) : TokenResult;

    /// <summary>The client or its secret is not accepted: each further try brings the account nearer to being locked.</summary>
    public sealed record Refused(int Status, string Reason) : TokenResult;

    /// <summary>No token, and not for the secret's sake. The reason follows a subject: "answers 503".</summary>
    public sealed record Unusable(int? Status, string Reason) : TokenResult;
}
