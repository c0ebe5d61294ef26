using System.Globalization;
using System.IO.Enumeration;

namespace SyncWorker.Poll;

/// <summary>Finds the files of a source that is read from a folder or a share.</summary>
static class SourceFiles
{
    /// <summary>The files to read, oldest first.</summary>
    /// <exception cref="UnhealthySourceException">There is none, or the account may not look.</exception>
    public static IReadOnlyList<string> List(SourceOptions source, string configFolder)
    {
        if (source.File is { } file)
        {
            return [Path.Combine(configFolder, file)];
        }

        var folder = source.Folder!;
        try
        {
            var files = new DirectoryInfo(Path.Combine(configFolder, folder.Path))
                .EnumerateFiles()
                .Where(found =>
                    FileSystemName.MatchesSimpleExpression(folder.Files, found.Name)
                    && !found.Name.StartsWith("~$", StringComparison.Ordinal)
                )
                .OrderBy(found => found.LastWriteTimeUtc)
                .ThenBy(found => found.Name, StringComparer.Ordinal)
                .Select(found => found.FullName)
                .ToList();
            return files is [] && folder.After == FolderAfter.Done ? []
                : files is [] ? throw new UnhealthySourceException($"The folder has no file like {folder.Files}.")
                : folder.Take == FolderTake.Newest ? [files[^1]]
                : files;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UnhealthySourceException(DescribeError(error, "folder"), error);
        }
    }

    /// <exception cref="UnhealthySourceException">The file is not there, in use, or not ours to read.</exception>
    public static Stream Open(string file)
    {
        try
        {
            return new FileStream(
                file,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                64 * 1024,
                FileOptions.SequentialScan | FileOptions.Asynchronous
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UnhealthySourceException(DescribeError(error, "file"), error);
        }
    }

    /// <summary>
    /// Stands for the files as they are: same names, sizes and times, same tag. Where files move to done/ after they were read, no
    /// file means "nothing new".
    /// </summary>
    public static string Tag(IEnumerable<string> files) =>
        "files:"
        + string.Join(
            '|',
            files
                .Select(file => new FileInfo(file))
                .Where(file => file.Exists)
                .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Name}:{file.Length}:{file.LastWriteTimeUtc.Ticks}"))
        );

    /// <summary>Moves what was read into done/ beside it; a name that is taken there gets a number.</summary>
    public static void MoveToDone(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            var done = Path.Combine(Path.GetDirectoryName(file)!, "done");
            Directory.CreateDirectory(done);
            var target = Path.Combine(done, Path.GetFileName(file));
            for (var n = 2; File.Exists(target); n++)
            {
                target = Path.Combine(done, $"{Path.GetFileNameWithoutExtension(file)} ({n}){Path.GetExtension(file)}");
            }

            File.Move(file, target);
        }
    }

    static string DescribeError(Exception error, string what) =>
        error switch
        {
            FileNotFoundException or DirectoryNotFoundException => $"The {what} is not there (or the share is not reachable).",
            UnauthorizedAccessException => $"The service's account may not read the {what}.",
            _ => $"The {what} cannot be read: {error.Message}",
        };
}
