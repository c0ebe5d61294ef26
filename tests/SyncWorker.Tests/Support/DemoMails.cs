using System.Text.RegularExpressions;
using SyncWorker.Send.Transports;

namespace SyncWorker.Tests.Support;

/// <summary>The mails of a demo folder, decoded.</summary>
static partial class DemoMails
{
    /// <summary>File name to subject, To and text part. Signatures of answers, which each installation makes with a key of its own, are blank.</summary>
    public static SortedDictionary<string, string> Read(string demo)
    {
        var mails = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.Exists(demo + "/data/pickup") ? Directory.EnumerateFiles(demo + "/data/pickup", "*.eml") : [])
        {
            using var mail = MimeMail.Read(File.ReadAllBytes(file));
            var to = mail.To.Mailboxes.Single();
            mails.Add(
                Path.GetFileName(file),
                $"Subject: {mail.Subject}\nTo: {to.Name} {to.Address}\n\n{Signature().Replace(mail.PlainText, "$1")}"
            );
        }

        return mails;
    }

    [GeneratedRegex(@"(NV-[A-Z]+%20[\d-]+\.\d{8}\.)[0-9a-f]{20}")]
    private static partial Regex Signature();
}
