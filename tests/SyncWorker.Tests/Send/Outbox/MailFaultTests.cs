using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Send;
using SyncWorker.Send.Outbox;

namespace SyncWorker.Tests.Send.Outbox;

/// <summary>Whose trouble it is when writing or handing over a mail throws, and how people read it.</summary>
public sealed class MailFaultTests
{
    public static TheoryData<Exception, bool> Faults =>
        new()
        {
            { new InvalidOperationException(), true },
            { new IOException(), true },
            { new TemplateFaultException("x"), true },
            { new OperationCanceledException(), false },
            { new TaskCanceledException(), false },
            { new SqliteException("disk full", 13), false },
            { new DbUpdateException(), false },
            { new InsufficientMemoryException(), false },
        };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void It_is_that_mails_unless_the_store_or_the_machine_fails_or_the_run_is_stopped(Exception error, bool isOfOneMail) =>
        Assert.Equal(isOfOneMail, MailFault.IsOfOneMail(error));

    [Fact]
    public void A_template_names_its_file_and_other_faults_are_named_by_their_kind()
    {
        Assert.Equal(
            "The mail could not be written: digest.vi.txt.hbs is wrong.",
            MailFault.Describe("written", new TemplateFaultException("digest.vi.txt.hbs is wrong.")).Text
        );
        Assert.Equal(
            "The mail could not be handed over: no way (InvalidOperationException)",
            MailFault.Describe("handed over", new InvalidOperationException("no way")).Text
        );
    }

    [Fact]
    public void Nobodys_address_is_in_it() =>
        Assert.Equal(
            "The mail could not be handed over: <address> is odd (FormatException)",
            MailFault.Describe("handed over", new FormatException("someone@example.org is odd")).Text
        );
}
