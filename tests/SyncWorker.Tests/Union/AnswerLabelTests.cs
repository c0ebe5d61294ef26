using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>The labels of a mail that answers about one unit.</summary>
public sealed class AnswerLabelTests
{
    [Theory]
    [InlineData("Đơn vị", "Unit", "don vi", "ĐƠN VỊ", "unit", "UNIT")]
    [InlineData("Báo cáo", "Report", "bao cao", "Báo  cáo", "REPORT")]
    [InlineData("Ngày nhận", "Received on", "ngày nhận", "ngaynhan", "received on")]
    [InlineData("Số văn bản", "Document number", "so van ban", "document number")]
    [InlineData("Hạn mới", "New due date", "han moi", "new due date")]
    public void A_label_is_known_in_both_languages_however_it_is_spelled(string vi, string en, params string[] spellings)
    {
        var label = Labels().Single(label => label.Vi == vi);

        Assert.Equal(en, label.En);
        Assert.All([vi, en, .. spellings], text => Assert.Equal([label], Labels().Where(other => other.Matches(text))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Ngày")]
    [InlineData("Reports")]
    public void Another_word_is_no_label(string text) => Assert.DoesNotContain(Labels(), label => label.Matches(text));

    static AnswerLabel[] Labels() =>
        [AnswerLabels.Unit, AnswerLabels.Report, AnswerLabels.Received, AnswerLabels.Number, AnswerLabels.NewDue];
}
