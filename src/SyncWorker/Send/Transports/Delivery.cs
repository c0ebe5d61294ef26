using System.Diagnostics;
using System.Globalization;
using SyncWorker.Net.Mail;

namespace SyncWorker.Send.Transports;

/// <summary>What became of one try to deliver one mail. The server's words are kept without addresses.</summary>
/// <param name="Code">The reply code, such as 451, where a server answered.</param>
/// <param name="Text">The server's words, or what broke.</param>
abstract record Delivery(int? Code, string Text)
{
    /// <summary>A server, or the pickup folder, took it.</summary>
    public sealed record Sent(int? Code, string Text) : Delivery(Code, Text);

    /// <summary>Refused for now: the same mail may pass later.</summary>
    public sealed record Temporary(int? Code, string Text) : Delivery(Code, Text);

    /// <summary>Refused for good: this mail will not pass.</summary>
    public sealed record Permanent(int? Code, string Text) : Delivery(Code, Text);

    /// <summary>It was handed over and no answer came: it may have arrived or not.</summary>
    public sealed record Uncertain(string Text) : Delivery(null, Text);

    /// <summary>This program could not write it or hand it over: no server's doing, and no other mail's trouble.</summary>
    public sealed record Unsendable(string Text) : Delivery(null, Text);

    /// <summary>No server was reached, or the session broke before this mail was handed over: not this mail's fault.</summary>
    public sealed record NoServer(int? Code, string Text) : Delivery(Code, Text);

    /// <summary>The server does not accept our login: every further try brings the account nearer to being locked.</summary>
    public sealed record LoginRefused(int? Code, string Text) : Delivery(Code, Text);

    /// <summary>What it means for a mail that there is no session.</summary>
    public static Delivery FromNoSession(NoSession none) =>
        none switch
        {
            NoSession.LoginRefused refused => new LoginRefused(refused.Code, refused.Text),
            NoSession.NotReached away => new NoServer(away.Code, away.Text),
            _ => throw new UnreachableException(),
        };

    /// <summary>The delivery of that name, as notes keep it; null when there is none.</summary>
    public static Delivery? FromName(string name, string code, string text)
    {
        int? number = int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
        return name switch
        {
            nameof(Sent) => new Sent(number, text),
            nameof(Temporary) => new Temporary(number, text),
            nameof(Permanent) => new Permanent(number, text),
            nameof(Uncertain) => new Uncertain(text),
            nameof(Unsendable) => new Unsendable(text),
            nameof(NoServer) => new NoServer(number, text),
            nameof(LoginRefused) => new LoginRefused(number, text),
            _ => null,
        };
    }
}
