using SyncWorker.Send.Transports;

namespace SyncWorker.Tests.Support;

/// <summary>What a person reads in an .eml file.</summary>
static class EmlText
{
    public static string Decode(byte[] eml)
    {
        var mail = MimeReader.Read(eml);
        return $"Subject: {mail.Subject}\nTo: {mail.To}\nMessage-ID: {mail.MessageId}\n\n{mail.Text}";
    }
}
