using SyncWorker.Inbox;
using SyncWorker.Union;

namespace SyncWorker.Fuzz.Doors;

/// <summary>What comes into the mailbox of answers: whole mails, and the token in a subject.</summary>
static class MailDoors
{
    static readonly DateOnly s_today = new(2026, 11, 28);

    static readonly StaffOptions s_staff = new()
    {
        Desk = new() { Email = "desk@example.org" },
        Staff =
        [
            new()
            {
                Id = "bca-01",
                Title = "Chuyên viên",
                Department = "Ban Châu Á",
                Roles = [],
                Email = "bca01@example.org",
                AlsoTo = "bca@example.org",
                AnswersFrom = ["bca01@mail.example.org"],
                Leave =
                [
                    new()
                    {
                        From = s_today,
                        To = s_today,
                        Deputy = "bca-02",
                    },
                ],
            },
            new()
            {
                Id = "bca-02",
                Title = "Trưởng Ban",
                Department = "Ban Châu Á",
                Roles = [Role.DepartmentHead],
                Email = "bca02@example.org",
            },
        ],
    };

    public static IReadOnlyList<Door> List { get; } =
    [
        new("mail", Mail)
        {
            Words =
            [
                "From: ",
                "To: ",
                "Subject: ",
                "In-Reply-To: ",
                "References: ",
                "Message-ID: <a@b>",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n",
                "--b\r\n",
                "--b--\r\n",
                "Content-Type: text/html; charset=utf-7\r\n",
                "Content-Transfer-Encoding: base64\r\n",
                "Content-Transfer-Encoding: quoted-printable\r\n",
                "=?utf-8?B?xJHDoyBuaOG6rW4=?=",
                "=?x-klingon?Q?=41?=",
                "Content-Type: message/delivery-status\r\n",
                "Content-Type: message/rfc822\r\n",
                "Final-Recipient: rfc822; ",
                "Action: failed",
                "Status: 5.1.1",
                "Original-Envelope-Id: ",
                "Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=",
                "dkim=pass header.d=",
                "; dmarc=pass header.from=",
                "Auto-Submitted: auto-replied",
                "ngày nhận: 13/07/2026",
                "hạn mới: ",
                "số văn bản: ",
                "> ",
                "On 1/1/2026 a wrote:",
                "<blockquote>",
                "<script>",
                "</style>",
                "name*=utf-8''%ED%A0%80",
                "filename=\"a\"",
            ],
        },
        new("subject", Subject)
        {
            Words =
            [
                "[NV-OK 123.20261231.0123456789abcdef0123]",
                "[NV-NHAN 12-7.20261231.",
                "SAU30",
                "KHONG",
                "%5BNV-OK",
                "+",
                "%20",
                "%5D",
                "Re: ",
                "00000000000000000000",
                "99999999999999999",
            ],
            Longest = 1024,
        },
    ];

    static int Mail(byte[] bytes)
    {
        IncomingMail mail;
        try
        {
            mail = IncomingMail.Read(bytes);
        }
        catch (FormatException)
        {
            return -1;
        }

        Promise.Keep(mail.Text.Length <= PlainText.Longest + 1, "a text is not cut");
        Promise.Keep(WritableText.IsWritable(mail.Text), "a text holds what no mail can");
        Promise.Keep(WritableText.IsWritable(mail.Subject), "a subject holds what no mail can");
        mail.Attachments.ToList().ForEach(name => Promise.Keep(WritableText.IsWritable(name), "the name of a file holds what no mail can"));
        foreach (var id in mail.Answers.Concat(mail.Report?.Mails ?? []))
        {
            Promise.Keep(WritableText.IsWritable(id), "an id of a mail holds what no store can");
        }

        foreach (var recipient in mail.Report?.Recipients ?? [])
        {
            Promise.Keep(
                WritableText.IsWritable(recipient.Address + recipient.Status + recipient.Words),
                "a reported recipient holds what no store can"
            );
        }

        var token = SignedAnswers.FindToken(mail.Subject);
        var row = RowAnswerText.Read(mail.Text);
        Promise.Whole(row.Received + row.NewDue + row.Number, "an answer about a row");
        var refusals = ((string?[])[null, "mx.example.org"])
            .Select(server => new AnswerSender(s_staff, server).Refusal(mail.Headers, "staff:bca-01", s_today))
            .ToList();
        var note = new ReminderContent
        {
            Kind = ReminderKind.Notice,
            SubjectVi = mail.Subject,
            BodyVi = mail.Text,
        };
        Promise.Keep(ReminderContent.FromJson(note.ToJson()).BodyVi == mail.Text, "a note does not come back from the store");
        return HashCode.Combine(
            AutomaticMail.Matches(mail.Headers),
            token is null,
            Math.Min(mail.Answers.Count, 2),
            Math.Min(mail.Attachments.Count, 2),
            mail.Report is null ? -1 : Math.Min(mail.Report.Recipients.Count, 3),
            row,
            string.Join('|', refusals.Select(words => words?.Split('(')[0])),
            Math.Min(mail.Text.Length, 3)
        );
    }

    static int Subject(byte[] bytes)
    {
        var subject = OddText.Read(bytes);
        if (SignedAnswers.FindToken(subject) is not { } token)
        {
            return 0;
        }

        Promise.Keep(AnswerToken.Find(token.ToString()) == token, "a token does not print back");
        Promise.Keep(!token.IsOf("key", "staff:bca-01"), "a token is accepted that nobody signed");
        return HashCode.Combine(
            token.Action,
            token.Unit is null,
            SnoozeChoices.Until(token.Action, s_today, Union.Calendars.WorkCalendar.Weekends) is null
        );
    }
}
