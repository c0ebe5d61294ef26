using System.Globalization;
using SyncWorker.Poll.Paging;
using SyncWorker.Store.Rows;

namespace SyncWorker.Poll;

/// <summary>What lets a source answer with less: what we have already, by ETag, by date, by "changed since".</summary>
sealed class ConditionalRequest
{
    /// <summary>The headers of a request that asks for everything.</summary>
    public static readonly IReadOnlyDictionary<string, string> Everything = new Dictionary<string, string>
    {
        ["Accept-Encoding"] = "gzip, deflate",
    };

    readonly string? _etag;
    readonly string? _lastModified;
    readonly ChangedSinceOptions? _since;
    readonly DateTimeOffset? _from;
    readonly bool _filesAdd;

    /// <param name="source">Its options.</param>
    /// <param name="feed">What the last good run left; null asks for everything.</param>
    /// <param name="now">The instant of the run.</param>
    public ConditionalRequest(SourceOptions source, Feed? feed, DateTimeOffset now)
    {
        _filesAdd = source.Folder?.After == FolderAfter.Done;
        if (source.Urls is not [])
        {
            return; // several addresses have several tags
        }

        if (source.Paging is null)
        {
            _etag = feed?.ETag; // of several pages the first's tag says nothing of the others
            _lastModified = feed?.LastModified;
        }

        if (
            source.ChangedSince is { } since
            && feed is { LastGoodAt: { } last, LastFullAt: { } full }
            && now - full < TimeSpan.FromDays(since.FullEveryDays)
        )
        {
            _since = since;
            _from = last - TimeSpan.FromMinutes(since.OverlapMinutes);
        }
    }

    /// <summary>Whether what comes is only part of the source: then nothing can be found missing.</summary>
    public bool Partial => _from is not null || _filesAdd;

    /// <summary>
    /// For the nth request, from 0: only the first can be answered with "not modified", and only where one answer is all.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers(int request)
    {
        var headers = Everything.ToDictionary();
        if (request == 0 && _etag is not null)
        {
            headers["If-None-Match"] = _etag;
        }
        else if (request == 0 && _lastModified is not null)
        {
            headers["If-Modified-Since"] = _lastModified;
        }

        return headers;
    }

    /// <summary>Whether files are as they were at the last good run.</summary>
    public bool Matches(string tag) => tag == _etag;

    public Uri Since(Uri address) =>
        _from is { } from
            ? UriQuery.Set(address, _since!.Parameter, from.UtcDateTime.ToString(_since.Format, CultureInfo.InvariantCulture))
            : address;
}
