using System.Text;
using System.Text.Json;

namespace SyncWorker.Poll.Formats;

/// <summary>A name, or an element of a list, on the paths to mapped columns.</summary>
sealed class ColumnNode(JsonPart part)
{
    readonly byte[] _name = Encoding.UTF8.GetBytes(part.Text);
    int _next;

    public string Text => part.Text;

    public int Column { get; set; } = -1;

    /// <summary>It stands in every element of a list: its values are joined.</summary>
    public bool IsRepeated { get; init; }

    public List<ColumnNode> Children { get; } = [];

    // Records have their names in the same order: the search begins where it ended.
    public ColumnNode? Find(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < Children.Count; i++)
        {
            var at = _next + i < Children.Count ? _next + i : _next + i - Children.Count;
            if (Children[at].Is(ref reader))
            {
                _next = at + 1 < Children.Count ? at + 1 : 0;
                return Children[at];
            }
        }

        return null;
    }

    /// <summary>Whether it means the element of a list at hand, the nth from 0; reads on in it.</summary>
    public bool Takes(ref Utf8JsonReader element, int nth)
    {
        if (part.IsEvery)
        {
            return true;
        }

        if (part.Key is null || element.TokenType != JsonTokenType.StartObject)
        {
            return part.Index == nth;
        }

        while (element.Read() && element.TokenType == JsonTokenType.PropertyName)
        {
            var isKey = element.ValueTextEquals(part.Key);
            element.Read();
            if (isKey && element.TokenType == JsonTokenType.String && element.ValueTextEquals(part.Value))
            {
                return true;
            }

            element.Skip();
        }

        return false;
    }

    bool Is(ref Utf8JsonReader reader) => reader.ValueTextEquals(_name);
}
