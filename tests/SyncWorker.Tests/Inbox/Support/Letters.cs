using System.Globalization;
using System.Text;
using SyncWorker.Store.Rows;

namespace SyncWorker.Tests.Inbox.Support;

/// <summary>Messages as they come into the mailbox of answers.</summary>
static class Letters
{
    static int s_made;

    static string NextId() => string.Create(CultureInfo.InvariantCulture, $"m{Interlocked.Increment(ref s_made)}");

    public static byte[] FromText(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    /// <summary>A person's mail.</summary>
    public static byte[] Mail(string from, string subject, string body = "", string head = "", string? id = null) =>
        FromText(
            $"""
            From: {from}
            To: answers@example.org
            Date: Mon, 06 Jul 2026 09:00:00 +0700
            Message-ID: <{id ?? NextId()}@client.example.org>
            Subject: {subject}
            {(head.Length > 0 ? head + "\n" : "")}MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            {body}
            """
        );

    /// <summary>A report as Postfix writes it.</summary>
    public static byte[] Report(
        string messageId,
        string address,
        string action = "failed",
        string status = "5.1.1",
        string words = "550 5.1.1 <x@example.org> User unknown"
    ) =>
        FromText(
            $"""
            From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
            To: nhacviec@example.org
            Date: Mon, 06 Jul 2026 09:00:00 +0700
            Message-ID: <{NextId()}@mx.example.org>
            Subject: Undelivered Mail Returned to Sender
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b
            Content-Type: text/plain; charset=us-ascii

            This is the mail system at host mx.example.org.

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org
            Arrival-Date: Mon,  6 Jul 2026 08:00:00 +0700 (+07)

            Final-Recipient: rfc822; {address}
            Original-Recipient: rfc822;{address}
            Action: {action}
            Status: {status}
            Diagnostic-Code: smtp; {words}

            --b
            Content-Type: text/rfc822-headers

            From: nhacviec@example.org
            To: {address}
            Message-ID: {messageId}
            Subject: x

            --b--
            """
        );

    public static byte[] Report(OutboxMail mail, string? address = null, string action = "failed", string status = "5.1.1") =>
        Report(mail.MessageId!, address ?? mail.Address!, action, status);

    /// <summary>Parts within parts, as deep as wanted.</summary>
    public static byte[] Bomb(int depth) =>
        FromText(
            "From: a@example.org\nSubject: bomb\nMIME-Version: 1.0\n"
                + string.Concat(Enumerable.Range(0, depth).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n"))
                + "Content-Type: text/plain\n\nx\n"
        );
}
