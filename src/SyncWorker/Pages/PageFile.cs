namespace SyncWorker.Pages;

/// <summary>A file of the site; its text is made when it is written, so that not all of them are held at once.</summary>
/// <param name="Path">Within the folder, with / between folders.</param>
/// <param name="Render">Makes the text.</param>
sealed record PageFile(string Path, Func<string> Render);
