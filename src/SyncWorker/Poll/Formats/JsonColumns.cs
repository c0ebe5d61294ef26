using System.Text;
using System.Text.Json;
using SyncWorker.Poll.Mapping;

namespace SyncWorker.Poll.Formats;

/// <summary>
/// Reads the mapped columns of one JSON object and skips the rest: a tree of the names on the mapped paths, followed by a
/// Utf8JsonReader, so that nothing is allocated for what is not mapped.
/// </summary>
sealed class JsonColumns
{
    /// <summary>Bytes of an unknown name that are told of.</summary>
    const int LongestName = 100;

    readonly ColumnNode _root = new(new("", -1, null, ""));
    readonly ResponseFacts _facts;
    readonly HashSet<string> _known;
    readonly JsonReaderOptions _options;
    int _looked;

    public JsonColumns(SourceMapping mapping, IEnumerable<string> ignored, ResponseFacts facts, int depth)
    {
        _facts = facts;
        _options = new() { MaxDepth = depth };
        for (var i = 0; i < mapping.Columns.Count; i++)
        {
            Add(mapping.Columns[i].Name, i);
        }

        _known = new(ignored.Concat(mapping.Columns.Select(column => column.Name.Split('.', '[')[0])), StringComparer.Ordinal);
    }

    /// <summary>Fills the row from one record's bytes. Faults of form are added to the row.</summary>
    public void Read(ReadOnlySpan<byte> record, RawRow row)
    {
        row.SetRaw(record);
        try
        {
            var reader = new Utf8JsonReader(record, _options);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                row.Faults.Add(new("row", reader.TokenType.ToString(), RowReasons.Object.Say()));
                return;
            }

            Object(ref reader, _root, row, top: true);
            if (reader.Read())
            {
                row.Faults.Add(new("row", "", RowReasons.OneObject.Say()));
            }
        }
        catch (JsonException error)
        {
            row.Faults.Add(new("row", "", RowReasons.Json.Say(Short(error))));
        }
        catch (InvalidOperationException)
        {
            row.Faults.Add(new("row", "", RowReasons.WholeNames.Say()));
        }
    }

    /// <summary>The parser's words without its line numbers, which count from the record.</summary>
    public static string Short(JsonException error) =>
        error.Message.Split(" LineNumber:", StringSplitOptions.None)[0].Split(" Path:", StringSplitOptions.None)[0];

    void Object(ref Utf8JsonReader reader, ColumnNode node, RawRow row, bool top)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var child = node.Find(ref reader);
            if (child is null)
            {
                if (top && _looked < 200)
                {
                    Unknown(ref reader);
                }

                reader.Read();
                reader.Skip();
                continue;
            }

            reader.Read();
            Value(ref reader, child, row);
        }

        _looked += top ? 1 : 0;
    }

    void Value(ref Utf8JsonReader reader, ColumnNode node, RawRow row)
    {
        if (node.Column >= 0)
        {
            _facts.Seen[node.Column] = true;
            if (row.Has(node.Column) && !node.IsRepeated)
            {
                row.Faults.Add(new(node.Text, "", RowReasons.NameOnce.Say()));
            }
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when node.Children.Count > 0:
                Object(ref reader, node, row, top: false);
                break;
            case JsonTokenType.StartArray:
                Array(ref reader, node, row);
                break;
            case JsonTokenType.StartObject:
                reader.Skip();
                row.Faults.Add(new(node.Text, "{ … }", RowReasons.SingleValue.Say()));
                break;
            case JsonTokenType.Null:
                if (node.Column >= 0 && !row.Has(node.Column))
                {
                    row.SetNothing(node.Column);
                }

                break;
            default:
                if (node.Column >= 0)
                {
                    Scalar(ref reader, node, row, append: node.IsRepeated);
                }

                break;
        }
    }

    void Array(ref Utf8JsonReader reader, ColumnNode node, RawRow row)
    {
        if (node.Column >= 0 && !row.Has(node.Column))
        {
            row.SetNothing(node.Column);
        }

        var told = new HashSet<ColumnNode>();
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            var isRead = false;
            foreach (var child in node.Children)
            {
                var element = reader;
                if (child.Takes(ref element, i) && (told.Add(child) || child.IsRepeated))
                {
                    element = reader;
                    Value(ref element, child, row);
                    isRead = true;
                }
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                _ =
                    node.Column >= 0
                    && _facts.Understood.TryAdd(
                        $"list {node.Text}",
                        $"holds more than values; name what is meant, such as {node.Text}[0].address or {node.Text}[kind=office].address"
                    );
                reader.Skip();
            }
            else if (!isRead && node.Column >= 0 && reader.TokenType != JsonTokenType.Null)
            {
                Scalar(ref reader, node, row, append: true);
            }
        }
    }

    static void Scalar(ref Utf8JsonReader reader, ColumnNode node, RawRow row, bool append)
    {
        var text = reader.ValueSpan;
        if (reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped)
        {
            text = Encoding.UTF8.GetBytes(JsonText.Read(ref reader));
        }

        if (reader.TokenType == JsonTokenType.Number && !JsonNumber.IsPlain(text))
        {
            text = Encoding.UTF8.GetBytes(JsonNumber.Canonical(Encoding.UTF8.GetString(text)));
        }

        if (append)
        {
            row.Append(node.Column, text);
            return;
        }

        row.Set(node.Column, text);
    }

    void Unknown(ref Utf8JsonReader reader)
    {
        var name = SourceMapping.Name(Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, LongestName)]));
        if (!_known.Contains(name) && _facts.Unknown.Count < 100)
        {
            _facts.Unknown.Add(name);
        }
    }

    void Add(string path, int column)
    {
        var node = _root;
        foreach (var part in JsonPath.Parts(path))
        {
            var next = node.Children.Find(child => child.Text == part.Text);
            if (next is null)
            {
                node.Children.Add(next = new(part) { IsRepeated = node.IsRepeated || part.IsEvery });
            }

            node = next;
        }

        node.Column = column;
    }
}
