using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SyncWorker.Union;

/// <summary>What a reminder is about; chooses the sentence. Stored as its word: <c>national-day</c>.</summary>
[JsonConverter(typeof(ReminderKinds.Converter))]
enum ReminderKind
{
    Founding,
    Relations,
    NationalDay,

    /// <summary>A day with a name of its own.</summary>
    Anniversary,

    Report,
    ReportOverdue,
    Term,
    TermOverdue,

    /// <summary>A conclusion of a conference or a petition, with an owner.</summary>
    Assignment,
    AssignmentOverdue,

    Event,
    Meeting,
    Campaign,
    YearList,

    /// <summary>Asked of leaders in their weekly outlook.</summary>
    Decision,

    /// <summary>A unit's own record of the register, to be looked through once a year.</summary>
    RegisterCheck,

    /// <summary>A message to many.</summary>
    Notice,

    /// <summary>What somebody wrote into a tracking sheet cannot be read.</summary>
    SheetEntry,

    /// <summary>Of another reminder: its day moved.</summary>
    Moved,

    /// <summary>Of another reminder: what was chased has come.</summary>
    Done,

    /// <summary>Of another reminder: its day is gone.</summary>
    Cancelled,

    /// <summary>Of another reminder: it was not mailed while it was of use.</summary>
    Expired,
}

/// <summary>What kinds of reminders have in common, and their words.</summary>
static class ReminderKinds
{
    static readonly JsonNamingPolicy s_words = JsonNamingPolicy.KebabCaseLower;

    /// <summary>As the ledger and the templates name it.</summary>
    public static string Word(ReminderKind kind) => s_words.ConvertName(kind.ToString());

    public static bool IsReport(ReminderKind kind) => kind is ReminderKind.Report or ReminderKind.ReportOverdue;

    public static bool IsOverdue(ReminderKind kind) =>
        kind is ReminderKind.ReportOverdue or ReminderKind.TermOverdue or ReminderKind.AssignmentOverdue;

    public static bool IsAssignment(ReminderKind kind) => kind is ReminderKind.Assignment or ReminderKind.AssignmentOverdue;

    /// <summary>It says what became of another reminder.</summary>
    public static bool IsUpdate(ReminderKind kind) =>
        kind is ReminderKind.Moved or ReminderKind.Done or ReminderKind.Cancelled or ReminderKind.Expired;

    /// <summary>The kind that chases it.</summary>
    public static ReminderKind Overdue(ReminderKind kind) =>
        kind switch
        {
            ReminderKind.Report => ReminderKind.ReportOverdue,
            ReminderKind.Term => ReminderKind.TermOverdue,
            ReminderKind.Assignment => ReminderKind.AssignmentOverdue,
            _ => throw new UnreachableException($"{kind} is never overdue."),
        };

    /// <summary>Reads and writes the word.</summary>
    public sealed class Converter() : JsonStringEnumConverter<ReminderKind>(s_words, allowIntegerValues: false);
}
