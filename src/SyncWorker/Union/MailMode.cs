namespace SyncWorker.Union;

enum MailMode
{
    Trial,
    Live,
}
