namespace SyncWorker.Poll.Paging;

/// <summary>What a value beside the list is: a walk follows only what it can read, and takes nothing else for "no more".</summary>
enum EnvelopeKind
{
    Null,
    Text,
    Number,
    Truth,

    /// <summary>An object or a list.</summary>
    Nested,
}

/// <summary>A value that stands beside the list of an answer.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it is written; empty for null and for what is nested.</param>
readonly record struct EnvelopeValue(EnvelopeKind Kind, string Text)
{
    const int LongestShown = 40;

    /// <summary>Null or an empty text: the source says nothing here.</summary>
    public bool IsNothing => Kind == EnvelopeKind.Null || (Kind == EnvelopeKind.Text && Text.Length == 0);

    /// <summary>For people; the text itself may hold a key, so only what is short and no text is shown.</summary>
    public override string ToString() =>
        Kind switch
        {
            EnvelopeKind.Null => "null",
            EnvelopeKind.Nested => "an object or a list",
            EnvelopeKind.Text => "a text",
            _ => Text.Length > LongestShown ? "a long number" : Text,
        };
}
