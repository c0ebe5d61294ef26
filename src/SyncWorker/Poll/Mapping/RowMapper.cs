using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SyncWorker.Files;
using SyncWorker.Union;

namespace SyncWorker.Poll.Mapping;

/// <summary>
/// Turns a raw row into our fields, or into every reason why not. Steps: clean each text; take the first column that gives a
/// value; apply the transforms in order; check names for broken text; check what is required; write the fields as JSON.
/// </summary>
#pragma warning disable CA1001 // Types that own disposable fields should be disposable: the writer holds no resource, only a buffer of ours
sealed class RowMapper(SourceMapping mapping, MappingContext context)
#pragma warning restore CA1001
{
    static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    static readonly string[] Names = [CanonicalField.NameVi, CanonicalField.NameEn, CanonicalField.Aliases];

    readonly MappingContext _context = context with { HasDateCells = mapping.IsWorkbook };
    readonly string?[] _values = new string?[mapping.Fields.Count];
    readonly bool[] _isName = [.. mapping.Fields.Select(field => Names.Contains(field.Name))];
    readonly int _kind = mapping.Fields.ToList().FindIndex(field => field.Name == CanonicalField.Kind);
    readonly JsonEncodedText[] _fieldNames = [.. mapping.Fields.Select(field => JsonEncodedText.Encode(field.Name, Relaxed.Encoder))];
    (string? Kind, long Hash) _hashed;
    readonly ArrayBufferWriter<byte> _json = new(1024);
    readonly Utf8JsonWriter _writer = new(new ArrayBufferWriter<byte>(1), Relaxed);

    /// <summary>The kind of a row whose source does not say: Reconcile infers it.</summary>
    public const string UnknownKind = "unknown";

    public string Kind => (_kind >= 0 ? _values[_kind] : null) ?? UnknownKind;

    /// <summary>The last row's fields as a JSON object, keys in ordinal order, empty ones left out; valid until the next row.</summary>
    public ReadOnlySpan<byte> Fields => _json.WrittenSpan;

    /// <summary>Kind and fields.</summary>
    public long Hash => StableHash.Compute(Fields, KindHash());

    // Most rows of a source are of one kind.
    long KindHash()
    {
        if (_hashed.Kind != Kind)
        {
            _hashed = (Kind, StableHash.Compute(Encoding.UTF8.GetBytes(Kind)));
        }

        return _hashed.Hash;
    }

    public string? Value(string field)
    {
        for (var i = 0; i < mapping.Fields.Count; i++)
        {
            if (mapping.Fields[i].Name == field)
            {
                return _values[i];
            }
        }

        return null;
    }

    /// <summary>The fields of the last row that held characters which no text may hold; they were taken out.</summary>
    public List<string> Cleaned { get; } = [];

    /// <summary>
    /// Maps the row. Reasons are added to <see cref="RawRow.Faults"/>; without any that costs the whole row it is good.
    /// </summary>
    public bool Map(RawRow row)
    {
        Cleaned.Clear();
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] = Field(row, mapping.Fields[i], _isName[i]);
        }

        if (row.NoData is null && NoData() is { } pattern)
        {
            row.NoData = pattern;
        }

        foreach (var required in mapping.Required)
        {
            if (Value(required) is null && !row.Faults.Exists(fault => fault.Field == required))
            {
                row.Faults.Add(new(required, "", RowReasons.MustHave.Say()));
            }
        }

        if (row.Faults.Exists(fault => !fault.CostsField) || row.NoData is not null)
        {
            return false;
        }

        Write();
        return true;
    }

    /// <summary>Gives the fields that could not be read the values that they had.</summary>
    /// <param name="row">The row that was mapped last.</param>
    /// <param name="stored">Its fields as they stand in the snapshot: a JSON object.</param>
    public void Keep(RawRow row, string stored)
    {
        using var json = JsonDocument.Parse(stored);
        for (var i = 0; i < _values.Length; i++)
        {
            if (
                row.Faults.Exists(fault => fault.CostsField && fault.Field == mapping.Fields[i].Name)
                && json.RootElement.TryGetProperty(mapping.Fields[i].Name, out var value)
            )
            {
                _values[i] = value.GetString();
            }
        }

        Write();
    }

    /// <summary>The row's own id, or null (with a reason) when a column of it is empty.</summary>
    public string? OwnId(RawRow row)
    {
        var id = "";
        foreach (var column in mapping.Id)
        {
            var part = CleanText.Clean(row.Text(column));
            if (part.Length is 0 or > 400 || CellErrors.IsOne(part))
            {
                row.Faults.Add(
                    new(mapping.Columns[column].Name, part, (part.Length > 400 ? RowReasons.ShortId : RowReasons.IdValue).Say())
                );
                return null;
            }

            id = id.Length == 0 ? part : $"{id}/{part}";
        }

        return id;
    }

    /// <summary>The key that config makes of fields, for sources without ids; without its ordinal.</summary>
    public string KeyOf() => string.Join('/', mapping.Key.Select(field => Value(field) ?? ""));

    /// <summary>The external id of the nth row with equal keys.</summary>
    public static string Ordinal(string key, int n) => n == 1 ? key : string.Create(CultureInfo.InvariantCulture, $"{key}~{n}");

    string? Field(RawRow row, MappedField field, bool isName)
    {
        if (field.Mapping.Constant is { } constant)
        {
            return constant.Length > 0 ? constant : null;
        }

        RowFault? first = null;
        var said = false;
        foreach (var column in field.Columns)
        {
            var text = row.Has(column) ? row.Text(column) : "";
            var reading = DateRange.Check(field.Name, Read(text, field.Mapping.Transforms, isName), _context);
            if (reading.Value is not null)
            {
                if (field.Mapping.Transforms is not [{ BeforeCleaning: true }, ..] && !WritableText.IsWritable(text))
                {
                    Cleaned.Add(field.Name);
                }

                return reading.Value;
            }

            said |= reading.Expected is null;
            if (reading.Expected is not null && first is null)
            {
                first = new(field.Name, CleanText.Clean(text), reading.Expected);
            }
        }

        if (!said && first is { } fault)
        {
            row.Faults.Add(fault with { CostsField = mapping.CanDoWithout(field.Name) });
        }

        return null;
    }

    FieldResult Read(string text, IReadOnlyList<Transform> transforms, bool isName)
    {
        if (CellErrors.IsOne(text))
        {
            return FieldResult.Invalid((CellErrors.IsMissingValue(text) ? RowReasons.Formula : RowReasons.CellError).Say());
        }

        if (text.Length > mapping.FieldCharacters)
        {
            return FieldResult.Invalid(RowReasons.TooLong.Say(mapping.FieldCharacters, text.Length));
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return FieldResult.Invalid(RowReasons.NoNul.Say());
        }

        var i = 0;
        for (; i < transforms.Count && transforms[i].BeforeCleaning; i++)
        {
            var decoded = Apply(transforms[i], text);
            if (decoded.Expected is not null)
            {
                return decoded;
            }

            text = decoded.Value ?? "";
        }

        if (DamagedText.Reason(text, isName) is { } reason)
        {
            return FieldResult.Invalid(reason.Say());
        }

        text = CleanText.Clean(text);
        for (; i < transforms.Count && text.Length > 0; i++)
        {
            var reading = Apply(transforms[i], text);
            if (reading.Value is null)
            {
                return reading;
            }

            text = reading.Value;
        }

        if (isName && Markup.IsIn(text))
        {
            return FieldResult.Invalid(RowReasons.NoMarkup.Say());
        }

        return text.Length == 0 ? FieldResult.Empty : FieldResult.FromValue(text);
    }

    // A value on which a transform throws costs that value alone: the row is set aside by its reason, and the source goes on.
    FieldResult Apply(Transform transform, string text)
    {
        try
        {
            return transform.Apply(text, _context);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return FieldResult.Invalid(RowReasons.Workable.Say(error.GetType().Name));
        }
    }

    string? NoData()
    {
        foreach (var (field, patterns) in mapping.NonDataRows)
        {
            var value = Value(field) ?? "";
            foreach (var pattern in patterns)
            {
                if (CodeTransforms.Matches(pattern, value))
                {
                    return RowReasons.LooksLike.Say(field, pattern).En;
                }
            }
        }

        return null;
    }

    void Write()
    {
        _json.ResetWrittenCount();
        _writer.Reset(_json);
        _writer.WriteStartObject();
        for (var i = 0; i < _values.Length; i++)
        {
            if (i != _kind && _values[i] is { } value)
            {
                _writer.WriteString(_fieldNames[i], value);
            }
        }

        _writer.WriteEndObject();
        _writer.Flush();
    }
}
