using System.Text;
using System.Text.Json;
using SyncWorker.Poll.Mapping;
using SyncWorker.Poll.Paging;

namespace SyncWorker.Poll.Formats;

/// <summary>
/// A JSON answer that is a list, or an object with the list at a path. Reads record by record from a window over the stream and
/// keeps the values beside the list that paging asks for.
/// </summary>
sealed class JsonRows
{
    readonly FormatRequest _request;
    readonly ResponseFacts _facts;
    readonly RowSink _sink;
    readonly JsonColumns _columns;
    readonly RawRow _row;
    readonly string _list;
    readonly List<string> _path = [];
    JsonReaderState _state;
    int _arrays;
    string? _opened;
    bool _inList;
    bool _listSeen;
    bool _done;

    JsonRows(FormatRequest request, ResponseFacts facts, RowSink sink)
    {
        _request = request;
        _facts = facts;
        _sink = sink;
        _columns = new(request.Mapping, request.Source.Ignore, facts, request.Source.Limits.Depth);
        _row = new(request.Mapping.Columns.Count);
        _list = request.Source.List ?? "";
        _state = new(new() { MaxDepth = request.Source.Limits.Depth });
    }

    public static async Task ReadAsync(
        Stream body,
        FormatRequest request,
        ResponseFacts facts,
        RowSink sink,
        CancellationToken cancellationToken
    )
    {
        var rows = new JsonRows(request, facts, sink);
        var buffer = new ReadBuffer(body, request.Source.Limits.RowKilobytes * 1024);
        try
        {
            while (!rows._done)
            {
                await buffer.FillAsync(cancellationToken);
                buffer.Consume(rows.Scan(buffer.Window, buffer.Ended));
                if (buffer.Ended && !rows._done)
                {
                    rows._done = true;
                }
            }
        }
        catch (JsonException error)
        {
            var cut =
                buffer.Ended && buffer.Window.Length == 0
                || error.Message.Contains("end of data", StringComparison.Ordinal)
                || error.Message.Contains("isFinalBlock", StringComparison.Ordinal);
            throw new UnhealthySourceException($"The answer is not whole JSON (after {facts.Rows} rows): {JsonColumns.Short(error)}", error)
            {
                WorthAnotherTry = cut,
            };
        }

        if (!rows._listSeen && !(facts.ListIsNull && request.ListMayBeNull))
        {
            throw new UnhealthySourceException(
                rows._list.Length > 0
                    ? $"The answer has no list at \"{rows._list}\". Has the source changed, or \"list\" to be corrected?"
                    : "The answer is JSON, but not a list. If the list stands within an object, set \"list\" to its path."
            );
        }
    }

    int Scan(ReadOnlySpan<byte> window, bool final)
    {
        var reader = new Utf8JsonReader(window, final, _state);
        while (_inList ? Element(ref reader, window) : ReadBesideList(ref reader)) { }

        _state = reader.CurrentState;
        return (int)reader.BytesConsumed;
    }

    // One record of the list, whole or not at all.
    bool Element(ref Utf8JsonReader reader, ReadOnlySpan<byte> window)
    {
        var ahead = reader;
        if (!ahead.Read())
        {
            return false;
        }

        if (ahead.TokenType == JsonTokenType.EndArray)
        {
            reader = ahead;
            _inList = false;
            LeaveContainer();
            return true;
        }

        var start = (int)ahead.TokenStartIndex;
        if (!ahead.TrySkip())
        {
            return false;
        }

        reader = ahead;
        _facts.Rows++;
        var record = window[start..(int)ahead.BytesConsumed];
        if (_request.Known(record, _facts.Rows))
        {
            return true;
        }

        _row.Begin(_facts.Rows);
        _columns.Read(record, _row);
        _sink(_row);
        return true;
    }

    bool ReadBesideList(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            return false;
        }

        LookInto(reader.TokenType);
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _path.Add(JsonText.Read(ref reader));
                break;
            case JsonTokenType.StartArray when Path() == _list && _arrays == 0:
                _inList = !_listSeen ? true : throw new JsonException("the list stands in it twice");
                _listSeen = true;
                break;
            case JsonTokenType.StartArray:
                KeepValue(ref reader);
                _arrays++;
                _path.Add("[]");
                break;
            case JsonTokenType.StartObject:
                KeepValue(ref reader);
                _path.Add("");
                break;
            case JsonTokenType.EndArray:
                _arrays--;
                _path.RemoveAt(_path.Count - 1);
                LeaveContainer();
                break;
            case JsonTokenType.EndObject:
                _path.RemoveAt(_path.Count - 1);
                LeaveContainer();
                break;
            default:
                KeepValue(ref reader);
                LeaveContainer();
                break;
        }

        return true;
    }

    // A name stays on the path until its value has ended.
    void LeaveContainer()
    {
        if (_path.Count > 0 && _path[^1] is not ("" or "[]"))
        {
            _path.RemoveAt(_path.Count - 1);
        }
    }

    string Path() => string.Join('.', _path.Where(part => part.Length > 0));

    // What paging asks for, and what says that the list beside it is not whole.
    void KeepValue(ref Utf8JsonReader reader)
    {
        if (_arrays > 0)
        {
            return;
        }

        var path = Path();
        var isNested = reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject;
        if (_request.Envelope.Contains(path))
        {
            _facts.Envelope[path] = isNested ? new(EnvelopeKind.Nested, "") : Value(ref reader);
        }

        _facts.ListIsNull |= reader.TokenType == JsonTokenType.Null && (path == _list || path.Length == 0);
        if (
            path.Length == 0
            || path == _list
            || !IsBesideList(path)
            || _request.Envelope.Contains(path)
            || _request.Source.Ignore.Contains(_path[^1])
        )
        {
            return;
        }

        if (isNested)
        {
            _opened = Trouble.IsError(_path[^1]) ? path : null;
        }
        else if (Trouble.Says(_path[^1], Value(ref reader)))
        {
            _facts.NotWhole ??= path;
        }
    }

    // An error that is an object or a list is one unless it is empty.
    void LookInto(JsonTokenType token)
    {
        if (_opened is { } path && token is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
        {
            _facts.NotWhole ??= path;
        }

        _opened = null;
    }

    // Whether the value on the path stands in one of the objects that hold the list.
    bool IsBesideList(string path)
    {
        var parent = path.LastIndexOf('.') is >= 0 and var dot ? path[..dot] : "";
        return parent.Length == 0 || _list.StartsWith(parent + ".", StringComparison.Ordinal);
    }

    static EnvelopeValue Value(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => new(EnvelopeKind.Null, ""),
            JsonTokenType.String => new(EnvelopeKind.Text, JsonText.Read(ref reader)),
            JsonTokenType.Number => new(EnvelopeKind.Number, JsonNumber.Canonical(Encoding.UTF8.GetString(reader.ValueSpan))),
            _ => new(EnvelopeKind.Truth, Encoding.UTF8.GetString(reader.ValueSpan)),
        };
}
