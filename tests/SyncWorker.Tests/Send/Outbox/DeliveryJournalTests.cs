using SyncWorker.Send.Outbox;
using SyncWorker.Send.Transports;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send.Outbox;

/// <summary>What a run notes of its mails, and what others read of it when it is gone.</summary>
public sealed class DeliveryJournalTests : IDisposable
{
    const string Owner = "elsewhere/1/x";

    static readonly Moment s_at = new(new(2026, 7, 5, 18, 30, 0, 250, TimeSpan.Zero), new(2026, 7, 6), default);

    readonly TestFolders _folders = new();

    string Folder => _folders.Root;

    string FileOf(long fence) => Path.Combine(Folder, $"sending-{fence}.notes");

    [Theory]
    [InlineData(nameof(Delivery.Sent))]
    [InlineData(nameof(Delivery.Temporary))]
    [InlineData(nameof(Delivery.Permanent))]
    [InlineData(nameof(Delivery.Uncertain))]
    [InlineData(nameof(Delivery.Unsendable))]
    [InlineData(nameof(Delivery.NoServer))]
    [InlineData(nameof(Delivery.LoginRefused))]
    public void An_answer_is_read_as_it_was_noted(string kind)
    {
        var answer = Delivery.FromName(kind, "451", "4.7.1 chậm lại")!;
        using var notes = DeliveryJournal.Begin(Folder, Owner, 7);

        notes.RecordHandover(17);
        notes.RecordAnswer(17, answer, s_at);

        Assert.Equal(new Dictionary<long, JournalEntry> { [17] = new(answer, s_at) }, DeliveryJournal.Read(Folder, Owner, 7)!);
    }

    [Fact]
    public void An_answer_without_a_code_has_none_afterwards_and_its_words_stay_on_one_line()
    {
        using var notes = DeliveryJournal.Begin(Folder, Owner, 7);

        notes.RecordAnswer(17, new Delivery.NoServer(null, "no\troute\r\nto\nhost"), s_at);

        Assert.Equal(new Delivery.NoServer(null, "no route to host"), DeliveryJournal.Read(Folder, Owner, 7)![17].Delivery);
    }

    [Fact]
    public void The_last_note_of_a_mail_holds()
    {
        using var notes = DeliveryJournal.Begin(Folder, Owner, 7);

        notes.RecordHandover(1);
        notes.RecordHandover(2);
        notes.RecordAnswer(2, new Delivery.Temporary(451, "later"), s_at);
        notes.RecordHandover(2);
        notes.RecordHandover(3);
        notes.RecordAnswer(3, new Delivery.Sent(250, "ok"), s_at);

        var read = DeliveryJournal.Read(Folder, Owner, 7)!;
        Assert.Equal([1, 2, 3], read.Keys.Order());
        Assert.Null(read[1].Delivery);
        Assert.Null(read[2].Delivery); // it was handed over once more
        Assert.Equal(new Delivery.Sent(250, "ok"), read[3].Delivery);
    }

    [Theory]
    [InlineData("", "Handed")]
    [InlineData("\n", "Sent 250 ok")]
    public async Task A_line_that_was_cut_off_is_no_note(string end, string last)
    {
        await File.WriteAllTextAsync(
            FileOf(7),
            $"{Owner}\n17\tHanded\n17\tSent\t1783276200250\t2026-07-06\t250\tok{end}",
            TestContext.Current.CancellationToken
        );

        var note = DeliveryJournal.Read(Folder, Owner, 7)![17];

        Assert.Equal(last, note.Delivery is Delivery.Sent sent ? $"Sent {sent.Code} {sent.Text}" : "Handed");
    }

    [Fact]
    public async Task What_is_no_note_of_ours_is_passed_over_and_an_unknown_answer_is_none()
    {
        await File.WriteAllTextAsync(
            FileOf(7),
            $"{Owner}\nx\tHanded\n\n17\tGone\t1783276200250\t2026-07-06\t250\tok\n18\tSent\t1783276200250\n",
            TestContext.Current.CancellationToken
        );

        Assert.Equal(
            new Dictionary<long, JournalEntry> { [17] = new(null, default), [18] = new(null, default) },
            DeliveryJournal.Read(Folder, Owner, 7)!
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("elsewhere/1/")] // it died before it had written its name
    [InlineData("elsewhere/2/x\n17\tHanded\n")]
    public async Task Notes_that_are_missing_or_of_another_worker_are_none(string? text)
    {
        if (text is not null)
        {
            await File.WriteAllTextAsync(FileOf(7), text, TestContext.Current.CancellationToken);
        }

        Assert.Null(DeliveryJournal.Read(Folder, Owner, 7));
        Assert.Null(DeliveryJournal.Read(Folder, null, 7));
    }

    [Fact]
    public void A_run_that_has_noted_nothing_yet_has_handed_nothing_over()
    {
        using (DeliveryJournal.Begin(Folder, Owner, 7)) { }

        Assert.Empty(DeliveryJournal.Read(Folder, Owner, 7)!);
        Assert.Null(DeliveryJournal.Read(Folder, Owner, 8));
    }

    [Fact]
    public void Notes_can_be_read_while_others_read_them()
    {
        File.WriteAllText(FileOf(7), "of a run before");
        using var scanner = File.OpenRead(FileOf(7));

        using var notes = DeliveryJournal.Begin(Folder, Owner, 7);
        notes.RecordHandover(17);

        Assert.Equal([17], DeliveryJournal.Read(Folder, Owner, 7)!.Keys);
        Assert.Empty(DeliveryJournal.Old(Folder)); // another machine's run is not known to be gone
    }

    [Fact]
    public void A_run_that_ends_well_takes_its_notes_along_and_notes_nothing_more()
    {
        var notes = DeliveryJournal.Begin(Folder, Owner, 7);
        Assert.True(File.Exists(FileOf(7)));

        notes.Remove();

        Assert.False(File.Exists(FileOf(7)));
        Assert.Throws<ObjectDisposedException>(() => notes.RecordHandover(17));
    }

    [Fact]
    public void Old_notes_are_those_of_workers_that_are_gone()
    {
        using (DeliveryJournal.Begin(Folder, LeaseOwner.Me, 1)) { }
        using (DeliveryJournal.Begin(Folder, Owner, 2)) { }
        using (DeliveryJournal.Begin(Folder, "gone", 3)) { }
        File.WriteAllText(Path.Combine(Folder, "receiving-4.notes"), "gone\n");

        Assert.Equal([FileOf(3)], DeliveryJournal.Old(Folder));
        DeliveryJournal.RemoveOld(Folder);

        Assert.Equal([FileOf(1), FileOf(2)], Directory.GetFiles(Folder, "sending-*").Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(Folder, "receiving-4.notes")));
    }

    public void Dispose() => _folders.Dispose();
}
