namespace SyncWorker.Fuzz;

/// <summary>A way by which bytes from outside come into the program: one of its own parsers and what it may answer.</summary>
/// <param name="Name">The door's name on the command line and its folder of the corpus.</param>
/// <param name="Enter">
/// Reads an input. The faults that the parser may report are taken for an answer; whatever else is thrown is a finding. Gives a number
/// that tells kinds of answers apart, so that inputs that led to a new kind are built upon.
/// </param>
sealed record Door(string Name, Func<byte[], int> Enter)
{
    /// <summary>Words of the door's own that inputs are made of.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Whether an input is a ZIP archive, whose parts are changed one by one.</summary>
    public bool IsZip { get; init; }

    /// <summary>Inputs are not longer than this, in bytes.</summary>
    public int Longest { get; init; } = 16 * 1024;
}

/// <summary>What a parser answered breaks a promise.</summary>
sealed class FindingException(string message) : Exception(message);

/// <summary>Promises that an answer keeps.</summary>
static class Promise
{
    /// <exception cref="FindingException">It is broken.</exception>
    public static void Keep(bool isKept, string promise)
    {
        if (!isKept)
        {
            throw new FindingException(promise);
        }
    }

    /// <summary>A text that every engine of the store and every mail can hold: no half of a surrogate pair.</summary>
    public static void Whole(string? text, string what)
    {
        for (var i = 0; i < text?.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                throw new FindingException($"{what} holds half a character");
            }
        }
    }
}
