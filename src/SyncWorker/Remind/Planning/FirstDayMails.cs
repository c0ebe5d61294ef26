using System.Security.Cryptography;
using System.Text;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>
/// The first mail to each new person: what this is, what to do with it, whom to ask. Once for each position and mailbox, so that another
/// person in the position gets it too; not while the position is away or gets no mail. Pure.
/// </summary>
static class FirstDayMails
{
    /// <summary>What the ledger knows it by.</summary>
    public const string Subject = $"{RemindOptions.NoticeRule}:first-day";

    const int MarkBytes = 8;

    static readonly ReminderStep s_once = new(StepKind.Once);

    /// <summary>What is kept of a mailbox that was told: no address.</summary>
    public static string Mark(string mailbox) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mailbox.ToLowerInvariant())).AsSpan(0, MarkBytes));

    /// <summary>Everyone who is told, by key, with the mark of the mailbox.</summary>
    public static IReadOnlyDictionary<string, string> Everyone(StaffOptions staff) =>
        staff
            .Staff.DistinctBy(position => position.Email, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(position => $"staff:{position.Id}", position => Mark(position.Email), StringComparer.Ordinal);

    /// <param name="facts">Staff, leave and stops.</param>
    /// <param name="told">By key the mark of the mailbox that was told.</param>
    /// <param name="today">The union's day.</param>
    public static IReadOnlyList<PlannedReminder> Tell(RemindFacts facts, IReadOnlyDictionary<string, string> told, DateOnly today)
    {
        if (!facts.Calendar.IsWorking(today))
        {
            return [];
        }

        var finder = new RecipientFinder(facts);
        var everyone = Everyone(facts.Staff);
        return
        [
            .. from position in facts.Staff.Staff
            let key = $"staff:{position.Id}"
            where everyone.TryGetValue(key, out var mark) && told.GetValueOrDefault(key) != mark
            // With a deputy or the head in its place the position is not there to read it.
            let to = finder.Find(Addressee.OfPosition(position.Id), new(), today).FirstOrDefault()
            where
                to is { DeputyFor: null } && to.Key == key && !facts.DeadAddresses.Contains(to.Address) && !facts.IsMailStopped(key, today)
            select Reminder(position, to, facts.Staff.Desk, today),
        ];
    }

    static PlannedReminder Reminder(Position position, Recipient to, DeskContact desk, DateOnly today) =>
        new()
        {
            Item = new(RemindOptions.NoticeRule, Subject, Mark(position.Email)),
            Step = s_once,
            Recipient = to.Key,
            Day = today,
            SendOn = today,
            State = LedgerState.Due,
            Reason = "the first mail to this position and mailbox",
            To = to with { Copies = null },
            Facts = new()
            {
                Kind = ReminderKind.Notice,
                SubjectVi = "Thư đầu tiên của hệ thống nhắc việc",
                SubjectEn = "The first mail of the reminders",
                BodyVi = BodyVi(position, desk),
                BodyEn = BodyEn(position, desk),
                WhyVi = to.WhyVi,
                WhyEn = to.WhyEn,
            },
        };

    static string BodyVi(Position position, DeskContact desk) =>
        string.Join(
            "\n\n",
            $"Từ hôm nay hộp thư này nhận thư nhắc việc của {desk.UnionVi}. Thư này chỉ gửi một lần.",
            $"**Đây là gì?** {WhatVi(position)} Không có việc thì không có thư.",
            "**Cần làm gì?** Đọc thư và làm việc trước ngày ghi trong thư. Thư có các nút thì bấm [Đã nhận việc], [Đã gửi, đã xong] hoặc nút nhắc lại sau; thư trả lời được soạn sẵn, chỉ cần gửi.",
            "**Việc không phải của mình?** Bấm [Không phải việc của tôi], hoặc trả lời thư và ghi rõ ai phụ trách. Đừng để im: hệ thống sẽ nhắc tiếp.",
            $"**Hỏi ai?** {DeskVi(desk)}."
        );

    static string BodyEn(Position position, DeskContact desk) =>
        string.Join(
            "\n\n",
            $"From today this mailbox gets the reminders of {desk.UnionEn}. This mail is sent once.",
            $"**What is this?** {WhatEn(position)} On a day with nothing to remind of there is no mail.",
            "**What to do with it?** Read it and do what it says before its day. Where it has buttons, use [I take it on], [Done] or one that names it again later: the answer is written already, it only has to be sent.",
            "**Not your task?** Use [Not my task], or reply and say who looks after it. Silence brings the next reminder.",
            $"**Whom to ask?** {DeskEn(desk)}."
        );

    static string WhatVi(Position position) =>
        What(
            position,
            "Sáng ngày làm việc nào có việc cần nhắc thì có một thư, gồm mọi việc của ngày đó.",
            "Chiều ngày làm việc cuối tuần có một thư điểm việc hai tuần tới."
        );

    static string WhatEn(Position position) =>
        What(
            position,
            "In the morning of a working day with something to remind of there is one mail with all of that day.",
            "In the afternoon of a week's last working day there is an outlook of the next two weeks."
        );

    static string What(Position position, string daily, string weekly) =>
        string.Join(
            ' ',
            new[] { (Kind: MailKind.Daily, Words: daily), (Kind: MailKind.Weekly, Words: weekly) }
                .Where(mail => position.Mail.Contains(mail.Kind))
                .Select(mail => mail.Words)
        );

    static string DeskVi(DeskContact desk) =>
        string.Join(", ", ((string?[])[desk.NameVi, desk.Email, desk.Phone is { } phone ? $"điện thoại {phone}" : null]).OfType<string>());

    static string DeskEn(DeskContact desk) =>
        string.Join(", ", ((string?[])[desk.NameEn, desk.Email, desk.Phone is { } phone ? $"telephone {phone}" : null]).OfType<string>());
}
