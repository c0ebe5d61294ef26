using SyncWorker.Hosting.Config;

namespace SyncWorker.Hosting;

/// <summary>What the types of staff.json cannot say.</summary>
static class StaffCheck
{
    public static void Check(StaffOptions options, ConfigFaults faults)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < options.Staff.Count; i++)
        {
            var position = options.Staff[i];
            if (!ids.Add(position.Id))
            {
                faults.Add($"staff[{i}].id", $"The id \"{position.Id}\" is used twice.", "Give each position its own.");
            }

            if (!IsMailbox(position.Email))
            {
                faults.Add($"staff[{i}].email", $"\"{position.Email}\" is not a mailbox.", "Write one address such as bca01@example.org.");
            }
        }

        for (var i = 0; i < options.Staff.Count; i++)
        {
            for (var j = 0; j < options.Staff[i].Leave.Count; j++)
            {
                var leave = options.Staff[i].Leave[j];
                if (!ids.Contains(leave.Deputy))
                {
                    faults.Add($"staff[{i}].leave[{j}].deputy", $"There is no position \"{leave.Deputy}\".", Nearest.Sentence(leave.Deputy, ids));
                }

                if (leave.To < leave.From)
                {
                    faults.Add($"staff[{i}].leave[{j}].to", "The leave ends before it begins.", "Swap from and to.");
                }
            }
        }
    }

    static bool IsMailbox(string text) =>
        text.IndexOfAny(['\r', '\n', ' ', ',', ';', '<', '>']) < 0 && System.Net.Mail.MailAddress.TryCreate(text, out var mailbox) && mailbox.Address == text;
}
