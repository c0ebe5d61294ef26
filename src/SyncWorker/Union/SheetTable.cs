namespace SyncWorker.Union;

/// <summary>A table that becomes a sheet of a workbook.</summary>
/// <param name="Name">The sheet's name.</param>
/// <param name="Lines">The header first; everything is text.</param>
/// <param name="Widths">Of the columns, in characters.</param>
sealed record SheetTable(string Name, IReadOnlyList<IReadOnlyList<string>> Lines, IReadOnlyList<int> Widths);
