using System.Globalization;
using System.Text.RegularExpressions;

namespace SyncWorker.Union;

/// <summary>
/// A sentence that people read in English or Vietnamese. English is said where the fact is found, logged and stored; what is shown in
/// Vietnamese is found again by its form (<see cref="SentenceBook"/>), so that what an older version has stored is understood as well.
/// </summary>
/// <param name="en">With places for values: <c>{0}</c>, and <c>{0*}</c> for a value that is a sentence itself.</param>
/// <param name="vi">The same with the same places.</param>
sealed partial class Sentence(string en, string vi)
{
    readonly Lazy<Regex> _form = new(() => Form(en));

    public string En => en;

    public string Vi => vi;

    public bool HasValues { get; } = Place().IsMatch(en);

    /// <summary>How much of it is fixed: of two that fit a text, the one that says more is meant.</summary>
    public int Fixed { get; } = Place().Replace(en, "").Length;

    /// <summary>In English, with its values.</summary>
    public Said Say(params object[] values) => new(Fill(en, values, said => said.En), Fill(vi, values, said => said.Vi));

    /// <summary>The text in Vietnamese; null when it is none of this form.</summary>
    /// <param name="text">In English.</param>
    /// <param name="translate">For values that are sentences themselves.</param>
    public string? Translate(string text, Func<string, string> translate)
    {
        var match = _form.Value.Match(text);
        return match.Success
            ? Place()
                .Replace(
                    vi,
                    place =>
                    {
                        var value = match.Groups[$"v{place.Groups["at"].Value}"].Value;
                        return place.Groups["nested"].Success ? translate(value) : value;
                    }
                )
            : null;
    }

    static string Fill(string form, object[] values, Func<Said, string> language) =>
        values.Length == 0
            ? form
            : Place()
                .Replace(
                    form,
                    place =>
                        values[int.Parse(place.Groups["at"].Value, CultureInfo.InvariantCulture)] is var value && value is Said said
                            ? language(said)
                            : Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""
                );

    static Regex Form(string en)
    {
        var form = Regex.Replace(Regex.Escape(en), @"\\\{(\d)(?:\\\*)?\}", "(?<v$1>.*?)");
        return new($@"\A{form}\z", RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    [GeneratedRegex(@"\{(?<at>\d)(?<nested>\*)?\}")]
    private static partial Regex Place();
}

/// <summary>What a <see cref="Sentence"/> says with its values.</summary>
/// <param name="En">In English, as it is logged and stored.</param>
/// <param name="Vi">In Vietnamese.</param>
sealed record Said(string En, string Vi)
{
    public override string ToString() => En;
}

/// <summary>Finds the Vietnamese of a text that was said in English.</summary>
/// <param name="frames">
/// Sentences that stand around others, in the order to try them. Within the first another frame may stand; within the others a sentence of
/// the rest, whatever it looks like.
/// </param>
/// <param name="sentences">All of them.</param>
sealed class SentenceBook(IReadOnlyList<Sentence> frames, IReadOnlyList<Sentence> sentences)
{
    readonly Sentence[] _inner =
    [
        .. sentences.Where(sentence => !sentence.HasValues), // a text without values is itself, whatever it looks like
        .. sentences.Where(sentence => sentence.HasValues).Except(frames).OrderByDescending(sentence => sentence.Fixed),
    ];

    /// <summary>In Vietnamese; null when no sentence has its form.</summary>
    public string? Find(string english)
    {
        foreach (var frame in frames)
        {
            if (frame.Translate(english, text => (frame == frames[0] ? Find(text) : FindInner(text)) ?? text) is { } found)
            {
                return found;
            }
        }

        return FindInner(english);
    }

    string? FindInner(string english)
    {
        foreach (var sentence in _inner)
        {
            if (sentence.Translate(english, text => FindInner(text) ?? text) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
