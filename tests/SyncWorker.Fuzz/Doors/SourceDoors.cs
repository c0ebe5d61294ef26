using System.Text;
using System.Text.Json;
using SyncWorker.Config;
using SyncWorker.Poll;
using SyncWorker.Poll.Formats;
using SyncWorker.Poll.Intake;
using SyncWorker.Poll.Mapping;
using SyncWorker.Poll.Paging;
using SyncWorker.Store.Bulk;

namespace SyncWorker.Fuzz.Doors;

/// <summary>Answers of sources, from their bytes to the rows of the stage; the pages that follow an answer of JSON.</summary>
static class SourceDoors
{
    // Every way to name a column of JSON, and every transform that a value goes through.
    const string Fields = """
        "nameVi": "name", "aliases": "mails[kind=office].address", "nameEn": "other[].name | title", "email": "contact.email | email",
        "founded": "founded | date iso, instant, serial, words, dd/MM/yyyy, d/M/yyyy buddhist, dd/MM/yy from 1945",
        "updated": "updated | time iso, dd/MM/yyyy HH:mm:ss", "boardSize": "board | number vi", "fundsVnd": "funds | amount",
        "province": "province | digits 2 | province 2025-06-30", "note": "note | tcvn3", "address": "mails.0.address | html",
        "termEnd": "day | day dd/MM", "country": "country | iso2", "phone": "phone | split ; -1"
        """;

    static readonly string[] s_json =
    [
        Source(
            "json",
            "\"list\": \"data\", \"paging\": { \"by\": \"cursor\", \"parameter\": \"c\", \"next\": \"next\", \"total\": \"total\" }"
        ),
        Source("json", "\"list\": \"data\", \"paging\": { \"by\": \"body\", \"next\": \"links.next\", \"more\": \"more\" }"),
        Source("json", "\"paging\": { \"by\": \"page\", \"parameter\": \"page\", \"pages\": \"pages\" }"),
        Source("json", "\"list\": \"data.items\""),
    ];

    // Every way to get from one answer to the next, by the names that answers use.
    static readonly PagingOptions[] s_pagings =
    [
        new() { By = PagingBy.Page, Parameter = "page" },
        new()
        {
            By = PagingBy.Page,
            Parameter = "page",
            More = "more",
            PastEnd = [PastEnd.Repeat],
        },
        new()
        {
            By = PagingBy.Page,
            Parameter = "page",
            Pages = "pages",
        },
        new()
        {
            By = PagingBy.Offset,
            Parameter = "from",
            Limit = 2,
            LimitParameter = "limit",
            Total = "total",
            More = "more",
        },
        new()
        {
            By = PagingBy.Cursor,
            Parameter = "c",
            Next = "next",
            More = "more",
        },
        new() { By = PagingBy.Body, Next = "next" },
        new()
        {
            By = PagingBy.Body,
            Next = "links.next",
            Total = "total",
            MaxPages = 2,
        },
    ];

    static readonly Uri s_list = new("http://127.0.0.1/list");

    static readonly string[] s_words =
    [
        "\"data\"",
        "\"next\"",
        "\"total\"",
        "\"links\"",
        "\"pages\"",
        "\"more\"",
        "\"errors\"",
        "\"name\"",
        "\"id\"",
        "\"mails\"",
        "\"kind\"",
        "\"office\"",
        "\"address\"",
        "\"founded\"",
        "http://127.0.0.1/",
        "https://example.org:99999/",
        "ngày 14 tháng 7 năm 1992",
        "30 March 1973",
        "3,4 tỷ đồng",
        "trên 335",
        "1.250.000",
        "12/9/1973",
        "20544",
        "id;name;founded",
        "id,name\r\n",
        "\"a\"\"b\"",
        "_x0041_",
        "<t>",
        "</t>",
        "<c r=\"A1\" t=\"s\">",
        "<row r=\"1048576\">",
        "<v>",
        "</v>",
        "<mergeCell ref=\"A1:A9\"/>",
        "t=\"inlineStr\"",
        "numFmtId=\"14\"",
        "XFD1048576",
        "A0",
        "<!DOCTYPE x [<!ENTITY a \"b\">]>",
        "&a;",
    ];

    public static IReadOnlyList<Door> List { get; } =
    [
        new("json", Enter(s_json)) { Words = s_words, Longest = 4096 },
        new("ndjson", Enter(Source("ndjson", null))) { Words = s_words, Longest = 4096 },
        new("csv", Enter(Source("csv", "\"fillDown\": [\"name\"]"))) { Words = s_words, Longest = 4096 },
        new("xlsx", Enter(Source("excel", "\"fillDown\": [\"name\"]")))
        {
            Words = s_words,
            IsZip = true,
            Longest = 16 * 1024,
        },
        new("xls", Enter(Source("excel", null))) { Words = s_words, Longest = 64 * 1024 },
    ];

    static string Source(string format, string? more) =>
        $$"""
            { "name": "any", "url": "http://127.0.0.1/list", "format": "{{format}}", "id": ["id"], "fields": { {{Fields}} },
              "required": ["nameVi"], "notRows": { "nameVi": ["Tổng*"] }, "limits": { "rowKilobytes": 64, "unpackedMegabytes": 64, "rows": 100000 }{{(
                more is null ? "" : ", " + more
            )}} }
            """;

    static Func<byte[], int> Enter(params string[] sources)
    {
        var all = sources.Select(source =>
        {
            var faults = new List<ConfigFault>();
            var isBound = ConfigBinder.TryBind<PollOptions>(
                "poll.json",
                $$"""{ "contact": "it@example.org", "sources": [{{source}}] }""",
                out var options,
                out _,
                faults
            );
            return isBound ? options!.Sources[0] : throw new InvalidOperationException(string.Join('\n', faults));
        });
        var known = new Lazy<List<(SourceOptions Options, SourceMapping Mapping)>>(() =>
            [.. all.Select(source => (source, new SourceMapping(source)))]
        );
        return bytes => Read(known.Value[bytes.Length % known.Value.Count], bytes);
    }

    static int Read((SourceOptions Options, SourceMapping Mapping) source, byte[] bytes)
    {
        var request = new FormatRequest(
            source.Mapping,
            source.Options,
            source.Options.Format == SourceFormat.Json
                ? [.. s_pagings.Append(source.Options.Paging).SelectMany(PageWalk.Envelope).Distinct()]
                : []
        );
        var intake = new SourceIntake(
            source.Mapping,
            new(TextDoors.Zone, new Dictionary<string, IReadOnlyDictionary<string, string>>()),
            new(),
            new Checking(),
            100_000
        );
        var facts = new ResponseFacts { Seen = new bool[source.Mapping.Columns.Count] };
        intake.BeginAnswer("any");
        try
        {
            ResponseReader
                .ReadAsync(
                    new MemoryStream(bytes),
                    bytes.Length % 5 == 4 ? "deflate" : null,
                    request,
                    facts,
                    intake.Take,
                    TimeProvider.System,
                    CancellationToken.None
                )
                .GetAwaiter()
                .GetResult();
            intake.EndAnswer(counts: true);
        }
        catch (UnhealthySourceException sick)
        {
            return HashCode.Combine(sick.Message.Length / 8, sick.WorthAnotherTry);
        }

        var counts = intake.Counts;
        Promise.Keep(counts.Read == counts.Bad + counts.NoData + counts.New + counts.Again, "a record is not accounted for");
        Promise.Keep(intake.Quarantine.Rows.All(row => row.Reasons.Length > 0), "a row is set aside without a reason");
        foreach (var row in intake.Quarantine.Rows)
        {
            Promise.Whole(row.Reasons + row.Raw, "what quarantine keeps");
            Promise.Keep(!row.Reasons.Contains("its transform ended in", StringComparison.Ordinal), $"a transform throws: {row.Reasons}");
        }

        var page = new PageResult(s_list, facts.Rows, intake.Digest, facts.Envelope, []);
        var steps = request.Envelope.Count > 0 ? s_pagings.Append(source.Options.Paging).Select(paging => Walk(paging, page)) : [];
        return HashCode.Combine(
            Math.Min(counts.New, 8),
            Math.Min(counts.Bad, 4),
            counts.NoData > 0,
            counts.FieldsSetAside > 0,
            facts.Unknown.Count > 0,
            string.Join(',', facts.Understood.Keys),
            string.Join(',', intake.Quarantine.Rows.Take(3).Select(row => row.Reasons.Length)),
            string.Join(',', steps)
        );
    }

    // The answer, one of other rows, that one again, an empty one: a walk ends, or says what is wrong, or goes on elsewhere.
    static int Walk(PagingOptions? paging, PageResult page)
    {
        var walk = new PageWalk(paging, s_list);
        var asked = new HashSet<string> { walk.First.AbsoluteUri };
        var kind = 0;
        foreach (
            var answer in (PageResult[])
                [page, page with { Digest = ~page.Digest }, page with { Digest = ~page.Digest, Fresh = 0 }, page with { Rows = 0 }]
        )
        {
            var step = walk.Next(answer);
            kind =
                (kind * 4)
                + (
                    step is PageStep.Go ? 1
                    : step is PageStep.Broken ? 2
                    : 3
                );
            Promise.Keep(step is not (PageStep.Broken { Why: "" } or PageStep.Stop { Why: "" }), "a walk ends without a word");
            if (step is not PageStep.Go go)
            {
                break;
            }

            Promise.Keep(asked.Add(go.Address.AbsoluteUri), "a walk goes to one page twice");
        }

        return kind;
    }

    /// <summary>Takes the rows and looks whether a store could hold them.</summary>
    sealed class Checking : IBulkWriter
    {
        static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

        static readonly int s_fields = Array.FindIndex(StageRows.Columns, column => column.Name == "fields");

        public long Rows { get; private set; }

        public void Bind(int column, long? number) { }

        public void Bind(int column, double? number) { }

        public void Bind(int column, string? text) => Promise.Whole(text, "a column of the stage");

        public void Bind(int column, ReadOnlySpan<byte> text)
        {
            s_strict.GetCharCount(text);
            if (column == s_fields)
            {
                using var json = JsonDocument.Parse(text.ToArray());
            }
        }

        public void Write() => Rows++;

        public void Complete() { }

        public void Clear() { }
    }
}
