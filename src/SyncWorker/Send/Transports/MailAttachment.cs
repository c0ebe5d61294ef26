namespace SyncWorker.Send.Transports;

/// <summary>The file that goes with a mail.</summary>
/// <param name="FileName">With its extension.</param>
/// <param name="ContentType">Such as text/calendar.</param>
sealed record MailAttachment(string FileName, string ContentType, byte[] Content);
