using SyncWorker.Config;

namespace SyncWorker.Hosting.Config;

/// <summary>Puts the entry of a source into poll.json, at the end of "sources", and leaves all else as it stands.</summary>
static class NewSource
{
    public const string File = "poll.json";

    /// <summary>The draft with the entry in it.</summary>
    /// <param name="folder">The config folder.</param>
    /// <param name="entry">Its lines, with their indent.</param>
    public static ConfigDraft Put(string folder, string entry)
    {
        var draft = new ConfigDraft(folder);
        var edit = draft.Edit(File) ?? throw new IOException($"{File} cannot be read.");
        if (edit.Root.Find("sources") is { } sources)
        {
            edit.Append(sources, entry);
        }
        else
        {
            edit.Set(edit.Root, "sources", $"[\n{entry}\n  ]");
        }

        draft.Take(File, edit);
        return draft;
    }
}
