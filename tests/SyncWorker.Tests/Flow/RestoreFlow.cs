using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using MimeKit;
using SyncWorker.Store;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Flow;

/// <summary>
/// A backup from before a day's remind is put back after that day's mails have left, by the real program: nobody gets one a second time,
/// and `mail release --what-if` says so before it is released.
/// </summary>
public sealed partial class RestoreFlow
{
    const string Before = "2026-07-06";
    const string Day = "2026-07-14";
    const string Later = "2026-07-15";

    /// <summary>What knows which mails left: the store that was replaced, or, when that is gone, the record beside the backups.</summary>
    public enum KnownFrom
    {
        ReplacedStore,
        SentRecord,
        LostStore,
    }

    [Theory]
    [InlineData(KnownFrom.ReplacedStore)]
    [InlineData(KnownFrom.SentRecord)]
    [InlineData(KnownFrom.LostStore)]
    public async Task What_left_after_the_backup_does_not_leave_again(KnownFrom source)
    {
        using var folders = new TestFolders();
        var demo = folders.Root + "/demo";
        Assert.Equal(0, (await ProgramRun.WaitAsync(["demo", "--dir", demo, "--as-of", Before])).ExitCode);
        Task<ProgramResult> Run(params string[] words) => ProgramRun.WaitAsync([.. words, "--config", demo + "/config"]);
        var backup = demo + "/data/backups/daily-20260706-120000.db";
        Assert.Equal(0, (await Run("backup", backup)).ExitCode);
        await Run("remind", "--as-of", Day);
        await Run("send", "--as-of", Day);
        var left = Ids(demo);
        var ofDay = left.Count(id => id.Day == Day);
        Assert.True(ofDay > 0, "the day has no mail");
        var (messages, numbers) = (MessageIds(demo), Numbers(demo));

        await LoseAsync(demo, source, Run);
        var restored = await Run("restore", backup);
        Assert.True(restored.ExitCode == 0, restored.ToString());
        Assert.Contains($"{ofDay} mail", restored.Output, StringComparison.Ordinal);

        var look = await Run("mail", "release", "--what-if", "--as-of", Day);
        Assert.Equal(4, look.ExitCode);
        Assert.Contains("0 mails would leave.", look.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch(More(), look.Output);

        await Run("mail", "release", "--as-of", Day);
        await Run("remind", "--as-of", Day);
        await Run("send", "--as-of", Day);

        Assert.Equal(left, Ids(demo));

        // A reply, a returned mail or an answer to what left is still about that mail and that reminder, and about no other.
        Assert.Equal(messages, MessageIds(demo));
        await Run("remind", "--as-of", Later);
        await Run("send", "--as-of", Later);
        var after = Numbers(demo);
        Assert.True(after.Count > numbers.Count, "nothing is told on the later day");
        Assert.All(numbers, number => Assert.Equal(number.Value, after.GetValueOrDefault(number.Key)));
        Assert.DoesNotContain(MessageIds(demo).GroupBy(id => id), same => same.Count() > 1);
    }

    static async Task LoseAsync(string demo, KnownFrom source, Func<string[], Task<ProgramResult>> run)
    {
        var store = demo + "/data/syncworker.db";
        switch (source)
        {
            case KnownFrom.ReplacedStore:
                File.Delete(demo + "/data/backups/sent.db");
                break;
            case KnownFrom.SentRecord:
                await File.WriteAllTextAsync(store, "not a database any more", TestContext.Current.CancellationToken);
                File.Delete(store + "-wal");
                File.Delete(store + "-shm");
                break;
            default:
                SqliteConnection.ClearAllPools();
                foreach (var side in (string[])["", "-wal", "-shm"])
                {
                    File.Delete(store + side);
                }

                // a new one is begun and held: the day is planned anew, and nothing leaves
                var remind = await run(["remind", "--as-of", Day]);
                Assert.Contains("is lost", remind.Errors, StringComparison.Ordinal);
                Assert.Equal(4, (await run(["send", "--as-of", Day])).ExitCode);
                break;
        }
    }

    // The recipient and the day of each mail that left: a mail that is sent again has another Message-ID.
    static List<(string To, string Subject, string Day)> Ids(string demo) =>
        [
            .. Directory
                .GetFiles(demo + "/data/pickup", "*.eml")
                .Select(file => MimeMessage.Load(file))
                .Select(mail =>
                    (
                        To: mail.To.ToString(),
                        Subject: mail.Subject ?? "",
                        Day: TimeZoneInfo
                            .ConvertTimeBySystemTimeZoneId(mail.Date, "Asia/Ho_Chi_Minh")
                            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    )
                )
                .Order(),
        ];

    static List<string?> MessageIds(string demo) =>
        Read(
            demo,
            """select "MessageId" from outbox where "State" = 'Sent' order by 1""",
            row => row.IsDBNull(0) ? null : row.GetString(0)
        );

    // What the number of a reminder, which stands in the links of its mail, is the number of.
    static Dictionary<long, string> Numbers(string demo) =>
        Read(
                demo,
                """select "Id", "Rule" || '/' || "Subject" || '/' || "Period" || '/' || "Step" || '/' || "Recipient" || '/' || "Day" from ledger where "State" = 'Sent'""",
                row => (row.GetInt64(0), row.GetString(1))
            )
            .ToDictionary();

    static List<T> Read<T>(string demo, string sql, Func<DbDataReader, T> read)
    {
        using var db = SqliteFile.Open(demo + "/data/syncworker.db", SqliteOpenMode.ReadOnly);
        return db.Read(sql, read);
    }

    [GeneratedRegex("more would leave")]
    private static partial Regex More();
}
