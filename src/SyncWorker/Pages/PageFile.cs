namespace SyncWorker.Pages;

/// <summary>A file of the site; its text is made when it is written, so that not all of them are held at once.</summary>
/// <param name="Path">Within the folder, with / between folders.</param>
/// <param name="Render">Writes the text, piece by piece: a page of a large register is megabytes.</param>
/// <param name="Turn">When it is written.</param>
sealed record PageFile(string Path, Action<TextWriter> Render, PageTurn Turn = PageTurn.Page);

/// <summary>
/// The order in which files are written, so that who opens the folder meanwhile finds the old site or the new one. Those of one turn but the
/// last are written at the same time.
/// </summary>
enum PageTurn
{
    /// <summary>What pages share.</summary>
    Shared,

    Page,

    /// <summary>Where people begin: one after the other, in the order given.</summary>
    Start,
}
