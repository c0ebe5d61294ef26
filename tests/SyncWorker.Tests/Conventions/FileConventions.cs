using System.Text.RegularExpressions;

namespace SyncWorker.Tests.Conventions;

/// <summary>One reader and one writer each of CSV and workbooks, and they are in Files.</summary>
public sealed partial class FileConventions
{
    const string LinkHeader = "SyncWorker.Poll.Paging.LinkHeader"; // quoted texts of RFC 8288

    [Fact]
    public void Only_Files_reads_quoted_cells()
    {
        using var program = new References();

        var readers = program.Comparing('"');

        Assert.Contains("SyncWorker.Files.CsvRecords", readers);
        Assert.DoesNotContain(readers, type => type != LinkHeader && !type.StartsWith("SyncWorker.Files.", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_Files_knows_the_libraries_of_workbooks()
    {
        using var program = new References();

        var users = program.Foreign().Where(reference => Workbooks().IsMatch(reference.To)).ToList();

        Assert.NotEmpty(users);
        Assert.DoesNotContain(users, reference => !reference.From.StartsWith("SyncWorker.Files.", StringComparison.Ordinal));
    }

    [GeneratedRegex("^(?:ExcelDataReader|DocumentFormat.OpenXml)")]
    private static partial Regex Workbooks();
}
