using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Net.Mail;
using SyncWorker.Send.Transports;

namespace SyncWorker.Send.Outbox;

/// <summary>
/// What is thrown while a mail is written or handed over: the trouble of that mail, unless the store or the machine is what fails.
/// </summary>
static class MailFault
{
    /// <summary>What <c>attempts</c> says of a try that came to no transport.</summary>
    public const string NoTransport = "none";

    public static bool IsOfOneMail(Exception error) =>
        error is not (OperationCanceledException or DbException or DbUpdateException or OutOfMemoryException);

    /// <param name="what">What could not be done: written, handed over.</param>
    /// <param name="error">A template's names its file.</param>
    public static Delivery.Unsendable Describe(string what, Exception error) =>
        new(
            $"The mail could not be {what}: {ReplyText.WithoutAddresses(error is TemplateFaultException ? error.Message : $"{error.Message} ({error.GetType().Name})")}"
        );
}
