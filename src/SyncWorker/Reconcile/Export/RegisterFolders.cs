using SyncWorker.Union;

namespace SyncWorker.Reconcile.Export;

/// <summary>
/// Writes the register into a folder for each department: access to the folder is access to the list, and no server is needed.
/// </summary>
sealed class RegisterFolders(RegisterReader reader)
{
    /// <summary>The files written, full paths.</summary>
    public async Task<IReadOnlyList<string>> WriteAsync(string root, IReadOnlyList<string> endings, CancellationToken cancellationToken)
    {
        var written = new List<string>();
        foreach (var department in (await reader.ReadAsync(new(), cancellationToken)).GroupBy(row => row.Department, RegisterSheet.Order))
        {
            var folder = Path.Combine(root, Name(department.Key));
            Directory.CreateDirectory(folder);
            foreach (var ending in endings)
            {
                var file = Path.Combine(folder, "danh-ba" + ending);
                RegisterFile.Write(file, [.. department], reader.OwnFields, mark: true, MailLanguage.Vi);
                written.Add(file);
            }
        }

        return written;
    }

    // A department's name comes from a source: it must not lead out of the folder.
    static string Name(string department)
    {
        var name = string.Concat(department.Select(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' ? c : '_')).Trim();
        return name.Length == 0 ? RegisterSheet.NoDepartment : name;
    }
}
