using System.ComponentModel;

namespace SyncWorker.Poll;

/// <summary>A source that is a folder.</summary>
sealed record FolderOptions
{
    [Description("The folder; UNC paths work. Relative to the config folder.")]
    public required string Path { get; init; }

    [Description("Which files, such as *.xlsx.")]
    public string Files { get; init; } = "*";

    [Description("newest: the newest file is the source. all: all files together are.")]
    public FolderTake Take { get; init; } = FolderTake.Newest;

    [Description("leave, or done: move what was read into the folder done/ beside it. With done, rows of earlier files stay.")]
    public FolderAfter After { get; init; } = FolderAfter.Leave;
}

enum FolderTake
{
    Newest,
    All,
}

enum FolderAfter
{
    Leave,
    Done,
}
