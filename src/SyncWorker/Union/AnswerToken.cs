using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SyncWorker.Union;

/// <summary>
/// The token in the subject of a mail that answers a reminder: <c>[NV-OK 123.20260805.5f2a…]</c>. It is signed,
/// so it cannot answer for another person or another reminder; and it ends, so that an old mail found years later answers
/// nothing.
/// </summary>
/// <param name="Action">What is answered.</param>
/// <param name="Reminder">The number of the ledger.</param>
/// <param name="Until">The last day on which it is taken.</param>
/// <param name="Mac">HMAC-SHA256 over all of it and the recipient, cut to 80 bits.</param>
sealed partial record AnswerToken(AnswerAction Action, long Reminder, DateOnly Until, string Mac)
{
    const int MacBytes = 10;

    static readonly (AnswerAction Action, string Word)[] s_words =
    [
        (AnswerAction.Acknowledge, "OK"),
        (AnswerAction.Later, "SAU"),
        (AnswerAction.Tomorrow, "SAU1"),
        (AnswerAction.NextWeek, "SAU7"),
        (AnswerAction.NextMonth, "SAU30"),
        (AnswerAction.Done, "XONG"),
        (AnswerAction.NotMine, "KHONG"),
        (AnswerAction.Received, "NHAN"),
        (AnswerAction.Extend, "HAN"),
    ];

    /// <summary>
    /// The unit of a table's line, by its number in the store; null for an answer to the reminder itself. It is part of what is signed.
    /// </summary>
    public long? Unit { get; init; }

    public static AnswerToken Sign(string key, AnswerAction action, long reminder, string recipient, DateOnly until, long? unit = null) =>
        new(action, reminder, until, MacOf(key, action, reminder, recipient, until, unit)) { Unit = unit };

    /// <summary>The token in a subject; null when there is none.</summary>
    public static AnswerToken? Find(string subject) =>
        Pattern().Match(subject) is { Success: true } match
        && long.TryParse(match.Groups["id"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && DateOnly.TryParseExact(match.Groups["until"].Value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until)
            ? new(
                Array.Find(s_words, word => match.Groups["action"].Value.Equals(word.Word, StringComparison.OrdinalIgnoreCase)).Action,
                id,
                until,
                match.Groups["mac"].Value
            )
            {
                Unit = long.TryParse(match.Groups["unit"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var unit)
                    ? unit
                    : null,
            }
            : null;

    /// <summary>True when this key signed it for this recipient.</summary>
    public bool IsOf(string key, string recipient) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Mac.ToUpperInvariant()),
            Encoding.ASCII.GetBytes(MacOf(key, Action, Reminder, recipient, Until, Unit).ToUpperInvariant())
        );

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"[NV-{Array.Find(s_words, word => word.Action == Action).Word} {Reminder}{(Unit is { } unit ? $"-{unit}" : "")}.{Until:yyyyMMdd}.{Mac}]"
        );

    static string MacOf(string key, AnswerAction action, long reminder, string recipient, DateOnly until, long? unit) =>
        Convert.ToHexStringLower(
            HMACSHA256
                .HashData(
                    Encoding.UTF8.GetBytes(key),
                    Encoding.UTF8.GetBytes(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{action}\n{reminder}\n{recipient}\n{until:yyyyMMdd}{(unit is null ? "" : $"\n{unit}")}"
                        )
                    )
                )
                .AsSpan(0, MacBytes)
        );

    // Mail programs fold a subject at the blank, double it or make it a no-break space.
    [GeneratedRegex(
        @"\[NV-(?:(?<action>OK|SAU|SAU1|SAU7|SAU30|XONG|KHONG)\s+(?<id>[0-9]{1,18})|(?<action>NHAN|HAN)\s+(?<id>[0-9]{1,18})-(?<unit>[0-9]{1,18}))\.(?<until>[0-9]{8})\.(?<mac>[0-9a-f]{20})\]",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Pattern();
}

enum AnswerAction
{
    /// <summary>"Đã nhận việc".</summary>
    Acknowledge,

    /// <summary>"Nhắc lại sau 03 ngày làm việc".</summary>
    Later,

    /// <summary>"Nhắc lại ngày mai".</summary>
    Tomorrow,

    /// <summary>"Nhắc lại sau 01 tuần".</summary>
    NextWeek,

    /// <summary>"Nhắc lại sau 01 tháng".</summary>
    NextMonth,

    /// <summary>"Đã gửi, đã xong".</summary>
    Done,

    /// <summary>"Không phải việc của tôi".</summary>
    NotMine,

    /// <summary>"Đã nhận": the report of one unit has come.</summary>
    Received,

    /// <summary>"Gia hạn": one unit has until a later day.</summary>
    Extend,
}
