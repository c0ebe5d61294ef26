using System.Text.Json.Serialization;

namespace SyncWorker.Store.Rows;

/// <summary>What a person decided, asked once and remembered for ever; undone by a later row, never deleted.</summary>
sealed class Decision
{
    public long Id { get; set; }

    public required DecisionKind Kind { get; set; }

    public string? Source { get; set; }

    public string? ExternalId { get; set; }

    public long? PartnerId { get; set; }

    public long? OtherPartnerId { get; set; }

    public string? Field { get; set; }

    public string? Value { get; set; }

    public required string Who { get; set; }

    public string? Why { get; set; }

    public DateTimeOffset At { get; set; }

    public DateTimeOffset? UndoneAt { get; set; }
}

/// <summary>What a person can decide. Split, Unpin and Undo record who took one back; the others hold while they are not undone.</summary>
enum DecisionKind
{
    /// <summary>The row is this partner's.</summary>
    Same,

    /// <summary>The row is not this partner's.</summary>
    [JsonStringEnumMemberName("not-same")]
    NotSame,

    /// <summary>The row is a partner of its own.</summary>
    Own,

    /// <summary>The partner is the other one.</summary>
    Merge,

    /// <summary>A field of a partner keeps this value.</summary>
    Pin,

    /// <summary>The founding day of a union that came of a merger.</summary>
    [JsonStringEnumMemberName("founding-day")]
    FoundingDay,

    /// <summary>A merge was taken back.</summary>
    Split,

    /// <summary>A pin was taken off.</summary>
    Unpin,

    /// <summary>A decision about a row was taken back.</summary>
    Undo,

    /// <summary>Two rows tell of one activity: the other row's source is in <see cref="Decision.Field"/>, its id in Value.</summary>
    [JsonStringEnumMemberName("same-activity")]
    SameActivity,

    /// <summary>Two rows tell of two activities; the other row as with <see cref="SameActivity"/>.</summary>
    [JsonStringEnumMemberName("other-activity")]
    OtherActivity,
}
