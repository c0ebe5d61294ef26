using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>The signed token in the subject of an answer.</summary>
public sealed class AnswerTokenTests
{
    const string Key = "a-key";
    const string Recipient = "bca01@example.org";
    static readonly DateOnly s_until = new(2026, 8, 5);

    // HMAC-SHA256 of what is signed, made with another program, its first ten bytes: links that were mailed answer after an upgrade too.
    const string Mac = "df996c0eda149e9ef82e";
    const string MacOfUnit = "ad349e26d321d4360d10";

    [Fact]
    public void A_token_is_signed_as_the_links_that_were_mailed()
    {
        Assert.Equal($"[NV-OK 123.20260805.{Mac}]", AnswerToken.Sign(Key, AnswerAction.Acknowledge, 123, Recipient, s_until).ToString());
        Assert.Equal(
            $"[NV-NHAN 123-45.20260805.{MacOfUnit}]",
            AnswerToken.Sign(Key, AnswerAction.Received, 123, Recipient, s_until, 45).ToString()
        );
    }

    [Theory]
    [InlineData(AnswerAction.Acknowledge, "OK")]
    [InlineData(AnswerAction.Later, "SAU")]
    [InlineData(AnswerAction.Tomorrow, "SAU1")]
    [InlineData(AnswerAction.NextWeek, "SAU7")]
    [InlineData(AnswerAction.NextMonth, "SAU30")]
    [InlineData(AnswerAction.Done, "XONG")]
    [InlineData(AnswerAction.NotMine, "KHONG")]
    [InlineData(AnswerAction.Received, "NHAN", 45L)]
    [InlineData(AnswerAction.Extend, "HAN", 45L)]
    public void Each_answer_comes_back_from_the_subject_it_was_written_into(object action, string word, long? unit = null)
    {
        var token = AnswerToken.Sign(Key, (AnswerAction)action, 999_999_999_999_999_999, Recipient, s_until, unit);

        var found = AnswerToken.Find($"Re: {token} Báo cáo 6 tháng");

        Assert.StartsWith($"[NV-{word} ", token.ToString(), StringComparison.Ordinal);
        Assert.Equal(token, found);
        Assert.Equal(unit, found!.Unit);
        Assert.True(found.IsOf(Key, Recipient));
    }

    [Theory]
    [InlineData($"[NV-OK  123.20260805.{Mac}]")]
    [InlineData($"[NV-OK\u00A0123.20260805.{Mac}]")]
    [InlineData($"[NV-OK\r\n 123.20260805.{Mac}]")]
    [InlineData($"[nv-ok 123.20260805.{Mac}]")]
    [InlineData("[NV-OK 123.20260805.DF996C0EDA149E9EF82E]")]
    public void What_mail_programs_do_to_a_subject_does_not_break_the_token(string subject)
    {
        var found = AnswerToken.Find(subject)!;

        Assert.Equal((AnswerAction.Acknowledge, 123, s_until, null), (found.Action, found.Reminder, found.Until, found.Unit));
        Assert.True(found.IsOf(Key, Recipient));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Re: Báo cáo 6 tháng")]
    [InlineData($"NV-OK 123.20260805.{Mac}")]
    [InlineData($"[NV-OK123.20260805.{Mac}]")]
    [InlineData($"[NV-YES 123.20260805.{Mac}]")]
    [InlineData($"[NV-SAU2 123.20260805.{Mac}]")]
    [InlineData($"[NV-OK 1234567890123456789.20260805.{Mac}]")] // 19 digits
    [InlineData($"[NV-OK -1.20260805.{Mac}]")]
    [InlineData($"[NV-OK .20260805.{Mac}]")]
    [InlineData($"[NV-OK 123-45.20260805.{Mac}]")] // no answer about one unit
    [InlineData($"[NV-NHAN 123.20260805.{MacOfUnit}]")] // about no unit
    [InlineData($"[NV-OK 123.20260231.{Mac}]")] // no day
    [InlineData($"[NV-OK 123.2026-08-05.{Mac}]")]
    [InlineData("[NV-OK 123.20260805.df996c0eda149e9ef82]")]
    [InlineData($"[NV-OK 123.20260805.{Mac}0]")]
    [InlineData("[NV-OK 123.20260805.gf996c0eda149e9ef82e]")]
    public void A_subject_without_a_whole_token_has_none(string subject) => Assert.Null(AnswerToken.Find(subject));

    [Fact]
    public void A_token_answers_for_nothing_but_what_was_signed()
    {
        var token = AnswerToken.Sign(Key, AnswerAction.Received, 123, Recipient, s_until, 45);

        Assert.True(token.IsOf(Key, Recipient));
        Assert.False(token.IsOf("b-key", Recipient));
        Assert.False(token.IsOf(Key, "bca02@example.org"));
        Assert.False((token with { Action = AnswerAction.Extend }).IsOf(Key, Recipient));
        Assert.False((token with { Reminder = 124 }).IsOf(Key, Recipient));
        Assert.False((token with { Until = s_until.AddDays(1) }).IsOf(Key, Recipient));
        Assert.False((token with { Unit = 46 }).IsOf(Key, Recipient));
        Assert.False((token with { Unit = null }).IsOf(Key, Recipient));
        Assert.False((token with { Mac = MacOfUnit[..^1] + "1" }).IsOf(Key, Recipient));
        Assert.False((token with { Mac = MacOfUnit[..^2] }).IsOf(Key, Recipient));
    }
}
