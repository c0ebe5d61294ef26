using System.Text.RegularExpressions;
using SyncWorker.Poll.Mapping;
using SyncWorker.Union;

namespace SyncWorker.Tests.Poll.Mapping;

/// <summary>Every reason why a row is set aside is read in both languages; what is stored in English is found again.</summary>
public sealed partial class RowReasonsTests
{
    // What stands alone; the rest is said of a field.
    static readonly Sentence[] s_whole =
    [
        RowReasons.Found,
        RowReasons.Lacks,
        RowReasons.FieldStays,
        RowReasons.HeaderAgain,
        RowReasons.LooksLike,
    ];

    [Fact]
    public void Every_reason_has_both_texts_with_the_same_values()
    {
        Assert.InRange(RowReasons.All.Count, 35, int.MaxValue);
        Assert.Empty(RowReasons.All.Where(reason => !Places(reason.En).SequenceEqual(Places(reason.Vi))).Select(reason => reason.En));
        Assert.Empty(RowReasons.All.Where(reason => !IsVietnamese(reason)).Select(reason => reason.En));
    }

    [Fact]
    public void Every_reason_is_found_by_its_english_with_its_values()
    {
        var missing = new List<string>();
        foreach (var reason in RowReasons.All)
        {
            var said = reason.Say("a'b c", "x; y", "12");
            said = s_whole.Contains(reason) ? said : RowReasons.Found.Say("founded", "a: b", reason.Say("a'b: c", "x; y", "12"));
            if (RowReasons.Book.Find(said.En) != said.Vi)
            {
                missing.Add($"{said.En} -> {RowReasons.Book.Find(said.En)}, not {said.Vi}");
            }
        }

        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("nameVi: empty; the row must have a value here", "nameVi: trống; dòng phải có giá trị ở đây")]
    [InlineData(
        "founded: found '32/13/1990', expected a date written dd/MM/yyyy or MM/yyyy or yyyy; the field stays as it was, the row is taken",
        "founded: thấy '32/13/1990', cần ngày viết theo dạng dd/MM/yyyy hoặc MM/yyyy hoặc yyyy; trường này giữ nguyên như cũ, các trường khác của dòng vẫn được lấy"
    )]
    [InlineData("row: found '4 columns', expected 5 columns as in the header", "row: thấy '4 columns', cần 5 cột như dòng tiêu đề")]
    [InlineData("row: JSON: '}' is invalid after a value.", "row: JSON sai: '}' is invalid after a value.")]
    [InlineData("no data: nameVi is like 'Tổng*'", "không phải dữ liệu: nameVi có dạng 'Tổng*'")]
    public void What_quarantine_stores_is_read_in_vietnamese(string stored, string vi) => Assert.Equal(vi, RowReasons.Book.Find(stored));

    [Fact]
    public void A_text_of_no_known_form_stays_as_it_is() => Assert.Null(RowReasons.Book.Find("something else"));

    [Fact]
    public void A_value_that_looks_like_a_place_is_a_value()
    {
        var said = RowReasons.Found.Say("{1}", "{0}", RowReasons.Digits.Say(2));

        Assert.Equal(("{1}: found '{0}', expected 2 digits", "{1}: thấy '{0}', cần 2 chữ số"), (said.En, said.Vi));
    }

    static IEnumerable<string> Places(string text) => Place().Matches(text).Select(place => place.Value).Order(StringComparer.Ordinal);

    // A sentence of places and signs alone has nothing to translate.
    static bool IsVietnamese(Sentence reason) => reason.En != reason.Vi || !Place().Replace(reason.En, "").Any(char.IsLetter);

    [GeneratedRegex(@"\{\d\*?\}")]
    private static partial Regex Place();
}
