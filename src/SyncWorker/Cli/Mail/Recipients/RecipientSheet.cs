using SyncWorker.Files;
using SyncWorker.Send;

namespace SyncWorker.Cli.Mail.Recipients;

/// <summary>The sheet of mailboxes that wait for a person, and its answers.</summary>
static class RecipientSheet
{
    const string Approve = "approve";

    public static readonly IReadOnlyList<string> Columns = ["recipient", "name", "mailbox", "source", "answer"];

    /// <summary>
    /// The mailboxes that were approved in the sheet, and a sentence for each line that answers otherwise or is not as it was written.
    /// </summary>
    public static (List<RegisterMailbox> Approved, List<string> Faults) Read(string file, IReadOnlyList<RegisterMailbox> waiting)
    {
        var (approved, faults) = (new List<RegisterMailbox>(), new List<string>());
        foreach (var record in CsvFile.Read(file).Skip(1).Where(record => record.Cells.Any(cell => cell.Length > 0)))
        {
            var cells = record.Cells.Select(cell => cell.Trim().TrimStart('\'')).ToList();
            if (cells.Count < Columns.Count)
            {
                faults.Add($"Line {record.Line}: it has {cells.Count} columns instead of {Columns.Count}.");
            }
            else if (cells[4].Length > 0 && !cells[4].Equals(Approve, StringComparison.OrdinalIgnoreCase))
            {
                faults.Add($"Line {record.Line}: \"{cells[4]}\" is no answer. Write {Approve}, or leave it empty.");
            }
            else if (cells[4].Length > 0)
            {
                var meant = waiting.FirstOrDefault(mailbox =>
                    mailbox.Recipient == cells[0] && mailbox.Address.Equals(cells[2], StringComparison.OrdinalIgnoreCase)
                );
                if (meant is null)
                {
                    faults.Add($"Line {record.Line}: {cells[0]} does not wait with this mailbox any more. List them again.");
                }
                else
                {
                    approved.Add(meant);
                }
            }
        }

        return (approved, faults);
    }
}
