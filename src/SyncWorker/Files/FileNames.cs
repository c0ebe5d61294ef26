using System.Globalization;
using System.Text;

namespace SyncWorker.Files;

/// <summary>Names of files that every mail program and every share takes.</summary>
static class FileNames
{
    /// <summary>"Chưa nhận báo cáo" is chua-nhan-bao-cao: some mail programs still garble other letters in file names.</summary>
    public static string Plain(string name)
    {
        // Half a surrogate pair and U+FFFE have no normal form.
        var whole = string.Concat(name.EnumerateRunes().Where(rune => rune.Value != 0xFFFE));
        var letters = whole
            .Normalize(NormalizationForm.FormD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            .Select(c =>
                c switch
                {
                    'đ' => 'd',
                    'Đ' => 'd',
                    _ when char.IsAsciiLetterOrDigit(c) => char.ToLowerInvariant(c),
                    _ => '-',
                }
            );
        return string.Join('-', string.Concat(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
    }
}
