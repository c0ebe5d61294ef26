using SyncWorker.Poll.Discovery;
using SyncWorker.Union;

namespace SyncWorker.Tests.Poll.Discovery;

public sealed class HeadWordsTests
{
    [Theory]
    [InlineData("Ngày thành lập", CanonicalField.Founded)]
    [InlineData("ngay_thanh_lap", CanonicalField.Founded)]
    [InlineData("foundedOn", CanonicalField.Founded)]
    [InlineData("name.vi", CanonicalField.NameVi)]
    [InlineData("contact.phones", CanonicalField.Phone)]
    [InlineData("Mã số", HeadWords.Id)]
    [InlineData("STT", HeadWords.LineNumber)]
    [InlineData("Quốc gia", CanonicalField.Country)]
    public void A_head_is_known_in_both_languages_and_however_it_is_written(string head, string field) =>
        Assert.Equal((field, HeadMatch.Exact), HeadWords.Find(head));

    [Theory]
    [InlineData("Địa chỉ liên hệ", CanonicalField.Address)]
    [InlineData("Máy điện thoại", CanonicalField.Phone)]
    public void A_head_that_begins_or_ends_with_a_word_is_only_near(string head, string field) =>
        Assert.Equal((field, HeadMatch.Near), HeadWords.Find(head));

    [Theory]
    [InlineData("Ghi chú thêm")]
    [InlineData("logo")]
    public void Another_head_means_nothing(string head) => Assert.Equal(HeadMatch.None, HeadWords.Find(head).Match);
}
