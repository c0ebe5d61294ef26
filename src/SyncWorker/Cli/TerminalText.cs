using System.Globalization;
using System.Text;

namespace SyncWorker.Cli;

/// <summary>
/// Prints for people. Rows and mails come from others: a control character in one would move the cursor, set the title or write
/// into the clipboard, a mark of direction would show a line in another order. Both are shown as symbols. Line breaks and tabs stay.
/// </summary>
sealed class TerminalText(TextWriter output) : TextWriter
{
    /// <summary>Makes everything that is printed go through it; what programs read (<see cref="Plain"/>) does not.</summary>
    public static void Use()
    {
        Plain = Console.Out;
        Console.SetOut(new TerminalText(Console.Out));
        PlainError = Console.Error;
        Console.SetError(new TerminalText(Console.Error));
    }

    /// <summary>
    /// Columns of the terminal, or of the variable COLUMNS; null in a pipe or a file, where a line keeps its length.
    /// </summary>
    public static int? Width { get; set; } =
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), CultureInfo.InvariantCulture, out var columns) && columns > 20 ? columns
        : Console.IsOutputRedirected ? null
        : Math.Max(Console.WindowWidth, 40);

    /// <summary>Puts lines for people into another language; null for English, as they are written.</summary>
    public static Func<string?, string?>? Translate { get; set; }

    /// <summary>Prints one row of a list: cut at the terminal's width with "…", never wrapped.</summary>
    public static void Row(string row) =>
        Console.Out.WriteLine(Width is { } width && row.Length > width ? string.Concat(row.AsSpan(0, width - 1).TrimEnd(), "…") : row);

    /// <summary>The text with lines broken between words where they are longer than the width; a line goes on below its own indent.</summary>
    public static string? Wrap(string? text, int? width) =>
        width is not { } columns || text is null || text.Length <= columns
            ? text
            : string.Join('\n', text.Split('\n').Select(line => WrapLine(line, columns)));

    static string WrapLine(string line, int columns)
    {
        var indent = new string(' ', Math.Min(line.Length - line.TrimStart().Length + 2, columns / 2));
        var wrapped = new StringBuilder();
        var rest = line;
        while (rest.Length > columns)
        {
            var from = rest.Length - rest.TrimStart().Length;
            var at = rest.LastIndexOf(' ', columns);
            if (at <= from)
            {
                at = rest.IndexOf(' ', columns); // a word longer than a line stays whole: a path is copied
            }

            if (at < 0)
            {
                break;
            }

            wrapped.Append(rest.AsSpan(0, at).TrimEnd()).Append('\n');
            rest = indent + rest[at..].TrimStart();
        }

        return wrapped.Append(rest).ToString();
    }

    /// <summary>The standard output as it is, for JSON.</summary>
    public static TextWriter Plain
    {
        get => field ?? Console.Out;
        private set;
    }

    /// <summary>The standard error output as it is, for prompts.</summary>
    public static TextWriter PlainError
    {
        get => field ?? Console.Error;
        private set;
    }

    public override Encoding Encoding => output.Encoding;

    public override void Write(char value)
    {
        if (Symbol(value) is { } symbol)
        {
            output.Write(symbol);
        }
        else
        {
            output.Write(value);
        }
    }

    public override void Write(string? value) => output.Write(Show(value));

    public override void WriteLine(string? value) => output.WriteLine(Wrap(Show(InLanguage(value)), Width));

    static string? InLanguage(string? value) => Translate is { } translate ? translate(value) : value;

    public override void Write(char[] buffer, int index, int count) => output.Write(Show(new string(buffer, index, count)));

    public override Task WriteLineAsync(string? value) => output.WriteLineAsync(Wrap(Show(InLanguage(value)), Width));

    public override Task WriteAsync(string? value) => output.WriteAsync(Show(value));

    public override void Flush() => output.Flush();

    /// <summary>The text with symbols in the place of what would steer a terminal.</summary>
    public static string? Show(string? text)
    {
        if (text is null || !text.Any(c => c == '\r' || Symbol(c) is not null))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var isReturn = text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'); // it would write over the line
            _ =
                isReturn ? shown.Append('␍')
                : Symbol(text[i]) is { } symbol ? shown.Append(symbol)
                : shown.Append(text[i]);
        }

        return shown.ToString();
    }

    // U+2400 and following are pictures of the controls. The marks are those of Unicode TR9.
    static string? Symbol(char c) =>
        c switch
        {
            '\n' or '\t' or '\r' => null,
            < ' ' => ((char)(0x2400 + c)).ToString(),
            '\u007F' => "\u2421",
            (>= '\u0080' and <= '\u009F')
            or '\u061C'
            or '\u200E'
            or '\u200F'
            or (>= '\u202A' and <= '\u202E')
            or (>= '\u2066' and <= '\u2069')
            or '\u2028'
            or '\u2029' => $"<U+{(int)c:X4}>",
            _ => null,
        };
}
