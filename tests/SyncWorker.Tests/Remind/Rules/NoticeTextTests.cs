using System.Text;
using SyncWorker.Remind.Rules;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>A message to many: what is its subject, what its text, and what cannot be sent.</summary>
public sealed class NoticeTextTests
{
    [Theory]
    [InlineData("Chủ đề: Họp\n\nNội dung")]
    [InlineData("CHỦ ĐỀ:Họp\nNội dung")]
    [InlineData("Tiêu đề: Họp \n\n Nội dung\n\n")]
    [InlineData("Subject: Họp\n\nNội dung")]
    [InlineData("# Họp\n\nNội dung")]
    public void The_first_line_is_the_subject_however_it_is_marked(string file)
    {
        var text = NoticeText.Parse(file);

        Assert.Equal((new("Họp", "Nội dung"), null), (text.Vi, text.En));
    }

    [Fact]
    public void The_text_in_English_follows_its_mark()
    {
        var text = NoticeText.Parse("Chủ đề: Họp\n\nMột\n\nHai\n\n--- en\n\nSubject: Meeting\n\nOne\n\nTwo");

        Assert.Equal((new("Họp", "Một\n\nHai"), new("Meeting", "One\n\nTwo")), (text.Vi, text.En));
    }

    [Fact]
    public void Two_files_that_say_the_same_are_one_message()
    {
        const string file = "Chủ đề: Họp\n\nNội dung";
        var hash = NoticeText.Parse(file).Hash;

        Assert.Equal("34365fbf9a2f95c8", hash); // the first eight bytes of SHA-256 of the text in UTF-8
        Assert.Equal(hash, NoticeText.Parse("\uFEFF" + file.ReplaceLineEndings("  \r\n") + "\r\n\r\n").Hash);
        Assert.Equal(hash, NoticeText.Parse(file.Normalize(NormalizationForm.FormD)).Hash);
        Assert.NotEqual(hash, NoticeText.Parse(file + ".").Hash);
        Assert.NotEqual(hash, NoticeText.Parse(file + "\n--- en\nSubject: Meeting\nText").Hash);
    }

    [Fact]
    public void A_subject_has_seventy_characters_and_a_file_twenty_thousand_at_most()
    {
        const string start = "Subject: S\n\n";

        Assert.Equal(70, NoticeText.Parse($"Subject: {new string('a', 70)}\n\nText").Vi.Subject.Length);
        Assert.Equal(20_000 - start.Length, NoticeText.Parse(start + new string('a', 20_000 - start.Length)).Vi.Body.Length);
    }

    public static TheoryData<string, string> Refused =>
        new()
        {
            { "Nội dung\n\nChủ đề: Họp", NoSubject("The file") },
            { "Chủ đề:\n\nNội dung", NoSubject("The file") },
            { "", NoSubject("The file") },
            { "Chủ đề: Họp\n\nNội dung\n--- en\nText", NoSubject("The part after \"--- en\"") },
            { "Chủ đề: Họp", "The file has a subject and no text." },
            { "Chủ đề: Họp\n\n--- en\nSubject: Meeting\n\nText", "The file has a subject and no text." },
            { "Chủ đề: Họp\n\nNội dung\n--- en\nSubject: Meeting", "The part after \"--- en\" has a subject and no text." },
            {
                $"Subject: {new string('a', 71)}\n\nText",
                $"The subject has 71 characters; mail programs show about 70. Make it shorter: \"{new string('a', 71)}\""
            },
            {
                $"Subject: S\n\n{new string('a', 20_000)}",
                "The text has 20012 characters; a mail that people read has no more than 20000."
            },
        };

    static string NoSubject(string what) =>
        $"{what} does not begin with the subject. Write \"Chủ đề: …\" (or \"Subject: …\") as its first line, then an empty line, then the text.";

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_sent_as_it_is_says_what_to_write(string file, string message)
    {
        Assert.Equal(message, Assert.Throws<FormatException>(() => NoticeText.Parse(file)).Message);
    }
}
