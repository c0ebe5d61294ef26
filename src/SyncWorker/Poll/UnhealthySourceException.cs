namespace SyncWorker.Poll;

/// <summary>
/// Ends the reading of a source from anywhere within it: nothing is taken from it. The message is what people read, so it says
/// what came and what was expected, without a third party's address or text.
/// </summary>
sealed class UnhealthySourceException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether reading the whole source once more from its beginning may help: a broken download, an expired cursor.</summary>
    public bool WorthAnotherTry { get; init; }

    /// <summary>The source is down or overloaded, which passes: it is left alone for a while, longer each time.</summary>
    public bool WillPass { get; init; }

    /// <summary>How long the source itself asks to be left alone.</summary>
    public TimeSpan? AskAgainAfter { get; init; }
}
