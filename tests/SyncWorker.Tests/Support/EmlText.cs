using SyncWorker.Send.Transports;

namespace SyncWorker.Tests.Support;

/// <summary>What a person reads in an .eml file.</summary>
static class EmlText
{
    /// <summary>Subject, recipient and text; not the Message-ID, which is the store's own.</summary>
    public static string Decode(byte[] eml)
    {
        var mail = MimeReader.Read(eml);
        return $"Subject: {mail.Subject}\nTo: {mail.To.Name} {mail.To.Address}\n\n{mail.Text}";
    }
}
