using System.Text;
using SyncWorker.Union;

namespace SyncWorker.Poll.Mapping;

/// <summary>
/// Text typed with the fonts of before Unicode: TCVN3 (ABC, ".VnTime") puts Vietnamese letters in the places of others, VNI
/// (VNI-Times) writes vowel and mark one after the other. Both come as windows-1252 characters, so the source's encoding must be
/// windows-1252 (or already Unicode holding those characters).
/// </summary>
static class LegacyText
{
    // TCVN 5712:1993, VN3. Capitals with tones have no place of their own: capital fonts (.VnTimeH) draw the small letters large,
    // hence "tcvn3 upper".
    const string Tcvn3From = "¡¢£¤¥¦§¨©ª«¬\u00AD®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ";
    const string Tcvn3To = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";

    // A mark follows its vowel: aù is á, aâ is â, aá is ấ. On ô and ö (VNI's ơ and ư) the plain marks are used.
    static readonly Dictionary<char, string> s_vniMarks = new()
    {
        ['ù'] = "\u0301",
        ['ø'] = "\u0300",
        ['û'] = "\u0309",
        ['õ'] = "\u0303",
        ['ï'] = "\u0323",
        ['â'] = "\u0302",
        ['á'] = "\u0302\u0301",
        ['à'] = "\u0302\u0300",
        ['å'] = "\u0302\u0309",
        ['ã'] = "\u0302\u0303",
        ['ä'] = "\u0302\u0323",
        ['ê'] = "\u0306",
        ['é'] = "\u0306\u0301",
        ['è'] = "\u0306\u0300",
        ['ú'] = "\u0306\u0309",
        ['ü'] = "\u0306\u0303",
        ['ë'] = "\u0306\u0323",
    };

    static readonly Dictionary<char, char> s_vniLetters = new()
    {
        ['ô'] = 'ơ',
        ['ö'] = 'ư',
        ['ñ'] = 'đ',
        ['í'] = 'í',
        ['ì'] = 'ì',
        ['æ'] = 'ỉ',
        ['ó'] = 'ĩ',
        ['ò'] = 'ị',
        ['î'] = 'ỵ',
    };

    public static Transform Tcvn3(string argument) =>
        argument switch
        {
            "" => new Decoder(text => FromTcvn3(text)),
            "upper" => new Decoder(text => FromTcvn3(text).ToUpperInvariant()),
            _ => throw new FormatException("Write \"tcvn3\", or \"tcvn3 upper\" for text in a capital font (.VnTimeH)."),
        };

    public static Transform Vni(string argument) =>
        argument.Length == 0 ? new Decoder(FromVni) : throw new FormatException("\"vni\" takes no argument.");

    static string FromTcvn3(string text) =>
        string.Concat(
            text.Select(character => Tcvn3From.IndexOf(character, StringComparison.Ordinal) is >= 0 and var at ? Tcvn3To[at] : character)
        );

    static string FromVni(string text)
    {
        var decoded = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var lower = char.ToLowerInvariant(character);
            var before = decoded.Length > 0 ? char.ToLowerInvariant(decoded[^1]) : ' ';
            if (before is 'a' or 'e' or 'o' or 'u' or 'y' or 'ơ' or 'ư' && s_vniMarks.TryGetValue(lower, out var marks))
            {
                decoded.Append(marks);
            }
            else if (s_vniLetters.TryGetValue(lower, out var letter))
            {
                decoded.Append(char.IsUpper(character) ? char.ToUpperInvariant(letter) : letter);
            }
            else
            {
                decoded.Append(character);
            }
        }

        return WritableText.Clean(decoded.ToString()).Normalize(NormalizationForm.FormC);
    }

    sealed class Decoder(Func<string, string> decode) : Transform
    {
        public override bool BeforeCleaning => true;

        public override FieldResult Apply(string text, MappingContext context) => FieldResult.FromValue(decode(text));
    }
}
